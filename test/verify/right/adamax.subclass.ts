import { Optimizer, type Next, type Slots, type Step } from 'downhill';

type Config = { learningRate: number; beta1: number; beta2: number; epsilon: number };

export class AdaMax extends Optimizer<Config, 'm' | 'u'> {
  static override readonly className: string = 'OwnAdaMax';
  static override readonly slots = ['m', 'u'] as const;
  static override readonly defaults: Config = {
    learningRate: 0.002,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  };
  protected override update(
    { w, g, lr, t }: Step,
    { m, u }: Slots<'m' | 'u'>,
    { beta1, beta2, epsilon }: Config,
  ): Next<'m' | 'u'> {
    m = g.sub(m).mul(1 - beta1).add(m);
    u = g.abs().add(epsilon).maximum(u.mul(beta2));
    const mHat = m.div(1 - beta1 ** t);
    return { w: w.sub(mHat.div(u).mul(lr)), m, u };
  }
}
