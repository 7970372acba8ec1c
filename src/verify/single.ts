import type { Rule } from '../rules/index.ts';
import type { Candidate } from './candidate.ts';
import type { RuleFault } from './faults/index.ts';
import type { HabitFault } from './habit-faults.ts';
import type { Mutant } from './mutant.ts';
import { mutatedRule } from './mutated.ts';
import type { OwnedMutant, RuleMember } from './member.ts';

/** A candidate that can be joined with others. */
export interface Single extends Candidate {
  /** What the file is meant to be. */
  readonly member: RuleMember;
  /** The mistakes in the text of the rule. */
  readonly mutants: readonly OwnedMutant[];
  /** The mistake that is made around the text, whatever it is. */
  readonly around?: RuleFault['of'];
}

/** A convention weighs little beside a mistake, but more than nothing. */
const light = 0.01;
/** What few people write is thought of when nothing that is well known explains a file. */
export const rare = 1.001;
/** A word that is another explains nothing that something with a name of its own explains. */
export const slip = 1.004;

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

/** A rule with one slip of the pen; undefined where it is no rule then. */
export function ofSlip(member: RuleMember, owned: OwnedMutant): Single | undefined {
  try {
    return { ...ofMutant(member, owned), mistakes: slip };
  } catch {
    return undefined;
  }
}

/** A right rule with a mistake around it. */
export function ofHabit(member: RuleMember, habit: HabitFault): Single {
  const { id, habits, fault, remedy, first } = habit;
  const seldom = habit.rare && { mistakes: rare };
  return variant(member, { id, fault, remedy }, { habits, first, ...seldom });
}

/** A rule with a mistake that any rule can have, or a convention. */
export function ofRuleFault(
  member: RuleMember,
  { id, fault, remedy, first, of, library }: RuleFault & Pick<Mutant, 'library'>,
): Single {
  const says = { id, fault, remedy, ...(library !== undefined && { library }) };
  const mistakes = library === undefined ? rare : light;
  const rest = { rule: of(member.rule), around: of, first, mistakes };
  return variant(member, says, rest);
}

/** Two at once; undefined where that cannot be. */
export function joined(one: Single, other: Single): Single | undefined {
  if (one.member !== other.member || [one, other].some(({ says }) => says.id.startsWith('is-'))) {
    return undefined;
  }
  if (Object.keys(one.habits).some((habit) => habit in other.habits)) return undefined;
  if (one.around && other.around) return undefined;
  const around = one.around ?? other.around;
  const together = [...one.mutants, ...other.mutants];
  const text = [one, other].find(({ mutants, around: by }) => !by && mutants.length > 0);
  const alone = text?.mutants.length === together.length;
  const plain = alone ? text.rule : mutatedRule(one.member, together);
  if (plain === undefined) return undefined;
  const rule = around ? around(plain) : plain;
  const [main, second] = one.mistakes >= other.mistakes ? [one, other] : [other, one];
  const { says: own, stated: _, ...rest } = main;
  const { library: __, ...says } = own;
  const libraries = [main.says.library, second.says.library].filter((name) => name !== undefined);
  return {
    ...rest,
    mutants: together,
    rule,
    ...(around && { around }),
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
