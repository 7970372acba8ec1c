import { Float64, type OptimizerClass } from '../../src/optimizers/index.ts';
import type { Path, Stream } from '../../src/verify/index.ts';

/** The path of a stream under the text of a rule itself, in doubles and without tensors; or that of its evaluation weights. */
export function float64Walk(
  Rule: OptimizerClass,
  options: Record<string, unknown>,
  { variables, updates }: Stream,
  which: 'trained' | 'evaluated' = 'trained',
): Path {
  const rule = new Rule(options);
  const state = variables.map(({ start, shape }) => {
    const w = new Float64(start, shape);
    return { t: 0, w, slots: rule.startSlots(w, Float64.zeros(...shape)) };
  });
  const hyper = { ...Rule.defaults, ...options } as never;
  const read = ({ w, slots }: (typeof state)[number]) =>
    which === 'trained' ? w.values : (rule.evaluationWeight(w, slots, hyper) as Float64).values;
  const path = [state.map(read)];
  for (const { rate, gradients } of updates) {
    state.forEach((one, i) => {
      const values = gradients[i];
      if (!values) return;
      one.t += 1;
      const step = { w: one.w, g: new Float64(values, one.w.shape), lr: rate, t: one.t };
      const { w, ...slots } = rule.next(step, one.slots) as { w: Float64 };
      Object.assign(one, { w, slots });
    });
    path.push(state.map(read));
  }
  return path;
}
