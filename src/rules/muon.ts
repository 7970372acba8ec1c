import { count, several } from '../shared/options.ts';
import { adamw } from './adamw.ts';
import { norm } from './norm.ts';
import { rule } from './rule.ts';

/**
 * Muon: momentum whose step is made orthogonal, so that every direction of a matrix is learned at the same pace. All
 * that is not a matrix goes to AdamW with the same rate and decay; a parameter group can give it a rate of its own. With
 * maxRank 4 the kernel of a convolution, [height, width, in, out], is the matrix [height · width · in, out].
 * Defaults: learningRate 0.02, momentum 0.95, newtonSchulzSteps 5, maxRank 2, weightDecay 0.01, beta1 0.9, beta2 0.999,
 * epsilon 1e-8.
 * @formula for a matrix [in, out]: m ← μ·m + (1−μ)·g; U·S·Vᵀ = μ·m + (1−μ)·g; w ← (1 − lr·λ)·w − lr·√max(1, out /
 * in)·U·Vᵀ
 * @use The hidden matrices of a network; the state of a matrix is half of what AdamW keeps.
 * @see Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks", with Nesterov's step as in PyTorch
 */
export const muon = rule({
  slots: adamw.slots,
  defaults: {
    ...adamw.defaults,
    learningRate: 0.02,
    /** Decay of a matrix's average gradient, 0 to 1. */
    momentum: 0.95,
    /** Rounds that bring a matrix's step near the closest orthogonal matrix, 1 or more. */
    newtonSchulzSteps: 5,
    /** Largest rank that is a matrix, of its last axis and all others; 2 or more. */
    maxRank: 2,
  },
  ranges: { newtonSchulzSteps: count, maxRank: { ...several, isConstant: true } },
  otherNames: { nsSteps: 'newtonSchulzSteps' },
  start({ w, zeros }, { maxRank }) {
    // A matrix has no average square.
    return w.shape.length < 2 || w.shape.length > maxRank ? {} : { v: zeros.mean() };
  },
  update(step, slots, hyper) {
    const { w, g, lr } = step;
    const { momentum, newtonSchulzSteps, maxRank, weightDecay } = hyper;
    const shape = [...w.shape];
    if (shape.length < 2 || shape.length > maxRank) return adamw.update(step, slots, hyper);
    const outputs = shape.at(-1) as number;
    const inputs = shape.slice(0, -1).reduce((product, length) => product * length, 1);
    // #region exercise: average g, look ahead, raise all singular values of that to about 1, then shrink w and step
    const m = slots.m.mul(momentum).add(g.mul(1 - momentum));
    const u = m.mul(momentum).add(g.mul(1 - momentum));
    const matrix = u.reshape([inputs, outputs]);
    let x = inputs > outputs ? matrix.transpose() : matrix;
    x = x.div(norm(x).maximum(1e-7));
    for (let i = 0; i < newtonSchulzSteps; i++) {
      const a = x.matMul(x.transpose());
      const b = a.mul(-4.775).add(a.matMul(a).mul(2.0315));
      x = x.mul(3.4445).add(b.matMul(x));
    }
    const o = (inputs > outputs ? x.transpose() : x).reshape(shape);
    const rate = lr * Math.sqrt(Math.max(1, outputs / inputs));
    return { w: w.mul(1 - lr * weightDecay).sub(o.mul(rate)), m, v: slots.v };
    // #endregion
  },
});
