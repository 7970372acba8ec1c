import { rule } from 'downhill';

export const momentum = rule({
  slots: ['v'],
  defaults: { learningRate: 0.01, momentum: 0.9 },
  update({ w, g, lr }, { v }, { momentum }) {
    v = v.mul(momentum).sub(g.mul(lr));
    return { w: w.add(v), v };
  },
});
