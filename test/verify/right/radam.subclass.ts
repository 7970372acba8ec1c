import { Optimizer } from 'downhill';

export default class RectifiedAdam extends Optimizer<any, 'm' | 'v'> {
  static override readonly className: string = 'RectifiedAdam';
  static override readonly slots = ['m', 'v'] as const;
  static override readonly defaults: any = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

  protected override update({ w, g, lr, t }: any, { m, v }: any, { beta1, beta2, epsilon }: any): any {
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.mul(g).mul(1 - beta2));
    const bias = 1 - beta2 ** t;
    const longest = (1 + beta2) / (1 - beta2);
    const length = longest - 2 * t * (1 / bias - 1);
    const mHat = m.div(1 - beta1 ** t);
    if (!(length > 5)) return { w: w.sub(mHat.mul(lr)), m, v };
    const r = Math.sqrt((length - 4) / (longest - 4)) * Math.sqrt((length - 2) / (longest - 2)) * Math.sqrt(longest / length);
    return { w: w.sub(mHat.div(v.div(bias).sqrt().add(epsilon)).mul(lr * r)), m, v };
  }
}
