import * as tf from '@tensorflow/tfjs';
import { checkGradient } from '../gradients/check-gradient.ts';
import { compareGradients } from '../gradients/compare-gradients.ts';
import { numericGradient } from '../gradients/numeric-gradient.ts';
import { softmaxGradient, type SoftmaxRegression } from '../gradients/softmax-gradient.ts';
import { crossEntropy } from '../problems/classifier.ts';
import { count, nonNegative, positive } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import { flat, softmaxLoss } from './softmax-loss.ts';
import type { StudyKind } from './study.ts';
import { logSpaced } from '../shared/powers.ts';

export interface GradientCheckOptions {
  /** Doubles, or the float32 of tensors on the current backend. */
  readonly precision: 'float64' | 'float32';
  readonly examples: number;
  readonly inputs: number;
  readonly classes: number;
  /** The share by which the largest slope is wrong in one of the mistakes. */
  readonly slip: number;
  /** How much of the sum of squared weights the loss holds that one of the mistakes forgets. */
  readonly l2: number;
}

/**
 * What a gradient check makes of a right gradient and of mistakes: softmax regression at random weights on random examples.
 * Gives `h`, in doubles from 10⁻¹² to 10⁻¹, two to a decade, in float32 the step of `checkGradient`; and the largest relative
 * error beside centred differences with that step for each gradient: `right`; `digit`, the largest slope wrong by the share `slip`; `penalty`, an L2 penalty in the
 * loss alone; `sum`, not divided by the number of examples; `biases`, which have no slope; `labels`, counted from 1; and
 * `target`, where the 1 of the right class is not subtracted.
 */
export const gradientCheck: StudyKind<GradientCheckOptions> = {
  about: 'what a gradient check makes of a right gradient and of mistakes',
  cost: 100,
  defaults: { precision: 'float64', examples: 8, inputs: 5, classes: 4, slip: 1e-3, l2: 1e-3 },
  ranges: {
    precision: ['float64', 'float32'],
    examples: count,
    inputs: count,
    classes: count,
    slip: positive,
    l2: nonNegative,
  },
  async measure({ precision, slip, l2, ...sizes }, random) {
    const task = randomTask(sizes, random);
    const { inputs, labels, biases } = task;
    const point = flat(task);
    const loss = softmaxLoss(task);
    const right = flat(softmaxGradient(task));
    const ofTarget = flat(softmaxGradientOfTarget(task));
    const largest = right.indexOf(right.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a)));
    const firstBias = right.length - biases.length;
    const next = labels.map((label) => (label + 1) % biases.length);
    const gradients = {
      right,
      digit: right.with(largest, (1 + slip) * (right[largest] as number)),
      penalty: right,
      sum: right.map((slope) => inputs.length * slope),
      biases: right.map((slope, i) => (i < firstBias ? slope : 0)),
      labels: flat(softmaxGradient({ ...task, labels: next })),
      target: right.map((slope, i) => slope + (ofTarget[i] as number)),
    };
    if (precision === 'float32') {
      const errors: Record<string, number[]> = {};
      for (const [name, gradient] of Object.entries(gradients))
        errors[name] = [await errorOnTensors(task, gradient, name === 'penalty' ? l2 : 0)];
      return { h: [0.01], ...errors };
    }
    const h = logSpaced(1e-12, 0.1, 23);
    const numeric = h.map((h) => numericGradient(loss, point, { h }));
    const penalized = h.map((h) =>
      numericGradient((w) => loss(w) + l2 * w.reduce((sum, wi) => sum + wi ** 2, 0), point, { h }),
    );
    const errors = Object.entries(gradients).map(([name, gradient]) => {
      const differences = name === 'penalty' ? penalized : numeric;
      return [name, differences.map((one) => compareGradients(gradient, one).maxError)];
    });
    return { h, ...(Object.fromEntries(errors) as Record<string, number[]>) };
  },
};

/** The largest relative error that `checkGradient` finds in a gradient, given as one list. */
async function errorOnTensors(
  { inputs, labels, weights, biases }: SoftmaxRegression,
  gradient: readonly number[],
  l2: number,
): Promise<number> {
  const w = tf.variable(tf.tensor2d(weights as number[][]));
  const b = tf.variable(tf.tensor1d(biases as number[]));
  const loss = () => {
    const oneHot = tf.oneHot(tf.tensor1d(labels as number[], 'int32'), biases.length);
    const logits = tf
      .tensor2d(inputs as number[][])
      .matMul<tf.Tensor2D>(w)
      .add<tf.Tensor2D>(b);
    const penalty = w.square().sum().add(b.square().sum()).mul(l2);
    return crossEntropy(logits, oneHot as tf.Tensor2D).add<tf.Scalar>(penalty);
  };
  const analytic = () => [
    tf.tensor2d(gradient.slice(0, w.size), w.shape),
    tf.tensor1d(gradient.slice(w.size)),
  ];
  const { maxError } = await checkGradient(loss, [w, b], { analytic });
  tf.dispose([w, b]);
  return maxError;
}

/** What the 1 of the right class takes from each slope. */
function softmaxGradientOfTarget({ inputs, labels, weights, biases }: SoftmaxRegression) {
  const share = (k: number, i: number) => Number(labels[i] === k) / inputs.length;
  return {
    weights: weights.map((row, j) =>
      row.map((_, k) => inputs.reduce((sum, x, i) => sum + (x[j] as number) * share(k, i), 0)),
    ),
    biases: biases.map((_, k) => inputs.reduce((sum, _x, i) => sum + share(k, i), 0)),
  };
}

function randomTask(
  { examples, inputs, classes }: Pick<GradientCheckOptions, 'examples' | 'inputs' | 'classes'>,
  random: Random,
): SoftmaxRegression {
  const rows = (count: number, length: number) =>
    Array.from({ length: count }, () => Array.from({ length }, () => random.normal()));
  return {
    inputs: rows(examples, inputs),
    labels: Array.from({ length: examples }, () => Math.floor(classes * random.uniform())),
    weights: rows(inputs, classes),
    biases: rows(1, classes).flat(),
  };
}
