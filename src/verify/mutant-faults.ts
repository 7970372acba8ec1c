import type { OptimizerClass } from '../optimizers/index.ts';
import { mutantsOf } from './candidates.ts';
import { mutatedRule } from './mutated-rule.ts';
import { optimizerExam } from './optimizer-exam.ts';
import { shownBy } from './shown-by.ts';

/**
 * The author's guard for the known mistakes of a rule: each still applies to its source, is caught, and is named. Gives a
 * sentence for each that does not.
 */
export function mutantFaults(rule: string): string[] {
  const exam = optimizerExam(rule, 1);
  return mutantsOf(rule).flatMap((mutant) => {
    const who = `the mutant ${mutant.id}`;
    try {
      const Rule = mutatedRule(rule, [mutant]) as OptimizerClass;
      const { verdict, diagnosis } = exam.judge(shownBy(exam, Rule));
      if (verdict === 'passed') return [`${who} is not caught`];
      const named = diagnosis.some((one) => one.id === mutant.id && one.match === 'exact');
      return named ? [] : [`${who} is caught, but called ${diagnosis[0]?.id ?? 'nothing'}`];
    } catch (error) {
      return [`${who}: ${(error as Error).message}`];
    }
  });
}
