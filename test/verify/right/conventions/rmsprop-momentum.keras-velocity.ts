import { Optimizer, type Next, type Slots, type Step } from 'downhill';

interface Config {
  learningRate: number;
  decay: number;
  momentum: number;
  epsilon: number;
}

/** The velocity points downhill and holds the rate. */
export class RMSPropMomentum extends Optimizer<Config, 's' | 'v'> {
  static override readonly className: string = 'DownhillVelocityRMSProp';
  static override readonly slots = ['s', 'v'] as const;
  static override readonly defaults: Config = { learningRate: 1e-3, decay: 0.9, momentum: 0.9, epsilon: 1e-8 };

  protected override update(
    { w, g, lr }: Step,
    { s, v }: Slots<'s' | 'v'>,
    { decay, momentum, epsilon }: Config,
  ): Next<'s' | 'v'> {
    s = s.mul(decay).add(g.square().mul(1 - decay));
    v = v.mul(momentum).sub(g.mul(lr).div(s.sqrt().add(epsilon)));
    return { w: w.add(v), s, v };
  }
}
