import type { OptimizerSpec } from '../optimizers/index.ts';
import {
  readHyper,
  rules,
  startSlots,
  type Float64,
  type Hyper,
  type Rule,
} from '../rules/index.ts';
import { lookUp } from '../shared/look-up.ts';

/** One update in doubles: the weights after it. @param share of the rate, as a schedule has it; default 1 */
export type Stepper = (w: Float64, g: Float64, share?: number) => Float64;

/**
 * A rule with its options, in doubles, at its start.
 * @param age as if it had been running for so many updates already, with its averages still at zero; default 0
 * @throws UsageError for an unknown rule (with the nearest) or a bad option
 */
export function stepper({ name, ...options }: OptimizerSpec, age = 0): Stepper {
  const rule: Rule = lookUp<unknown>('rule', name, rules) as Rule;
  const hyper = readHyper<Hyper>(name, rule, options);
  let slots: ReturnType<typeof startSlots> | undefined;
  let t = age;
  return (w, g, share = 1) => {
    slots ??= startSlots(rule, { w, zeros: w.mul(0) }, hyper);
    t += 1;
    const { w: next, ...kept } = rule.update(
      { w, g, lr: share * hyper.learningRate, t },
      slots,
      hyper,
    );
    slots = kept;
    return next as Float64;
  };
}
