import { rule } from 'downhill';

export const adagrad = rule({
  slots: ['cache'],
  defaults: { learningRate: 0.01 },
  update({ w, g, lr }, { cache }) {
    cache = cache.add(g.mul(g));
    return { w: w.sub(g.mul(lr).div(cache.sqrt().add(1e-8))), cache };
  },
});
