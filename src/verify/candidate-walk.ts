import type { Candidate } from './candidate.ts';
import type { OptimizerProbe } from './probe.ts';
import { inDoubles } from './rounding.ts';
import { ruleWalk, type Arithmetic } from './rule-walk.ts';

/** What decides the way of a candidate. */
export type Way = Pick<Candidate, 'rule' | 'habits' | 'options' | 'rateFactor'>;

/** The ways of a probe's variables under a candidate; undefined where it cannot go them. */
export function candidateWalk(
  { rule, habits, options, rateFactor = 1 }: Way,
  probe: OptimizerProbe,
  arithmetic: Arithmetic = inDoubles,
): ReturnType<typeof ruleWalk> {
  const given = options(probe.options);
  const { stream } = probe;
  const updates =
    rateFactor === 1
      ? stream.updates
      : stream.updates.map((one) => ({ ...one, rate: one.rate * rateFactor }));
  const learningRate = (given['learningRate'] ?? 0) * rateFactor;
  try {
    return ruleWalk(
      rule,
      { ...probe, options: { ...given, learningRate }, stream: { ...stream, updates } },
      arithmetic,
      habits,
    );
  } catch {
    // A value that the rule refuses.
    return undefined;
  }
}
