import type { Rule } from '../rules/index.ts';
import { candidateWalk, type Way } from './candidate-walk.ts';
import { rowOf } from './path.ts';
import type { Observation, OptimizerProbe } from './probe.ts';
import { inFloat32 } from './rounding.ts';
import type { Exam } from './exam.ts';

/** What a file shows in an exam that computes `rule` in float32 tensors, and around it does `way`. Default: what is right. */
export function shownBy(
  { probes }: Exam,
  rule: Rule,
  { habits = {}, options = (given) => given, rateFactor = 1 }: Partial<Omit<Way, 'rule'>> = {},
): Observation[] {
  return probes.map((each) => {
    const probe = each as OptimizerProbe;
    const walked = candidateWalk({ rule, habits, options, rateFactor }, probe, inFloat32);
    if (walked) return { id: probe.id, ...walked, facts: {} };
    const start = rowOf(probe.stream.variables.map((one) => one.start));
    const thrown = { message: 'shapes differ', update: 0 };
    return { id: probe.id, path: [start], thrown, facts: {} };
  });
}
