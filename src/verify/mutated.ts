import type { Rule } from '../rules/index.ts';
import { changed } from './changes.ts';
import { compiledSource } from './compiled-source.ts';
import { evaluated } from './evaluated.ts';
import type { OwnedMutant, RuleMember } from './member.ts';
import { namesForRules } from './names-for-rules.ts';

/**
 * The rule of `member` with mistakes of the bank put into its source, or into those of the parents that do its arithmetic.
 * @returns undefined when the mistakes do not go together
 */
export function mutatedRule(member: RuleMember, faults: readonly OwnedMutant[]): Rule | undefined {
  const given: Record<string, unknown> = { ...namesForRules };
  let differs = false;
  for (const one of lineage(member)) {
    const own = faults.filter(({ of }) => of === one);
    differs ||= own.length > 0;
    // What is right stays the library's own rule.
    if (!differs) continue;
    const { code, mutants } = compiledSource(one.name);
    const text = changed(
      code,
      own.flatMap(({ mutant }) => mutant.changes ?? mutants[mutant.id] ?? []),
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

/** The member and those that it hands its update on to, the last of them first. */
function lineage(member: RuleMember): RuleMember[] {
  return member.parent ? [...lineage(member.parent), member] : [member];
}
