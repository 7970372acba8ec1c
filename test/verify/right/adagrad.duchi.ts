import { Optimizer, type Next, type Slots, type Step } from 'downhill';

interface Config {
  learningRate: number;
  epsilon: number;
}

/** The sum starts at 0, and there is no option for that. */
export default class AdaGrad extends Optimizer<Config, 'sum'> {
  static override readonly className: string = 'DuchiAdaGrad';
  static override readonly slots = ['sum'] as const;
  static override readonly defaults: Config = { learningRate: 0.01, epsilon: 1e-8 };

  protected override update(
    { w, g, lr }: Step,
    slots: Slots<'sum'>,
    { epsilon }: Config,
  ): Next<'sum'> {
    const sum = slots.sum.add(g.square());
    return { w: w.sub(g.div(sum.sqrt().add(epsilon)).mul(lr)), sum };
  }
}
