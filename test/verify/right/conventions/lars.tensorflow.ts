import { Optimizer } from 'downhill';
import * as tf from '@tensorflow/tfjs';

/** Where a norm is 0 the ratio is 1. */
export class LARS extends Optimizer<any, 'velocity'> {
  static override readonly className: string = 'WhereLARS';
  static override readonly slots = ['velocity'] as const;
  static override readonly defaults = { learningRate: 0.1, momentum: 0.9, weightDecay: 0, trustCoefficient: 0.001 };

  protected override update({ w, g, lr }: any, { velocity }: any, config: any) {
    const { momentum, weightDecay, trustCoefficient } = config;
    const [wNorm, gNorm] = [tf.norm(w), tf.norm(g)];
    const trust = wNorm.mul(trustCoefficient).div(gNorm.add(wNorm.mul(weightDecay)));
    const both = tf.logicalAnd(tf.greater(wNorm, 0), tf.greater(gNorm, 0));
    const scaled = tf.where(both, trust, tf.onesLike(trust)).mul(lr);
    const next = velocity.mul(momentum).add(g.add(w.mul(weightDecay)).mul(scaled));
    return { w: w.sub(next), velocity: next };
  }
}
