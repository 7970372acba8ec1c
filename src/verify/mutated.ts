import { compiledSources, type CompiledSource } from '#mutants';
import * as rules from '../rules/index.ts';
import type { Rule } from '../rules/index.ts';
import { penalty } from '../regularizers/penalty.ts';
import { UsageError } from '../shared/errors.ts';
import * as options from '../shared/options.ts';
import * as schedules from '../schedules/index.ts';
import { asSchedule, checkSchedule } from '../schedules/schedule.ts';
import { changed } from './changes.ts';
import type { FunctionMember } from './function-member.ts';
import type { Mutant } from './mutant.ts';
import type { OwnedMutant, RuleMember } from './member.ts';

/** Everything that a member's file imports, by name: what it is imported from does not matter. */
const names: Readonly<Record<string, unknown>> = {
  ...rules,
  ...options,
  ...schedules,
  asSchedule,
  checkSchedule,
  penalty,
  UsageError,
};

/**
 * The rule of `member` with mistakes of the bank put into its source, or into those of the parents that do its arithmetic.
 * @returns undefined when the mistakes do not go together
 */
export function mutatedRule(member: RuleMember, faults: readonly OwnedMutant[]): Rule | undefined {
  const given: Record<string, unknown> = { ...names };
  let differs = false;
  for (const one of lineage(member)) {
    const own = faults.filter(({ of }) => of === one);
    differs ||= own.length > 0;
    // What is right stays the library's own rule.
    if (!differs) continue;
    const { code, mutants } = compiledSources[one.name] as CompiledSource;
    const text = changed(
      code,
      own.flatMap(({ mutant }) => mutants[mutant.id] ?? []),
    );
    if (text === undefined) return undefined;
    try {
      given[one.name] = evaluated(text, one.name, given);
    } catch (error) {
      // Two mistakes may both declare what they add.
      if (error instanceof SyntaxError && faults.length > 1) return undefined;
      throw error;
    }
  }
  return given[member.name] as Rule;
}

/** What the library exports under a member's name; given a mistake of the bank, with it put into its source. */
export function mutatedForm({ name }: FunctionMember, mistake?: Mutant): unknown {
  const { code, mutants } = compiledSources[name] as CompiledSource;
  const changes = mistake === undefined ? [] : mutants[mistake.id];
  return evaluated(changed(code, changes ?? []) as string, name, names);
}

/** The member and those that it hands its update on to, the last of them first. */
function lineage(member: RuleMember): RuleMember[] {
  return member.parent ? [...lineage(member.parent), member] : [member];
}

function evaluated(code: string, name: string, given: Readonly<Record<string, unknown>>): unknown {
  // The text is the library's own with an edit of the library's own: nothing of a stranger's runs here.
  // oxlint-disable-next-line typescript/no-implied-eval
  const make = new Function(
    ...Object.keys(given),
    `'use strict'; {${code}\nreturn ${name};\n}`,
  ) as (...values: readonly unknown[]) => unknown;
  return make(...Object.values(given));
}
