import type { OptimizerClass } from '../optimizers/index.ts';
import type { Observation, OptimizerProbe } from '../verify/probe.ts';
import { inFloat32 } from '../verify/rounding.ts';
import { ruleWalk } from '../verify/rule-walk.ts';
import { mutantsOf } from './candidates.ts';
import { mutatedRule } from './mutated-rule.ts';
import { optimizerExam } from './optimizer-exam.ts';

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
      const seen = exam.probes.map((probe) => inTensors(Rule, probe as OptimizerProbe));
      const { verdict, diagnosis } = exam.judge(seen);
      if (verdict === 'passed') return [`${who} is not caught`];
      const named = diagnosis.some((one) => one.id === mutant.id && one.match === 'exact');
      return named ? [] : [`${who} is caught, but called ${diagnosis[0]?.id ?? 'nothing'}`];
    } catch (error) {
      return [`${who}: ${(error as Error).message}`];
    }
  });
}

/** What a file with this rule shows, in float32 as tensors compute. */
function inTensors(Rule: OptimizerClass, probe: OptimizerProbe): Observation {
  const walked = ruleWalk(Rule, probe, inFloat32);
  const path = walked?.path ?? [probe.stream.variables.map(({ start }) => start)];
  const thrown = walked ? {} : { thrown: { message: 'shapes differ', update: 0 } };
  return { id: probe.id, path, ...walked, ...thrown, facts: {} };
}
