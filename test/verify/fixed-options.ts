import { expect } from 'vitest';
import type { OwnedMutant, RuleMember } from '../../src/verify/member.ts';
import { mutatedRule } from '../../src/verify/mutated.ts';
import { optimizerExam } from '../../src/verify/optimizer-exam.ts';
import { givenOptions } from '../../src/verify/option-variants.ts';
import { shownBy } from '../../src/verify/shown-by.ts';
import { ruleMembers } from '../../src/verify/members/index.ts';
import type { Rule } from '../../src/rules/index.ts';
import { memberOf } from '../support/members.ts';

/** Options by name. */
export type Options = Readonly<Record<string, number>>;
type Shown = NonNullable<Parameters<typeof shownBy>[2]>;

/** What the examiner says of a file that computes a rule with these faults, and around it does `more`. */
export const judged = (member: RuleMember, more: Shown, faults: readonly OwnedMutant[] = []) => {
  const exam = optimizerExam(member, 1);
  return exam.judge(shownBy(exam, mutatedRule(member, faults) as Rule, more));
};

/** An option that is never read. */
export const always = (fixed: Options) => (given: Options) => ({ ...given, ...fixed });

/** Each option that a file is given, of each rule. */
export const optionsOfRules = ruleMembers.flatMap((member) =>
  givenOptions(member.rule).map((name) => [member.name, name] as const),
);

/** A file that ignores an option, and has a value of its own for it, fails without a name that says how it is used. */
export function failsAtSomethingElse(rule: string, name: string): void {
  const { verdict, diagnosis } = judged(memberOf(rule), { options: always({ [name]: 0.37 }) });
  expect(verdict).toBe('failed');
  expect(diagnosis.map(({ id }) => id).join()).not.toMatch(/default|complement|swapped/);
}
