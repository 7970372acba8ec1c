import { Optimizer, type Next, type OptimizerConfig, type Slots, type Step } from 'downhill';

interface Config extends OptimizerConfig {
  beta1: number;
  beta2: number;
  epsilon: number;
}

export default class extends Optimizer<Config, 'm' | 'v'> {
  static override readonly className: string = 'OwnAdam';
  static override readonly slots = ['m', 'v'] as const;
  static override readonly defaults: Config = {
    learningRate: 0.001,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  };

  protected override update(
    { w, g, lr, t }: Step,
    slots: Slots<'m' | 'v'>,
    { beta1, beta2, epsilon }: Config,
  ): Next<'m' | 'v'> {
    const m = slots.m.add(g.sub(slots.m).mul(1 - beta1));
    const v = slots.v.add(g.square().sub(slots.v).mul(1 - beta2));
    const scale = lr / (1 - beta1 ** t);
    const root = v.sqrt().mul(1 / Math.sqrt(1 - beta2 ** t));
    return { w: w.sub(m.div(root.add(epsilon)).mul(scale)), m, v };
  }
}
