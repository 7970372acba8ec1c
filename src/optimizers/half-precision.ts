import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import { Float64, startSlots, type Elementwise, type Hyper, type Rule } from '../rules/index.ts';
import { asElementwise, asTensor } from './tensor-algebra.ts';

/** Gradients that each stay what they are for the whole trial. */
const gradients = [0, 1e-3, 0.1, 1];
/** As many updates as RAdam makes before it first divides, and a few more. */
const updates = 10;
/** How far the trial may be from doubles, as a share: a few roundings of half precision for each update. */
const allowed = 0.05;

/**
 * Tries a rule out on a backend that computes in half precision, such as WebGL on many telephones: squares of small
 * gradients vanish there, and so does an epsilon of 1e-8, so that most rules divide by zero. With tfjs's own 1e-4 they do
 * not, and step up to a thousand times too far. On other backends there is nothing to try.
 * @throws UsageError where the rule does not come out as in doubles, naming the way out
 */
export function checkPrecision<O extends Hyper, S extends string>(
  who: string,
  rule: Rule<O, S>,
  hyper: O,
): void {
  if (tf.backend().floatPrecision() !== 16) return;
  const right = trial(rule, hyper, (values) => new Float64(values)) as Float64;
  const found = tf.tidy(() => {
    const here = trial(rule, hyper, (values) => asElementwise({ x: tf.tensor([...values]) }).x);
    return asTensor(here).dataSync();
  });
  const at = right.values.findIndex((w, i) => {
    return !(Math.abs((found[i] as number) - w) <= allowed * Math.abs(w));
  });
  if (at < 0) return;
  throw new UsageError({
    who,
    rule: `needs float32, and the backend "${tf.getBackend()}" computes in half precision: ${updates} updates by a gradient of ${gradients[at]} lead to ${found[at]}, not to ${right.values[at]}`,
    remedy:
      "choose another backend, as with tf.setBackend('wasm'), or a rule that does not divide by the size of the gradient (SGD, Momentum, Nesterov, SGDW)",
  });
}

/** Where weights at 0, whose steps half precision can tell, are after the updates. */
function trial<O extends Hyper, S extends string>(
  rule: Rule<O, S>,
  hyper: O,
  array: (values: readonly number[]) => Elementwise,
): Elementwise {
  const zeros = array(gradients.map(() => 0));
  const g = array(gradients);
  let w = zeros;
  let slots = startSlots(rule, { w, zeros }, hyper);
  for (let t = 1; t <= updates; t++) {
    const next = rule.update({ w, g, lr: 0.1, t }, slots, hyper);
    w = next.w;
    slots = next;
  }
  return w;
}
