import type { Range } from '../shared/options.ts';
import { AdamW, type AdamWConfig } from './adamw.ts';
import type { Elementwise, Next, Slots, Step } from './elementwise.ts';
import { Optimizer } from './optimizer.ts';

type Slot = 'z' | 'v' | 'peak' | 'sum';

const insideOne: Range = {
  says: 'greater than 0 and below 1',
  holds: (value) => value > 0 && value < 1,
};

/**
 * Schedule-free AdamW: steps a fast weight z, averages it into x, and takes gradients between the two, so that no decay
 * of the rate must be planned. Train at the weights that are in the variables; evaluate between `swapIn()` and `swapOut()`.
 * Defaults: learningRate 0.0025, beta1 0.9, beta2 0.999, epsilon 1e-8, weightDecay 0.
 * @formula z ← z − lr·(g / (√v̂ + ε) + λ·w); p ← max(p, lr); x ← x + (p² / Σp²)·(z − x); w ← β₁·x + (1−β₁)·z, with v̂ of
 * Adam
 * @use Training whose end is not known beforehand: the average takes the place of a decay of the rate.
 * @see Defazio et al. 2024 (arXiv 2405.15682), algorithm 1, with v corrected for its start at zero
 */
export class ScheduleFreeAdamW extends Optimizer<AdamWConfig, Slot> {
  static override readonly className: string = 'DownhillScheduleFreeAdamW';
  static override readonly slots = ['z', 'v', 'peak', 'sum'] as const;
  static override readonly defaults: AdamWConfig = {
    ...AdamW.defaults,
    learningRate: 2.5e-3,
    weightDecay: 0,
  };
  static override readonly ranges = { ...Optimizer.ranges, beta1: insideOne };

  protected override start({ w }: Pick<Step, 'w'>) {
    return { z: w, peak: w.mul(0).mean(), sum: w.mul(0).mean() };
  }

  override evaluationWeight(w: Elementwise, { z }: Slots<Slot>, { beta1 }: AdamWConfig) {
    return w.sub(z.mul(1 - beta1)).div(beta1);
  }

  protected override update(
    { w, g, lr, t }: Step,
    { z, v, peak, sum }: Slots<Slot>,
    { beta1, beta2, epsilon, weightDecay }: AdamWConfig,
  ): Next<Slot> {
    // #region exercise: find x between w and z, step z as RMSProp does, average it into x, and look between the two
    const x = w.sub(z.mul(1 - beta1)).div(beta1);
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const vHat = v.div(1 - beta2 ** t);
    z = z.sub(g.div(vHat.sqrt().add(epsilon)).add(w.mul(weightDecay)).mul(lr));
    peak = peak.maximum(lr);
    sum = sum.add(peak.square());
    // While all rates are 0, the least number keeps 0 / 0 out.
    const next = x.add(z.sub(x).mul(peak.square().div(sum.maximum(2 ** -126))));
    return { w: next.mul(beta1).add(z.mul(1 - beta1)), z, v, peak, sum };
    // #endregion
  }
}
