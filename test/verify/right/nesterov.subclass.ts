import { Optimizer, type Next, type Slots, type Step } from 'downhill';

interface Config {
  learningRate: number;
  momentum: number;
}

export class MyNesterov extends Optimizer<Config, 'velocity'> {
  static override readonly className: string = 'MyNesterov';
  static override readonly slots = ['velocity'] as const;
  static override readonly defaults: Config = { learningRate: 0.01, momentum: 0.9 };

  protected override update(
    { w, g, lr }: Step,
    { velocity }: Slots<'velocity'>,
    { momentum }: Config,
  ): Next<'velocity'> {
    const next = velocity.mul(momentum).add(g);
    const lookAhead = next.mul(momentum).add(g);
    return { w: w.sub(lookAhead.mul(lr)), velocity: next };
  }
}
