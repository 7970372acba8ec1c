import { adam } from './adam.ts';
import { rule } from './rule.ts';

/**
 * RAdam: Adam that waits: while its average square rests on too few gradients it steps as Momentum does, then it lets
 * the adaptive step in by degrees.
 * Defaults: learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8.
 * @formula ρ∞ = 2 / (1−β₂) − 1; ρ = ρ∞ − 2·t·β₂ᵗ / (1−β₂ᵗ); r = √((ρ−4)·(ρ−2)·ρ∞ / ((ρ∞−4)·(ρ∞−2)·ρ)); w ← w − lr·m̂
 * while ρ ≤ 5, later w ← w − lr·r·m̂ / (√v̂ + ε), with m̂ and v̂ of Adam
 * @use Adam without a warm-up: it leaves out the long first steps that rest on a few squares.
 * @see Liu et al. 2020 (arXiv 1908.03265), algorithm 2, with the threshold 5 of the authors' code
 */
export const radam = rule({
  slots: adam.slots,
  defaults: adam.defaults,
  update({ w, g, lr, t }, { m, v }, { beta1, beta2, epsilon }) {
    // #region exercise: as Adam, but adapt only once the variance is known, scaled by how well it is known
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const mHat = m.div(1 - beta1 ** t);
    const rhoMax = 2 / (1 - beta2) - 1;
    const rho = rhoMax - (2 * t * beta2 ** t) / (1 - beta2 ** t);
    if (rho <= 5) return { w: w.sub(mHat.mul(lr)), m, v };
    const r = Math.sqrt(((rho - 4) * (rho - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rho));
    const vHat = v.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr * r).div(vHat.sqrt().add(epsilon))), m, v };
    // #endregion
  },
});
