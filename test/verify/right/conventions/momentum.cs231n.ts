import { Optimizer, type Next, type Slots, type Step } from 'downhill';

interface Config {
  learningRate: number;
  momentum: number;
}

/** The form of the lecture: v = mu * v - learning_rate * dx; x += v */
export class Momentum extends Optimizer<Config, 'v'> {
  static override readonly className: string = 'LectureMomentum';
  static override readonly slots = ['v'] as const;
  static override readonly defaults: Config = { learningRate: 0.01, momentum: 0.9 };

  protected override update({ w, g, lr }: Step, { v }: Slots<'v'>, { momentum }: Config): Next<'v'> {
    v = v.mul(momentum).sub(g.mul(lr));
    return { w: w.add(v), v };
  }
}
