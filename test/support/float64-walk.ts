import { Float64, readHyper, startSlots, type Rule } from '../../src/rules/index.ts';
import { rowOf, type Path, type Stream } from '../../src/verify/index.ts';

/** The path of a stream under a rule itself, in doubles and without tensors; or that of its evaluation weights. */
export function float64Walk(
  rule: Rule,
  options: Readonly<Record<string, unknown>>,
  { variables, updates }: Stream,
  which: 'trained' | 'evaluated' = 'trained',
): Path {
  const hyper = readHyper('float64Walk', rule, options);
  const state = variables.map(({ start, shape }) => {
    const w = new Float64(start, shape);
    return { t: 0, w, slots: startSlots(rule, { w, zeros: Float64.zeros(...shape) }, hyper) };
  });
  const read = ({ w, slots }: (typeof state)[number]) =>
    which === 'trained' ? w.values : (rule.evaluationWeight(w, slots, hyper) as Float64).values;
  const path = [rowOf(state.map(read))];
  for (const { rate, gradients } of updates) {
    state.forEach((one, i) => {
      const values = gradients[i];
      if (!values) return;
      one.t += 1;
      const step = { w: one.w, g: new Float64(values, one.w.shape), lr: rate, t: one.t };
      const { w, ...slots } = rule.update(step, one.slots, hyper) as { w: Float64 };
      Object.assign(one, { w, slots });
    });
    path.push(rowOf(state.map(read)));
  }
  return path;
}
