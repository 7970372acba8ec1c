import * as tf from '@tensorflow/tfjs';
import type { Random } from '../shared/random.ts';
import { variables, type Start } from './variables.ts';

/** A small network from a row of features to a row of logits. */
export interface Classifier {
  readonly variables: readonly tf.Variable[];
  logits(x: tf.Tensor2D): tf.Tensor2D;
}

/**
 * Fully connected layers of the given widths, with ReLU between them: [64, 10] is softmax regression. Biases start at 0;
 * kernels are normal with variance 2 / inputs below a ReLU (He et al. 2015, arXiv 1502.01852) and
 * 2 / (inputs + outputs) in the last layer (Glorot & Bengio 2010).
 * @param widths at least two
 */
export function classifier(kind: string, widths: readonly number[], random: Random): Classifier {
  const last = widths.length - 2;
  const starts: Record<string, Start> = {};
  for (let i = 0; i <= last; i++) {
    const [inputs, outputs] = widths.slice(i, i + 2) as [number, number];
    const scale = Math.sqrt(2 / (i === last ? inputs + outputs : inputs));
    const values = random.normals(inputs * outputs).map((xi) => scale * xi);
    starts[`kernel${i + 1}`] = { shape: [inputs, outputs], values };
    starts[`bias${i + 1}`] = { shape: [outputs], values: Array<number>(outputs).fill(0) };
  }
  const weights = Object.values(variables(kind, starts));
  return {
    variables: weights,
    logits: (x) => {
      let layer = x;
      for (let i = 0; i <= last; i++) {
        const [kernel, bias] = weights.slice(2 * i, 2 * i + 2) as [tf.Variable, tf.Variable];
        const inputs = i === 0 ? layer : tf.relu(layer);
        layer = inputs.matMul<tf.Tensor2D>(kernel).add(bias);
      }
      return layer;
    },
  };
}

/** Mean cross-entropy of rows of logits against one-hot rows; the log-softmax keeps large logits finite. */
export function crossEntropy(logits: tf.Tensor2D, oneHot: tf.Tensor2D): tf.Scalar {
  return logits.logSoftmax().mul(oneHot).sum(1).mean<tf.Scalar>().neg();
}

/** Share of rows whose largest logit is at the label. */
export function accuracy(logits: tf.Tensor2D, oneHot: tf.Tensor2D): tf.Scalar {
  return logits.argMax(1).equal(oneHot.argMax(1)).cast('float32').mean();
}
