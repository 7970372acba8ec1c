import * as tf from '@tensorflow/tfjs';

const rms = (x: tf.Tensor) => x.norm().div(Math.sqrt(x.size));

export class Adafactor extends tf.Optimizer {
  static className = 'AdafactorTorch';
  learningRate: number;
  private s: Record<string, any> = {};
  constructor(private o: any) {
    super();
    this.learningRate = o.learningRate ?? 0.01;
  }
  applyGradients(gradients: any) {
    const { decayRate = 0.8, clipThreshold = 1, epsilon1 = 1e-30, epsilon2 = 1e-3, weightDecay = 0 } = this.o;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        const s = (this.s[name] ??= { step: 0 });
        s.step += 1;
        const oneMinusBeta2 = s.step ** -decayRate;
        const rho = Math.min(this.learningRate, 1 / Math.sqrt(s.step));
        const alpha = tf.maximum(rms(w), epsilon2).mul(rho);
        const lerp = (key: string, value: tf.Tensor) => {
          s[key] ??= tf.variable(tf.zerosLike(value), false);
          s[key].assign(s[key].add(value.sub(s[key]).mul(oneMinusBeta2)));
          return s[key];
        };
        const g2 = g.square().add(epsilon1);
        let u;
        if (w.rank > 1) {
          const row = lerp('row', g2.mean(-1, true));
          const col = lerp('col', g2.mean(-2, true));
          u = g.div(row.div(row.mean(-2, true)).sqrt()).div(col.sqrt());
        } else {
          u = g.div(lerp('v', g2).sqrt());
        }
        const update = u.div(tf.maximum(1, rms(u).div(clipThreshold)));
        w.assign(w.mul(1 - this.learningRate * weightDecay).sub(update.mul(alpha)));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
