import { Optimizer, type Next, type Slots, type Step } from 'downhill';

interface Config {
  learningRate: number;
  momentum: number;
}

/** v_prev = v; v = mu * v - learning_rate * dx; x += -mu * v_prev + (1 + mu) * v */
export class Nesterov extends Optimizer<Config, 'v'> {
  static override readonly className: string = 'LectureNesterov';
  static override readonly slots = ['v'] as const;
  static override readonly defaults: Config = { learningRate: 0.01, momentum: 0.9 };

  protected override update({ w, g, lr }: Step, slots: Slots<'v'>, { momentum }: Config): Next<'v'> {
    const before = slots.v;
    const v = before.mul(momentum).sub(g.mul(lr));
    return { w: w.sub(before.mul(momentum)).add(v.mul(1 + momentum)), v };
  }
}
