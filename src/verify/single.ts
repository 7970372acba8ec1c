import type { OptimizerClass } from '../optimizers/index.ts';
import type { Candidate } from './candidate.ts';
import type { HabitFault } from './habit-faults.ts';
import type { Mutant } from './mutants/index.ts';
import { mutatedRule } from './mutated-rule.ts';

/** A candidate that can be joined with others. */
export interface Single extends Candidate {
  readonly rule: string;
  /** The mistakes in the text of the rule. */
  readonly mutants: readonly Mutant[];
}

/** A convention weighs little beside a mistake, but more than nothing. */
export const light = 0.01;

/** The lesson that a fault of `rule` belongs to, where the mistake itself does not say it. */
export function lessonOf(rule: string): string {
  if (rule === 'sgd') return 'gradient-descent';
  return /^(?:momentum|nesterov|sgdw|lars)$/.test(rule) ? 'momentum' : 'adamw';
}

/** A rule that is itself right, but not used as it should be. */
export function variant(
  rule: string,
  Rule: OptimizerClass,
  says: Omit<Candidate['says'], 'lesson'>,
  rest: Partial<Candidate>,
): Single {
  return {
    rule,
    mutants: [],
    Rule,
    habits: {},
    options: (given) => given,
    says: { ...says, lesson: lessonOf(rule) },
    mistakes: says.library === undefined ? 1 : light,
    ...rest,
  };
}

/** A rule with one mistake of the bank. */
export function ofMutant(rule: string, mutant: Mutant): Single {
  const { id, fault, remedy, lesson, library, first } = mutant;
  return {
    ...variant(
      rule,
      mutatedRule(rule, [mutant]) as OptimizerClass,
      { id, fault, remedy },
      { first },
    ),
    mutants: [mutant],
    says: { id, fault, remedy, lesson, ...(library !== undefined && { library }) },
    mistakes: library === undefined ? 1 : light,
  };
}

/** A right rule with a mistake around it. */
export function ofHabit(rule: string, Rule: OptimizerClass, habit: HabitFault): Single {
  const { id, habits, fault, remedy, first } = habit;
  return variant(rule, Rule, { id, fault, remedy }, { habits, first });
}

/** Two at once; undefined where that cannot be. */
export function joined(one: Single, other: Single): Single | undefined {
  if (one.rule !== other.rule || [one, other].some(({ says }) => says.id.startsWith('is-'))) {
    return undefined;
  }
  if (Object.keys(one.habits).some((habit) => habit in other.habits)) return undefined;
  const together = [...one.mutants, ...other.mutants];
  const bothEdit = one.mutants.length > 0 && other.mutants.length > 0;
  const plain = one.mutants.length > 0 ? one.Rule : other.Rule;
  const Rule = bothEdit ? mutatedRule(one.rule, together) : plain;
  if (Rule === undefined) return undefined;
  const [main, second] = one.mistakes >= other.mistakes ? [one, other] : [other, one];
  const { library: _, ...says } = main.says;
  const libraries = [main.says.library, second.says.library].filter((name) => name !== undefined);
  return {
    ...main,
    mutants: together,
    Rule,
    habits: { ...one.habits, ...other.habits },
    options: (given) => one.options(other.options(given)),
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
