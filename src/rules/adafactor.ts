import { positive } from '../shared/options.ts';
import type { Elementwise } from './elementwise.ts';
import { rule } from './rule.ts';

/** The largest square that counts: means of such squares are finite in float32. */
const largest = 2 ** 100;

/**
 * Adafactor: of the average squares it keeps only the means of the rows and columns (the last two axes; a weight with
 * fewer keeps all), and its steps are in proportion to the weight.
 * Defaults: learningRate 0.01, decayRate 0.8, clipThreshold 1, epsilon1 1e-30, epsilon2 1e-3, weightDecay 0.
 * @formula r, c = averages of the row and column means of g² + ε₁; u = g·√(mean(r) / (r·c)); w ← w − min(lr,
 * 1/√t)·max(ε₂, RMS(w))·u / max(1, RMS(u) / d)
 * @use Weights too large for a second copy in memory: the state of a matrix is one row and one column.
 * @see Shazeer & Stern 2018 (arXiv 1804.04235), algorithms 4 and 5, with the decay of PyTorch
 */
export const adafactor = rule({
  slots: ['r', 'c', 'v'],
  defaults: {
    learningRate: 0.01,
    /** How soon the averages turn long: update t takes a share of t^-decayRate, at least 0. */
    decayRate: 0.8,
    /** Largest root mean square of a step before it is scaled to the weight, greater than 0. */
    clipThreshold: 1,
    /** Added to squared gradients, at least 0. */
    epsilon1: 1e-30,
    /** Least root mean square that a weight counts with, at least 0. */
    epsilon2: 1e-3,
    /** Share of the weight, times the learning rate, that each update takes away; at least 0. */
    weightDecay: 0,
  },
  ranges: { clipThreshold: positive },
  start({ w, zeros }) {
    if (w.shape.length < 2) return { r: zeros.mean(), c: zeros.mean() };
    return { r: zeros.mean(-1, true), c: zeros.mean(-2, true), v: zeros.mean() };
  },
  update(
    { w, g, lr, t },
    { r, c, v },
    { decayRate, clipThreshold, epsilon1, epsilon2, weightDecay },
  ) {
    // #region exercise: average g² by rows and columns, divide g by the root of what they say, clip it, scale it to w
    const rms = (x: Elementwise) => x.square().mean().sqrt();
    const share = t ** -decayRate;
    const g2 = g.square().add(epsilon1).minimum(largest).mul(share);
    let u: Elementwise;
    if (w.shape.length < 2) {
      v = v.mul(1 - share).add(g2);
      u = g.div(v.sqrt());
    } else {
      r = r.mul(1 - share).add(g2.mean(-1, true));
      c = c.mul(1 - share).add(g2.mean(-2, true));
      // Roots one by one: in float32 the product of two small averages is 0.
      u = g.div(r.sqrt()).mul(r.mean(-2, true).sqrt()).div(c.sqrt());
    }
    u = u.div(rms(u).div(clipThreshold).maximum(1));
    const rate = Math.min(lr, t ** -0.5);
    const scale = rms(w).maximum(epsilon2).mul(rate);
    return { w: w.mul(1 - lr * weightDecay).sub(u.mul(scale)), r, c, v };
    // #endregion
  },
});
