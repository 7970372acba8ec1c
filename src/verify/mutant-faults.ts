import type { Rule } from '../rules/index.ts';
import { mutantsOf, type RuleMember } from './member.ts';
import { mutatedRule } from './mutated.ts';
import { optimizerExam } from './optimizer-exam.ts';
import { shownBy } from './shown-by.ts';

/**
 * The author's guard for the known mistakes of a rule: each is caught, and is named. Gives a sentence for each that is not.
 */
export function mutantFaults(member: RuleMember): string[] {
  const exam = optimizerExam(member, 1);
  return mutantsOf(member).flatMap((owned) => {
    const { id } = owned.mutant;
    const rule = mutatedRule(member, [owned]) as Rule;
    const { verdict, diagnosis } = exam.judge(shownBy(exam, rule));
    if (verdict === 'passed') return [`the mutant ${id} is not caught`];
    const named = diagnosis.some((one) => one.id === id && one.match === 'exact');
    return named ? [] : [`the mutant ${id} is caught, but called ${diagnosis[0]?.id ?? 'nothing'}`];
  });
}
