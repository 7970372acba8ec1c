import type { Rule } from '../rules/index.ts';
import type { Candidate } from './candidate.ts';
import type { HabitFault } from './habit-faults.ts';
import { mutatedRule } from './mutated.ts';
import type { OwnedMutant, RuleMember } from './member.ts';

/** A candidate that can be joined with others. */
export interface Single extends Candidate {
  /** What the file is meant to be. */
  readonly member: RuleMember;
  /** The mistakes in the text of the rule. */
  readonly mutants: readonly OwnedMutant[];
}

/** A convention weighs little beside a mistake, but more than nothing. */
export const light = 0.01;

/** A rule that is itself right, but not used as it should be. */
export function variant(
  member: RuleMember,
  says: Omit<Candidate['says'], 'member'>,
  rest: Partial<Candidate>,
): Single {
  return {
    member,
    mutants: [],
    rule: member.rule,
    habits: {},
    options: (given) => given,
    says: { ...says, member: member.name },
    mistakes: says.library === undefined ? 1 : light,
    ...rest,
  };
}

/** A rule with one mistake of the bank. */
export function ofMutant(member: RuleMember, owned: OwnedMutant): Single {
  const { id, fault, remedy, library, first } = owned.mutant;
  const says = { id, fault, remedy, ...(library !== undefined && { library }) };
  return {
    ...variant(member, says, { rule: mutatedRule(member, [owned]) as Rule, first }),
    mutants: [owned],
    says: { ...says, member: owned.of.name },
  };
}

/** A right rule with a mistake around it. */
export function ofHabit(member: RuleMember, habit: HabitFault): Single {
  const { id, habits, fault, remedy, first } = habit;
  return variant(member, { id, fault, remedy }, { habits, first });
}

/** Two at once; undefined where that cannot be. */
export function joined(one: Single, other: Single): Single | undefined {
  if (one.member !== other.member || [one, other].some(({ says }) => says.id.startsWith('is-'))) {
    return undefined;
  }
  if (Object.keys(one.habits).some((habit) => habit in other.habits)) return undefined;
  const together = [...one.mutants, ...other.mutants];
  const bothEdit = one.mutants.length > 0 && other.mutants.length > 0;
  const plain = one.mutants.length > 0 ? one.rule : other.rule;
  const rule = bothEdit ? mutatedRule(one.member, together) : plain;
  if (rule === undefined) return undefined;
  const [main, second] = one.mistakes >= other.mistakes ? [one, other] : [other, one];
  const { library: _, ...says } = main.says;
  const libraries = [main.says.library, second.says.library].filter((name) => name !== undefined);
  return {
    ...main,
    mutants: together,
    rule,
    habits: { ...one.habits, ...other.habits },
    options: (given) => one.options(other.options(given)),
    reads: [...(one.reads ?? []), ...(other.reads ?? [])],
    rateFactor: (one.rateFactor ?? 1) * (other.rateFactor ?? 1),
    says: {
      ...says,
      id: `${main.says.id}+${second.says.id}`,
      fault: `${main.says.fault}; and ${second.says.fault}`,
      remedy: `${main.says.remedy}; ${second.says.remedy}`,
      ...(libraries.length === 2 && { library: [...new Set(libraries)].join('; ') }),
    },
    mistakes: one.mistakes + other.mistakes,
  };
}
