import type { Exam } from '../../src/exam/exam.ts';
import type { OptimizerClass } from '../../src/optimizers/index.ts';
import type { Observation, OptimizerProbe } from '../../src/verify/probe.ts';
import { inFloat32 } from '../../src/verify/rounding.ts';
import { ruleWalk, type Habits } from '../../src/verify/rule-walk.ts';

interface Shown {
  readonly habits?: Habits;
  /** What the file makes of a probe's options. Default: takes them as they are. */
  readonly options?: (given: Readonly<Record<string, number>>) => Readonly<Record<string, number>>;
  /** Factor on every learning rate. */
  readonly rateFactor?: number;
}

/** What a learner's file shows that computes `Rule` in float32 tensors. */
export function shownBy(
  exam: Exam,
  Rule: OptimizerClass,
  { habits = {}, options = (given) => given, rateFactor = 1 }: Shown = {},
): Observation[] {
  return exam.probes.map((each) => {
    const probe = each as OptimizerProbe;
    const { id, stream } = probe;
    const given = options(probe.options);
    const updates = stream.updates.map((one) => ({ ...one, rate: one.rate * rateFactor }));
    const learningRate = (given['learningRate'] as number) * rateFactor;
    const used = { ...probe, options: { ...given, learningRate }, stream: { ...stream, updates } };
    const walked = ruleWalk(Rule, used, inFloat32, habits);
    if (walked) return { id, ...walked, facts: {} };
    const start = stream.variables.map((one) => one.start);
    return { id, path: [start], thrown: { message: 'shapes differ', update: 0 }, facts: {} };
  });
}
