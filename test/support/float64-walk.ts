import { Float64, type OptimizerClass } from '../../src/optimizers/index.ts';
import type { Path, Stream } from '../../src/verify/index.ts';

/** The path of a stream under the text of a rule itself, in doubles and without tensors. */
export function float64Walk(
  Rule: OptimizerClass,
  options: Record<string, unknown>,
  { variables, updates }: Stream,
): Path {
  const rule = new Rule(options);
  const state = variables.map(({ start }) => {
    const w = new Float64(start);
    return { t: 0, w, slots: rule.startSlots(w, Float64.zeros(start.length)) };
  });
  const path = [state.map(({ w }) => w.values)];
  for (const { rate, gradients } of updates) {
    state.forEach((one, i) => {
      const values = gradients[i];
      if (!values) return;
      one.t += 1;
      const step = { w: one.w, g: new Float64(values), lr: rate, t: one.t };
      const { w, ...slots } = rule.next(step, one.slots) as { w: Float64 };
      Object.assign(one, { w, slots });
    });
    path.push(state.map(({ w }) => w.values));
  }
  return path;
}
