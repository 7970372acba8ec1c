import type { Random } from '../../shared/random.ts';
import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

type Given = readonly [rates: readonly number[], losses: readonly number[], smoothing: number];

/** A loss that falls as the rate rises, and then shoots up, with the noise of single batches. */
function sweep(draw: Random, updates: number, smoothing: number): Given {
  const to = 1 + 9 * draw.uniform();
  const rates = Array.from(
    { length: updates },
    (_, i) => 1e-3 * (to / 1e-3) ** (i / (updates - 1)),
  );
  const turn = 0.2 * to;
  const losses = rates.map(
    (rate) => 0.5 + 2 / (1 + 20 * rate) + (rate / turn) ** 3 + 0.3 * draw.uniform(),
  );
  return [rates, losses, smoothing];
}

/** What is known of the reading of a learning-rate range test. */
export const rateSweep = plainFunction({
  name: 'rateSweep',
  aliases: ['rangetest', 'ratefinder', 'lrfinder'],
  room: 'theory',
  scenarios: (draw) => [
    {
      id: 'smoothed',
      about: 'losses that fall and then explode, averaged over about ten and over about two',
      calls: [sweep(draw, 40, 0.9), sweep(draw, 60, 0.9), sweep(draw, 30, 0.5)],
    },
    {
      id: 'raw',
      about: 'the same without an average',
      calls: [sweep(draw, 20, 0), sweep(draw, 30, 0)],
    },
    {
      id: 'still-falling',
      about: 'tests that end before the loss turns around',
      calls: [0.9, 0.8, 0.5].map((smoothing) => [
        [0.01, 0.02, 0.04, 0.08, 0.16, 0.32],
        [2.4, 2.3, 2.1, 1.8, 1.4, 0.9],
        smoothing,
      ]),
    },
  ],
  // Every average on its own, as a weighted mean of all losses so far.
  textbook: ([rates, losses, smoothing]: Given) => {
    const smoothed = losses.map((_, now) => {
      let [sum, weights] = [0, 0];
      for (let then = 0; then <= now; then++) {
        const weight = smoothing ** (now - then);
        sum += weight * (losses[then] as number);
        weights += weight;
      }
      return sum / weights;
    });
    let at = 0;
    for (const [i, value] of smoothed.entries()) if (value < (smoothed[at] as number)) at = i;
    return { rates, losses, smoothed, suggestion: 0.1 * (rates[at] as number) };
  },
  mutants: [
    ...mutantsAt(
      {
        find: 'sum / (1 - smoothing ** (i + 1))',
        first: 'smoothed',
        remedy: 'divide by 1 − smoothing^(i + 1)',
      },
      [
        [
          'uncorrected',
          'sum',
          'the average is not corrected for its start: it begins near 0, where nothing was learned',
        ],
        [
          'corrected-late',
          'sum / (1 - smoothing ** (i + 2))',
          'the correction is one update ahead: loss i is number i + 1',
        ],
        [
          'constant-correction',
          'sum / (1 - smoothing)',
          'the correction is the same for every update: the average becomes a sum',
        ],
        [
          'plain-mean',
          'losses.slice(0, i + 1).reduce((a, b) => a + b, 0) / (i + 1)',
          'it is the mean of all losses so far: nothing is forgotten',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'smoothing * sum + (1 - smoothing) * loss',
        first: 'smoothed',
        remedy: 'smoothing of the old average, 1 − smoothing of the new loss',
      },
      [
        [
          'shares-swapped',
          '(1 - smoothing) * sum + smoothing * loss',
          'the shares of the old average and of the new loss are swapped',
        ],
        [
          'whole-loss',
          'smoothing * sum + loss',
          'the new loss enters whole, without its share 1 − smoothing',
        ],
        [
          'no-memory',
          '(1 - smoothing) * loss',
          'what was before is forgotten: nothing is averaged',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'smoothed.indexOf(Math.min(...finite))',
        first: 'suggestion',
        remedy: 'look for the lowest value of the average',
      },
      [
        [
          'raw-minimum',
          'losses.indexOf(Math.min(...losses))',
          'it takes the lowest single batch, which may have been an easy one',
        ],
        [
          'highest',
          'smoothed.indexOf(Math.max(...smoothed))',
          'it looks for the highest value in place of the lowest',
        ],
        [
          'at-the-end',
          'smoothed.length - 1',
          'it takes the last rate of the test, its border, whatever the loss did',
        ],
        [
          'steepest',
          'smoothed.map((one, i) => one - (smoothed[i - 1] ?? one)).reduce((at, fall, i, falls) => (fall < (falls[at] as number) ? i : at), 0)',
          'it takes the rate at which the average falls fastest, not where it is lowest',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '(rates[lowest] as number) / 10',
        first: 'suggestion',
        remedy: 'a tenth of the rate at which the average is lowest',
      },
      [
        [
          'not-a-tenth',
          'rates[lowest]',
          'it is the rate of the lowest loss itself, from where the loss rises',
        ],
        ['half', '(rates[lowest] as number) / 2', 'it is half of that rate in place of a tenth'],
        [
          'tenth-of-the-way',
          'rates[Math.floor(lowest / 10)]',
          'the tenth is taken of the number of updates, not of the rate',
        ],
        [
          'loss-returned',
          '(smoothed[lowest] as number) / 10',
          'it is a tenth of the loss, not of the rate',
        ],
        [
          'one-early',
          '(rates[lowest - 1] as number) / 10',
          'it takes the rate one update before the lowest',
        ],
        [
          'one-late',
          '(rates[lowest + 1] ?? 0) / 10',
          'it takes the rate one update after the lowest',
        ],
      ],
    ),
  ],
  twists: [
    ...(
      [
        [
          'starts-at-first',
          'the average starts at the first loss in place of being corrected for its start',
          (losses: readonly number[], smoothing: number) => {
            let average = losses[0] as number;
            return losses.map((loss) => (average = smoothing * average + (1 - smoothing) * loss));
          },
        ],
        [
          'starts-at-first-and-corrected',
          'the average starts at the first loss and is corrected as if it had started at 0',
          (losses: readonly number[], smoothing: number) => {
            let average = losses[0] as number;
            return losses.map((loss, i) => {
              average = smoothing * average + (1 - smoothing) * loss;
              return average / (1 - smoothing ** (i + 1));
            });
          },
        ],
        [
          'shares-swapped-throughout',
          'the shares of the old average and of the new loss are swapped, in the correction too',
          (losses: readonly number[], smoothing: number) => {
            let average = 0;
            return losses.map((loss, i) => {
              average = (1 - smoothing) * average + smoothing * loss;
              return average / (1 - (1 - smoothing) ** (i + 1));
            });
          },
        ],
      ] as const
    ).map(
      ([id, fault, averaged]) =>
        [
          id,
          fault,
          'start at 0, smoothing of the old and 1 − smoothing of the new, and divide by 1 − smoothing^(i + 1)',
          ([rates, losses, smoothing]: Given) => {
            const smoothed = averaged(losses, smoothing);
            const at = smoothed.reduce(
              (best, one, i) => (one < (smoothed[best] as number) ? i : best),
              0,
            );
            return {
              rates,
              losses,
              smoothed,
              suggestion: at > 0 ? (rates[at] as number) / 10 : NaN,
            };
          },
        ] as const,
    ),
    [
      'not-averaged',
      'the losses are not averaged: single batches are read',
      'keep a running average with the given smoothing',
      ([rates, losses]: Given) => {
        const lowest = losses.indexOf(Math.min(...losses));
        return { rates, losses, smoothed: losses, suggestion: (rates[lowest] ?? NaN) / 10 };
      },
    ],
  ],
});
