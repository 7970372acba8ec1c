import { compiledSources, type CompiledSource } from '#mutants';
import { penalty } from '../regularizers/penalty.ts';
import * as schedules from '../schedules/index.ts';
import { asSchedule, checkSchedule } from '../schedules/schedule.ts';
import { changed } from './changes.ts';
import { evaluated } from './evaluated.ts';
import type { FunctionMember } from './function-member.ts';
import type { Mutant } from './mutant.ts';
import { namesForRules } from './names-for-rules.ts';

/** What the files of all other members import. */
const names = { ...namesForRules, ...schedules, asSchedule, checkSchedule, penalty };

/** What the library exports under a member's name; given a mistake of the bank, with it put into its source. */
export function mutatedForm({ name }: FunctionMember, mistake?: Mutant): unknown {
  const { code, mutants } = compiledSources[name] as CompiledSource;
  const changes = mistake === undefined ? [] : mutants[mistake.id];
  return evaluated(changed(code, changes ?? []) as string, name, names);
}
