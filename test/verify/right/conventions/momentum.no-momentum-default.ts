import { Optimizer } from 'downhill';

export class Momentum extends Optimizer<any, 'v'> {
  static override readonly className: string = 'MomentumNone';
  static override readonly slots = ['v'] as const;
  static override readonly defaults: any = { learningRate: 0.01, momentum: 0 };
  protected override update({ w, g, lr }: any, { v }: any, { momentum }: any): any {
    const next = v.mul(momentum).add(g);
    return { w: w.sub(next.mul(lr)), v: next };
  }
}
