// Lion whose betas are others by default: signs hide which.
import { rule } from 'downhill';

const sign = (x) => x.div(x.abs().add(1e-30));

export const lion = rule({
  slots: ['m'],
  defaults: { learningRate: 1e-4, beta1: 0.95, beta2: 0.98, weightDecay: 0 },
  update({ w, g, lr }, { m }, { beta1, beta2, weightDecay }) {
    const c = m.mul(beta1).add(g.mul(1 - beta1));
    m = m.mul(beta2).add(g.mul(1 - beta2));
    return { w: w.mul(1 - lr * weightDecay).sub(sign(c).mul(lr)), m };
  },
});
