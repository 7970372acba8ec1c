import { rule } from 'downhill';

export const adadelta = rule({
  slots: ['a', 'd'],
  defaults: { learningRate: 1, rho: 0.9, epsilon: 1e-6 },
  update({ w, g }, { a, d }, { rho, epsilon }) {
    a = a.mul(rho).add(g.square().mul(1 - rho));
    const u = d.add(epsilon).div(a.add(epsilon)).sqrt().mul(g);
    d = d.mul(rho).add(u.square().mul(1 - rho));
    return { w: w.sub(u), a, d };
  },
});
