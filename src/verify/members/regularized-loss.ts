import type { Random } from '../../shared/random.ts';
import type { Argument } from '../argument.ts';
import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

interface Given {
  readonly predictions: readonly number[];
  readonly targets: readonly number[];
  readonly weights: readonly number[];
  readonly lambda: number;
}

/** A model of so many weights, judged on so many examples. */
function judged(draw: Random, examples: number, size: number, lambda: number): Argument {
  const normals = (length: number) => Array.from({ length }, () => draw.normal());
  return {
    predictions: normals(examples),
    targets: normals(examples),
    weights: normals(size),
    lambda,
  };
}

/** What is known of the loss with a price on the weights. */
export const regularizedLoss = plainFunction({
  name: 'regularizedLoss',
  aliases: ['regularisedloss', 'penalizedloss', 'ridgeloss'],
  room: 'theory',
  scenarios: (draw) => [
    {
      id: 'no-price',
      about: 'lambda is 0, so that only the errors count',
      calls: [4, 7, 1].map((examples) => [judged(draw, examples, 3, 0)]),
    },
    {
      id: 'no-error',
      about: 'the model is right everywhere, so that only the weights count',
      calls: [0.1, 0.5, 2].map((lambda) => {
        const targets = Array.from({ length: 5 }, () => draw.normal());
        const weights = Array.from({ length: 4 }, () => draw.normal());
        return [{ predictions: targets, targets, weights, lambda }];
      }),
    },
    {
      id: 'both',
      about: 'errors and weights, with prices small and large',
      calls: [0.03, 0.3, 0.8, 3].map((lambda) => [judged(draw, 6, 5, lambda)]),
    },
    {
      id: 'other-sizes',
      about: 'more weights than examples, and the other way round',
      calls: [
        [judged(draw, 2, 9, 0.4)],
        [judged(draw, 12, 1, 0.4)],
        [judged(draw, 1, 1, 0.4)],
        [judged(draw, 3, 0, 0.4)],
      ],
    },
  ],
  // Pair by pair, each with its share of the whole.
  textbook: ([{ predictions, targets, weights, lambda }]: readonly [Given]) => {
    let loss = 0;
    for (const [i, target] of targets.entries()) {
      const miss = target - (predictions[i] as number);
      loss += (miss * miss) / targets.length;
    }
    for (const w of weights) loss += lambda * w * w;
    return loss;
  },
  mutants: [
    ...mutantsAt(
      {
        find: 'const price = sum(weights.map((w) => w ** 2));',
        first: 'price',
        remedy: 'the price is the sum of the squares of all weights',
      },
      [
        [
          'price-averaged',
          'const price = sum(weights.map((w) => w ** 2)) / (weights.length || 1);',
          'the mean of the squared weights is taken, not their sum',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'return data + lambda * price;',
        first: 'result',
        remedy: 'the errors count once, the price of the weights λ times',
      },
      [
        ['lambda-on-data', 'return lambda * data + price;', 'λ stands at the errors'],
        ['lambda-on-both', 'return lambda * (data + price);', 'λ multiplies the errors, too'],
        [
          'lambda-shared',
          'return (1 - lambda) * data + lambda * price;',
          'the errors are weighted by 1 − λ: λ is a price, not a share',
        ],
        ['lambda-missing', 'return data + price;', 'λ is left out: the weights count fully'],
        ['price-missing', 'return data;', 'the weights cost nothing'],
        ['data-missing', 'return lambda * price;', 'the errors are left out'],
        [
          'price-rewarded',
          'return data - lambda * price;',
          'the price is taken off: large weights are rewarded',
        ],
        [
          'half-price',
          'return data + 0.5 * lambda * price;',
          'the price is halved: this convention has no ½',
        ],
        [
          'price-per-example',
          'return data + (lambda * price) / errors.length;',
          'the price is divided by the number of examples',
        ],
        ['lambda-squared', 'return data + lambda ** 2 * price;', 'λ is squared'],
        ['multiplied', 'return data * (1 + lambda * price);', 'errors and price are multiplied'],
        [
          'rooted-whole',
          'return Math.sqrt(data + lambda * price);',
          'the root is taken of the whole',
        ],
        [
          'larger-of-both',
          'return Math.max(data, lambda * price);',
          'it takes the larger of the two',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'sum(weights.map((w) => w ** 2))',
        first: 'price',
        remedy: 'the price is the sum of the squares of all weights',
      },
      [
        [
          'price-mean',
          'sum(weights.map((w) => w ** 2)) / weights.length',
          'the mean is taken of the squared weights, not their sum',
          { remedy: 'add the squares up; a mean is taken of the errors only' },
        ],
        [
          'price-root',
          'Math.sqrt(sum(weights.map((w) => w ** 2)))',
          'the root is taken: that is the length of the weights, not its square',
        ],
        [
          'price-of-sum',
          'sum([...weights]) ** 2',
          'the weights are added before they are squared, so that they cancel',
        ],
        ['price-plain', 'sum([...weights])', 'the weights are not squared'],
        [
          'price-sizes',
          'sum(weights.map((w) => Math.abs(w)))',
          'the sizes of the weights are added, not their squares: that is L1',
        ],
        [
          'price-largest',
          'Math.max(0, ...weights.map((w) => w ** 2))',
          'only the largest weight is paid for',
        ],
        [
          'first-weight-free',
          'sum(weights.slice(1).map((w) => w ** 2))',
          'the first weight is left out, as if it were a bias',
        ],
        [
          'last-weight-free',
          'sum(weights.slice(0, -1).map((w) => w ** 2))',
          'the last weight is left out, as if it were a bias',
        ],
        [
          'predictions-paid',
          'sum(predictions.map((w) => w ** 2))',
          'the price is put on the predictions, not on the weights',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'sum(errors.map((error) => error ** 2)) / errors.length',
        first: 'data',
        remedy: 'the mean of the squared errors',
      },
      [
        [
          'data-sum',
          'sum(errors.map((error) => error ** 2))',
          'the squared errors are added, and not divided by how many there are',
        ],
        [
          'data-halved',
          'sum(errors.map((error) => error ** 2)) / (2 * errors.length)',
          'the mean squared error is halved: this convention has no ½',
        ],
        [
          'data-root',
          'Math.sqrt(sum(errors.map((error) => error ** 2)) / errors.length)',
          'the root is taken of the mean squared error',
        ],
        [
          'data-sizes',
          'sum(errors.map((error) => Math.abs(error))) / errors.length',
          'the sizes of the errors are averaged, not their squares',
        ],
        [
          'data-of-mean',
          '(sum(errors) / errors.length) ** 2',
          'the errors are averaged before they are squared, so that they cancel',
        ],
        ['data-plain', 'sum(errors) / errors.length', 'the errors are not squared'],
        [
          'data-plain-reversed',
          '-sum(errors) / errors.length',
          'the errors are not squared, and taken the other way round',
        ],
        [
          'data-per-weight',
          'sum(errors.map((error) => error ** 2)) / weights.length',
          'the squared errors are divided by the number of weights',
        ],
        [
          'data-less-one',
          'sum(errors.map((error) => error ** 2)) / (errors.length - 1)',
          'it divides by one example too few',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'prediction - (targets[i] as number)',
        first: 'errors',
        remedy: 'an error is the prediction minus the target',
      },
      [
        [
          'targets-missing',
          'prediction + 0 * i',
          'the predictions themselves are squared, without the targets',
        ],
        [
          'targets-added',
          'prediction + (targets[i] as number)',
          'the target is added to the prediction',
        ],
        [
          'relative-error',
          '(prediction - (targets[i] as number)) / (targets[i] as number)',
          'the error is divided by the target',
        ],
      ],
    ),
  ],
});
