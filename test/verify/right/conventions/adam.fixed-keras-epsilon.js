import { rule } from 'downhill';

/** Every constant as Keras has it. */
export const adam = rule({
  slots: ['m', 'v'],
  defaults: { learningRate: 0.001 },
  update({ w, g, lr, t }, { m, v }) {
    m = m.mul(0.9).add(g.mul(0.1));
    v = v.mul(0.999).add(g.square().mul(0.001));
    const rate = (lr * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
    return { w: w.sub(m.mul(rate).div(v.sqrt().add(1e-7))), m, v };
  },
});
