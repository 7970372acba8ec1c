import { Optimizer } from 'downhill';

export class RmsPropMomentum extends Optimizer<any, 's' | 'v'> {
  static override readonly className: string = 'OwnRmsPropMomentum';
  static override readonly slots = ['s', 'v'] as const;
  static override readonly defaults: any = {
    learningRate: 0.001,
    decay: 0.9,
    momentum: 0.9,
    epsilon: 1e-8,
  };
  static override readonly ranges = {
    ...Optimizer.ranges,
    decay: { says: 'a share', holds: (value: number) => value >= 0 && value < 1 },
  };

  protected override update({ w, g, lr }: any, { s, v }: any, { decay, momentum, epsilon }: any): any {
    const square = g.square().sub(s).mul(1 - decay).add(s);
    const velocity = g.div(square.sqrt().add(epsilon)).add(v.mul(momentum));
    return { w: velocity.mul(-lr).add(w), s: square, v: velocity };
  }
}
