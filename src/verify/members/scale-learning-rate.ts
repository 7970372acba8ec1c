import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

interface Given {
  readonly rate: number;
  readonly batch: number;
  readonly baseBatch?: number;
}

/** What is known of the linear scaling rule. */
export const scaleLearningRate = plainFunction({
  name: 'scaleLearningRate',
  aliases: ['scaledrate', 'linearscaling', 'scalerate'],
  room: 'schedules',
  scenarios: (draw) => {
    const given = (batch: number, baseBatch: number) => [
      { rate: 0.1 + draw.uniform(), batch, baseBatch },
    ];
    return [
      {
        id: 'larger',
        about: 'batches that are several times as large',
        calls: [given(64, 32), given(256, 32), given(96, 16)],
      },
      {
        id: 'smaller',
        about: 'batches that are smaller',
        calls: [given(16, 128), given(8, 32), given(1, 5)],
      },
      {
        id: 'uneven',
        about: 'batches that are no whole number of times as large',
        calls: [given(48, 32), given(100, 128), given(7, 3)],
      },
      { id: 'same', about: 'the batch that the rate was found with', calls: [given(40, 40)] },
      {
        id: 'base-of-256',
        about: 'calls that do not name the batch of the rate, which is then 256',
        calls: [1024, 64].map((batch) => [{ rate: 0.1 + draw.uniform(), batch }]),
      },
    ];
  },
  // The share of the rate that one example has, once for each example.
  textbook: ([{ rate, batch, baseBatch = 256 }]: readonly [Given]) => {
    let sum = 0;
    for (let example = 0; example < batch; example++) sum += rate / baseBatch;
    return sum;
  },
  mutants: [
    ...mutantsAt(
      {
        find: 'return (rate * batch) / baseBatch;',
        first: 'rate',
        remedy: 'multiply the rate by batch / baseBatch, a fraction if need be',
      },
      (['floor', 'round', 'ceil'] as const).map((way) => [
        `ratio-${way}`,
        `return rate * Math.${way}(batch / baseBatch);`,
        `the ratio of the batches is rounded ${{ floor: 'down', round: '', ceil: 'up' }[way]} to a whole number`.replace(
          '  ',
          ' ',
        ),
      ]),
    ),
    ...mutantsAt(
      { find: '{ baseBatch: 256 }', first: 'baseBatch', remedy: 'baseBatch = 256' },
      [1, 32, 64, 128, 512].map((size) => [
        `base-of-${size}`,
        `{ baseBatch: ${size} }`,
        `a baseBatch that is left out is ${size}, not 256`,
      ]),
    ),
    ...mutantsAt(
      {
        find: '(rate * batch) / baseBatch',
        first: 'result',
        remedy: 'multiply the rate by batch / baseBatch',
      },
      [
        [
          'square-root',
          'rate * Math.sqrt(batch / baseBatch)',
          'it scales with the root of the batch, which keeps the noise of one update, not that of the same examples',
        ],
        ['upside-down', '(rate * baseBatch) / batch', 'the ratio of the batches is upside down'],
        ['unscaled', 'rate + 0 * batch * baseBatch', 'the rate does not change with the batch'],
        [
          'base-missing',
          'rate * batch + 0 * baseBatch',
          'it does not divide by the batch that the rate was found with',
        ],
        [
          'batch-missing',
          'rate / baseBatch + 0 * batch',
          'that is the share of one example: the batch has many',
        ],
        [
          'difference',
          'rate * (batch - baseBatch)',
          'it takes the difference of the batches where their ratio belongs',
        ],
        [
          'added',
          'rate + batch / baseBatch',
          'the ratio is added to the rate; it is a factor of the rate',
        ],
        [
          'divided',
          'rate / (batch / baseBatch) ** 2',
          'it divides by the square of the ratio; the ratio is a factor',
        ],
        ['squared', 'rate * (batch / baseBatch) ** 2', 'the ratio of the batches is squared'],
        [
          'doublings',
          'rate * (1 + Math.log2(batch / baseBatch))',
          'it adds one rate for each doubling; each doubling makes it twice as large',
        ],
        [
          'whole-times',
          'rate * Math.max(1, Math.floor(batch / baseBatch))',
          'it counts only whole times, and never fewer than one',
        ],
        [
          'never-smaller',
          'rate * Math.max(1, batch / baseBatch)',
          'a smaller batch keeps the rate; it takes a smaller one',
        ],
        [
          'never-larger',
          'rate * Math.min(1, batch / baseBatch)',
          'a larger batch keeps the rate; it takes a larger one',
        ],
        [
          'base-fixed',
          '(rate * batch) / (256 + 0 * baseBatch)',
          'it takes 256 for the batch of the rate, whatever is asked',
        ],
        [
          'inverse-root',
          'rate / Math.sqrt(batch / baseBatch)',
          'the rate falls with the root of the batch',
        ],
        [
          'more-examples',
          '(rate * (batch + baseBatch)) / baseBatch',
          'it counts the old batch and the new one together',
        ],
      ],
    ),
  ],
});
