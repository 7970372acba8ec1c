import type * as tf from '@tensorflow/tfjs';
import type { Random } from '../../shared/random.ts';
import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

type Given = {
  readonly inputs: number[][];
  readonly labels: number[];
  readonly weights: number[][];
  readonly biases: number[];
};

/** Examples, weights and biases at random; the scores are about `size`. */
function regression(
  draw: Random,
  examples: number,
  inputs: number,
  classes: number,
  size = 1,
): Given {
  const row = (length: number, scale = 1) => Array.from({ length }, () => scale * draw.normal());
  const weight = size / Math.sqrt(inputs);
  return {
    inputs: Array.from({ length: examples }, () => row(inputs)),
    labels: Array.from({ length: examples }, () => Math.floor(classes * draw.uniform())),
    weights: Array.from({ length: inputs }, () => row(classes, weight)),
    biases: row(classes, size),
  };
}

/** All scores at once: one row for each example. */
const scoresOf = ({ inputs, weights, biases }: Given) =>
  inputs.map((x) =>
    biases.map((b, k) => x.reduce((sum, xj, j) => sum + xj * (weights[j]?.[k] ?? NaN), b)),
  );

/** The gradient, from what the loss gains with each score: example by example, class by class. */
function collected({ inputs, weights, biases }: Given, gains: readonly (readonly number[])[]) {
  const found = { weights: weights.map((row) => row.map(() => 0)), biases: biases.map(() => 0) };
  for (const [i, row] of gains.entries()) {
    for (const [k, gain] of row.entries()) {
      found.biases[k] = (found.biases[k] ?? NaN) + gain;
      for (const [j, line] of found.weights.entries())
        line[k] = (line[k] ?? NaN) + (inputs[i]?.[j] ?? NaN) * gain;
    }
  }
  return found;
}

/** 1 / Σₘ exp(sₘ - sₖ): the chance of class k without a shift of all scores. */
const chancesOf = (scores: readonly number[]) =>
  scores.map((score) => 1 / scores.reduce((sum, other) => sum + Math.exp(other - score), 0));

const gainsOf = (given: Given) =>
  scoresOf(given).map((scores, i) =>
    chancesOf(scores).map(
      (chance, k) => (chance - Number(k === given.labels[i])) / given.labels.length,
    ),
  );

const chance = '(chance - (k === labels[i] ? 1 : 0)) / inputs.length';

/** What is known of backpropagation through softmax regression by hand. */
export const softmaxGradient = plainFunction({
  name: 'softmaxGradient',
  aliases: ['softmaxbackward', 'softmaxregressiongradient', 'backprop'],
  room: 'gradients',
  scenarios: (draw) => [
    {
      id: 'one-example',
      about: 'a single example',
      calls: [[regression(draw, 1, 3, 4)]],
    },
    {
      id: 'several-examples',
      about: 'several examples, of several sizes',
      calls: [
        [regression(draw, 5, 3, 4)],
        [regression(draw, 8, 4, 4)],
        [regression(draw, 6, 2, 3)],
      ],
    },
    {
      id: 'large-scores',
      about: 'scores so large that their exponentials are not finite, so small that all are 0',
      calls: [2000, 2000, 2000].map((size) => [regression(draw, 4, 3, 3, size)]),
    },
  ],
  textbook: ([given]: readonly [Given]) => collected(given, gainsOf(given)),
  builtin: {
    name: 'tf.losses.softmaxCrossEntropy',
    explanation: 'its gradient by tf.grads, in float32',
    allowed: 1e-5,
    make:
      (tf) =>
      async ({ inputs, labels, weights, biases }: Given) => {
        const [byWeights, byBiases] = tf.tidy(() => {
          const oneHot = tf.oneHot(tf.tensor1d(labels, 'int32'), biases.length);
          const loss = (...[w, b]: tf.Tensor[]) =>
            tf.losses.softmaxCrossEntropy(
              oneHot,
              tf
                .tensor2d(inputs)
                .matMul(w as tf.Tensor)
                .add(b as tf.Tensor),
            );
          return tf.grads(loss)([tf.tensor2d(weights), tf.tensor1d(biases)]);
        }) as [tf.Tensor, tf.Tensor];
        const found = { weights: await byWeights.array(), biases: await byBiases.array() };
        tf.dispose([byWeights, byBiases]);
        return found;
      },
  },
  mutants: [
    ...mutantsAt(
      {
        find: chance,
        first: 'slope of a score',
        remedy: 'for each class: (chance − 1 for the right class) / examples',
      },
      [
        [
          'label-missing',
          'chance / inputs.length',
          'the 1 of the right class is not subtracted: the loss would sink for ever',
        ],
        [
          'label-added',
          '(chance + (k === labels[i] ? 1 : 0)) / inputs.length',
          'the 1 of the right class is added, not subtracted',
        ],
        [
          'chances-missing',
          '(0 - (k === labels[i] ? 1 : 0)) / inputs.length',
          'the chances are missing: only the score of the right class has a slope',
        ],
        [
          'sum',
          'chance - (k === labels[i] ? 1 : 0)',
          'it is the gradient of the sum over the examples, not of their mean',
        ],
        [
          'mean-over-classes',
          '(chance - (k === labels[i] ? 1 : 0)) / (inputs.length * biases.length)',
          'it is divided by the number of classes, too: the mean is over examples',
        ],
        [
          'divided-by-classes',
          '(chance - (k === labels[i] ? 1 : 0)) / biases.length',
          'it is divided by the number of classes and not of examples',
        ],
        [
          'labels-from-one',
          '(chance - (k + 1 === labels[i] ? 1 : 0)) / inputs.length',
          'labels are read as if they counted from 1',
          { remedy: 'labels count from 0: compare k with labels[i]' },
        ],
        [
          'label-after',
          '(chance - (k - 1 === labels[i] ? 1 : 0)) / inputs.length',
          'the 1 is subtracted from the class after the right one',
          { remedy: 'labels count from 0: compare k with labels[i]' },
        ],
        [
          'squared-error',
          '((chance - (k === labels[i] ? 1 : 0)) * chance * (1 - chance)) / inputs.length',
          'chance · (1 − chance) is multiplied in once more: the logarithm of the loss has cancelled it',
        ],
        [
          'by-chances',
          '(k === labels[i] ? -1 / chance : 0) / inputs.length',
          'it is the slope by the chances, −1 / chance, and not by the scores',
          { remedy: 'go one step further back, through the softmax' },
        ],
        [
          'softmax-diagonal',
          '(k === labels[i] ? chance - 1 : 0) / inputs.length',
          'the wrong classes have no slope: a score moves the chances of all classes',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'Math.exp(score - highest)',
        first: 'chances',
        remedy: 'subtract the highest score before exp: the chances stay the same',
      },
      [
        ['overflow', 'Math.exp(score)', 'large scores overflow in exp'],
        [
          'powers-of-two',
          '2 ** (score - highest)',
          'it takes powers of 2, not of e',
          { remedy: 'use Math.exp' },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'power / sum(powers)',
        first: 'chances',
        remedy: 'divide each exponential by the sum over the classes of its example',
      },
      [
        ['not-normalized', 'power', 'the exponentials are not divided by their sum'],
        [
          'normalized-by-length',
          'power / Math.hypot(...powers)',
          'the exponentials are divided by their length, not by their sum',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'bias + dot(x, column(weights, k))',
        first: 'scores',
        remedy: 'score = bias + Σ input · weight',
      },
      [['bias-not-added', 'dot(x, column(weights, k))', 'the scores are without the biases']],
    ),
    ...mutantsAt(
      {
        find: 'sum(column(slopes, k))',
        first: 'slope of a bias',
        remedy: 'the slope of a bias is the sum of the slopes of its score over the examples',
      },
      [
        ['bias-forgotten', '0', 'the biases have no slope'],
        [
          'bias-summed',
          'inputs.length * sum(column(slopes, k))',
          'the slopes of the biases are not divided by the number of examples',
        ],
        [
          'bias-averaged',
          'sum(column(slopes, k)) / inputs.length',
          'the slopes of the biases are divided by the number of examples twice',
        ],
        [
          'bias-of-last',
          'column(slopes, k).at(-1) as number',
          'the biases have the slope of the last example alone',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'dot(column(inputs, j), column(slopes, k))',
        first: 'slope of a weight',
        remedy:
          'the slope of weight [j][k] is the sum over examples of input j times the slope of score k',
      },
      [
        [
          'input-forgotten',
          'sum(column(slopes, k))',
          'the weights have the slopes of the biases: each must be multiplied by its input',
        ],
        [
          'weights-of-last',
          '(inputs.at(-1)?.[j] as number) * (slopes.at(-1)?.[k] as number)',
          'the weights have the slope of the last example alone',
        ],
        [
          'weights-averaged',
          'dot(column(inputs, j), column(slopes, k)) / inputs.length',
          'the slopes of the weights are divided by the number of examples twice',
        ],
      ],
    ),
  ],
  twists: [
    ...(
      [
        ['last', 'the last example', (i: number, n: number) => i === n - 1],
        ['first', 'the first example', (i: number) => i === 0],
      ] as const
    ).map(
      ([id, what, left]) =>
        [
          `${id}-example-left-out`,
          `${what} is left out`,
          'go through all examples',
          ([given]: readonly [Given]) =>
            collected(
              given,
              gainsOf(given).map((row, i, all) => (left(i, all.length) ? row.map(() => 0) : row)),
            ),
        ] as const,
    ),
    [
      'sigmoid',
      'each score goes through a sigmoid of its own, not through the softmax: the chances do not add up to 1',
      'divide each exponential by the sum over the classes of its example',
      ([given]: readonly [Given]) =>
        collected(
          given,
          scoresOf(given).map((scores, i) =>
            scores.map(
              (score, k) =>
                (1 / (1 + Math.exp(-score)) - Number(k === given.labels[i])) / given.labels.length,
            ),
          ),
        ),
    ],
    [
      'wrong-axis',
      'the softmax is taken over the examples and not over the classes',
      'the chances of one example add up to 1',
      ([given]: readonly [Given]) => {
        const scores = scoresOf(given);
        const byClass = given.biases.map((_, k) => chancesOf(scores.map((row) => row[k] ?? NaN)));
        const gains = scores.map((row, i) =>
          row.map(
            (_, k) => ((byClass[k]?.[i] ?? NaN) - Number(k === given.labels[i])) / scores.length,
          ),
        );
        return collected(given, gains);
      },
    ],
    [
      'transposed',
      'the slopes of the weights are right, but rows and columns have changed places',
      'weights[j][k] belongs to input j and class k: multiply inputs transposed by slopes',
      ([given]: readonly [Given]) => {
        const { weights, biases } = collected(given, gainsOf(given));
        return { biases, weights: biases.map((_, k) => weights.map((row) => row[k] ?? NaN)) };
      },
    ],
  ],
});
