import * as tf from '@tensorflow/tfjs';

/** All of it in float32. */
export const cosineAnnealing =
  ({ peak, updates, floor = 0 }: { peak: number; updates: number; floor?: number }) =>
  (update: number): number =>
    tf.tidy(() => {
      const progress = tf.scalar(Math.min(update, updates)).div(updates);
      const half = progress.mul(Math.PI).cos().add(1).div(2);
      return half.mul(peak - floor).add(floor).dataSync()[0];
    });
