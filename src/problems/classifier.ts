import * as tf from '@tensorflow/tfjs';
import type { Random } from '../shared/random.ts';
import { variables, type Start } from './variables.ts';

/** A small network from a row of features to a row of logits. */
export interface Classifier {
  readonly variables: readonly tf.Variable[];
  logits(x: tf.Tensor2D): tf.Tensor2D;
}

/** How a classifier is built. */
export interface Architecture {
  /** Widths of the layers from the features to the classes: [64, 10] is softmax regression. At least two. */
  readonly widths: readonly number[];
  /** Between the layers. Default relu. */
  readonly activation?: Activation;
  /** What all hidden kernels are multiplied by at the start. Default 1. */
  readonly gain?: number;
}

export type Activation = 'relu' | 'tanh';

const activations = { relu: tf.relu, tanh: tf.tanh } as const;

/**
 * Fully connected layers with an activation between them. Biases start at 0; hidden kernels are normal with variance
 * 2 / inputs (He et al. 2015, arXiv 1502.01852), times the square of the gain, and those of the last layer have variance
 * 2 / (inputs + outputs) (Glorot & Bengio 2010).
 */
export function classifier(
  kind: string,
  { widths, activation = 'relu', gain = 1 }: Architecture,
  random: Random,
): Classifier {
  const last = widths.length - 2;
  const starts: Record<string, Start> = {};
  for (let i = 0; i <= last; i++) {
    const [inputs, outputs] = widths.slice(i, i + 2) as [number, number];
    const variance = i === last ? 2 / (inputs + outputs) : (2 * gain ** 2) / inputs;
    Object.assign(starts, layer(i + 1, inputs, outputs, variance, random));
  }
  const weights = Object.values(variables(kind, starts));
  const act = activations[activation];
  return {
    variables: weights,
    logits: (x) => {
      let h = x;
      for (let i = 0; i <= last; i++) h = linear(i === 0 ? h : act(h), weights, i);
      return h;
    },
  };
}

/** How a residual classifier is built. */
export interface ResidualArchitecture {
  readonly inputs: number;
  readonly outputs: number;
  /** Of the sum that the blocks add to. */
  readonly width: number;
  readonly blocks: number;
}

/**
 * A linear layer, blocks that each add what two layers with a ReLU between them make of the sum so far, and a linear layer
 * to the logits: h ← h + relu(h·A + a)·B + b. A starts with He's variance, B with 1 / (width · blocks), so that the sum
 * does not grow with their number.
 * @see He et al. 2016 (arXiv 1512.03385)
 */
export function residualClassifier(
  kind: string,
  { inputs, outputs, width, blocks }: ResidualArchitecture,
  random: Random,
): Classifier {
  const starts: Record<string, Start> = layer(1, inputs, width, 1 / inputs, random);
  for (let block = 0; block < blocks; block++) {
    Object.assign(starts, layer(2 * block + 2, width, width, 2 / width, random));
    Object.assign(starts, layer(2 * block + 3, width, width, 1 / (width * blocks), random));
  }
  const last = 2 * blocks + 1;
  Object.assign(starts, layer(last + 1, width, outputs, 2 / (width + outputs), random));
  const weights = Object.values(variables(kind, starts));
  return {
    variables: weights,
    logits: (x) => {
      let h = linear(x, weights, 0);
      for (let i = 1; i < last; i += 2) {
        h = h.add(linear(tf.relu(linear(h, weights, i)), weights, i + 1));
      }
      return linear(h, weights, last);
    },
  };
}

/** How a convolutional classifier is built. */
export interface ConvolutionalArchitecture {
  /** Pixels along each side of the square images; halved, rounded up, by each layer. */
  readonly side: number;
  readonly outputs: number;
  /** Of each layer, at least one. */
  readonly filters: readonly number[];
}

/**
 * Layers of 3 x 3 filters with a rim of zeros, a ReLU and the largest of each 2 x 2 outputs behind each, and a linear layer
 * to the logits. Filters start with He's variance 2 / (9 · channels).
 * @see LeCun, Bottou, Bengio & Haffner 1998 (10.1109/5.726791)
 */
export function convolutionalClassifier(
  kind: string,
  { side, outputs, filters }: ConvolutionalArchitecture,
  random: Random,
): Classifier {
  const starts: Record<string, Start> = {};
  let [channels, left] = [1, side];
  for (const [i, count] of filters.entries()) {
    const inputs = 9 * channels;
    Object.assign(starts, layer(i + 1, inputs, count, 2 / inputs, random, [3, 3, channels, count]));
    [channels, left] = [count, Math.ceil(left / 2)];
  }
  const inputs = left ** 2 * channels;
  const variance = 2 / (inputs + outputs);
  Object.assign(starts, layer(filters.length + 1, inputs, outputs, variance, random));
  const weights = Object.values(variables(kind, starts));
  return {
    variables: weights,
    logits: (x) => {
      let h = x.reshape<tf.Tensor4D>([-1, side, side, 1]);
      for (let i = 0; i < filters.length; i++) {
        const [kernel, bias] = weights.slice(2 * i, 2 * i + 2) as [
          tf.Variable<tf.Rank.R4>,
          tf.Variable,
        ];
        h = tf.relu(h.conv2d(kernel, 1, 'same').add<tf.Tensor4D>(bias)).maxPool(2, 2, 'same');
      }
      return linear(h.reshape([-1, inputs]), weights, filters.length);
    },
  };
}

function layer(
  n: number,
  inputs: number,
  outputs: number,
  variance: number,
  random: Random,
  shape: readonly number[] = [inputs, outputs],
): Record<string, Start> {
  const scale = Math.sqrt(variance);
  const values = random.normals(inputs * outputs).map((xi) => scale * xi);
  return {
    [`kernel${n}`]: { shape, values },
    [`bias${n}`]: { shape: [outputs], values: Array<number>(outputs).fill(0) },
  };
}

/** Layer `i`, from 0, of weights that are kernel and bias in turn. */
function linear(x: tf.Tensor2D, weights: readonly tf.Variable[], i: number): tf.Tensor2D {
  const [kernel, bias] = weights.slice(2 * i, 2 * i + 2) as [tf.Variable, tf.Variable];
  return x.matMul<tf.Tensor2D>(kernel).add(bias);
}

/** Mean cross-entropy of rows of logits against one-hot rows; the log-softmax keeps large logits finite. */
export function crossEntropy(logits: tf.Tensor2D, oneHot: tf.Tensor2D): tf.Scalar {
  return logits.logSoftmax().mul(oneHot).sum(1).mean<tf.Scalar>().neg();
}

/** Share of rows whose largest logit is at the label. */
export function accuracy(logits: tf.Tensor2D, oneHot: tf.Tensor2D): tf.Scalar {
  return logits.argMax(1).equal(oneHot.argMax(1)).cast('float32').mean();
}
