import { nonNegative } from '../shared/options.ts';
import { Adam, type AdamConfig } from './adam.ts';
import type { Next, Slots, Step } from './elementwise.ts';

export interface NAdamConfig extends AdamConfig {
  /** How fast the momentum rises to beta1, at least 0. Default 0.004. */
  momentumDecay: number;
}

/**
 * NAdam: Adam with Nesterov's look-ahead and a momentum that rises slowly to beta1.
 * Defaults: learningRate 0.002, beta1 0.9, beta2 0.999, epsilon 1e-8, momentumDecay 0.004.
 * @formula μᵢ = β₁·(1 − ½·0.96^(i·ψ)); P = μ₁·…·μₜ; w ← w − lr·(μₜ₊₁·m / (1 − P·μₜ₊₁) + (1−μₜ)·g / (1 − P)) / (√v̂ +
 * ε), with m and v̂ of Adam
 * @use As Adam, where the step should look ahead as Nesterov does; same state, same cost.
 * @see Dozat 2016, "Incorporating Nesterov momentum into Adam", algorithm 2
 */
export class NAdam extends Adam<NAdamConfig> {
  static override readonly className: string = 'DownhillNAdam';
  static override readonly defaults: NAdamConfig = {
    ...Adam.defaults,
    learningRate: 2e-3,
    momentumDecay: 0.004,
  };
  static override readonly ranges = { ...Adam.ranges, momentumDecay: nonNegative };

  protected override update(
    { w, g, lr, t }: Step,
    { m, v }: Slots<'m' | 'v'>,
    { beta1, beta2, epsilon, momentumDecay }: NAdamConfig,
  ): Next<'m' | 'v'> {
    // #region exercise: as Adam, but step with the gradient of now and the momentum of the next update
    const mu = (i: number) => beta1 * (1 - 0.5 * 0.96 ** (i * momentumDecay));
    const product = productOf(mu, `${beta1} ${momentumDecay}`, t);
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const mHat = m
      .mul(mu(t + 1) / (1 - product * mu(t + 1)))
      .add(g.mul((1 - mu(t)) / (1 - product)));
    const vHat = v.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v };
    // #endregion
  }
}

const products = new Map<string, number[]>();

/** f(1) · f(2) · ... · f(t); earlier products under the same key are remembered, so that an update costs one factor. */
function productOf(f: (i: number) => number, key: string, t: number): number {
  const known = products.get(key) ?? [1];
  for (let i = known.length; i <= t; i++) known.push((known[i - 1] as number) * f(i));
  products.set(key, known);
  return known[t] as number;
}
