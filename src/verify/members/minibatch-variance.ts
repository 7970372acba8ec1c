import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

interface Given {
  readonly variance: number;
  readonly batch: number;
  readonly of: number;
}

/** What is known of the variance of a minibatch gradient. */
export const minibatchVariance = plainFunction({
  name: 'minibatchVariance',
  room: 'theory',
  scenarios: (draw) => [
    {
      id: 'more-and-more',
      about: 'larger and larger batches of a thousand',
      calls: [1, 4, 16, 64, 256].map((batch) => [{ variance: 6.19, batch, of: 1000 }]),
    },
    {
      id: 'few-left',
      about: 'nearly all of a small data set',
      calls: Array.from({ length: 5 }, () => {
        const of = 3 + Math.floor(8 * draw.uniform());
        return [{ variance: 0.5 + draw.uniform(), batch: of - 1, of }];
      }),
    },
    {
      id: 'everybody',
      about: 'all of them, beside all but one',
      calls: [7, 8].map((batch) => [{ variance: 3, batch, of: 8 }]),
    },
  ],
  // The variance of a mean is the mean of all covariances, and two that are drawn without replacement have -variance / (of - 1).
  textbook: ([{ variance, batch, of }]: readonly [Given]) => {
    const pairs = batch * (batch - 1);
    return (batch * variance - (pairs * variance) / (of - 1)) / batch ** 2;
  },
  mutants: [
    ...mutantsAt(
      {
        find: '(of - batch) / (of - 1)',
        first: 'result',
        remedy: 'the correction is (N − B) / (N − 1)',
      },
      [
        [
          'uncorrected',
          '1',
          'it does not know that an example comes only once: asking everybody leaves no noise',
        ],
        ['n-for-n-minus-1', '(of - batch) / of', 'it divides by N where N − 1 belongs'],
        [
          'minus-1-above',
          '(of - batch - 1) / (of - 1)',
          'it counts one too few of those that are not asked',
        ],
        ['minus-1-above-only', '(of - 1 - batch) / of', 'the 1 is taken off above, not below'],
        ['share-asked', 'batch / of', 'it multiplies by the share that is asked, not by the rest'],
        ['upside-down', '(of - 1) / Math.max(1, of - batch)', 'the correction is upside down'],
        [
          'correction-of-a-deviation',
          'Math.sqrt((of - batch) / (of - 1))',
          'the correction is that of a standard deviation: its root',
          { remedy: 'a variance takes (N − B) / (N − 1) without a root' },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '(variance / batch)',
        first: 'result',
        remedy: 'the variance of a mean of B is that of one, divided by B',
      },
      [
        [
          'batch-squared',
          '(variance / batch ** 2)',
          'it divides by B²: the mean of B has B times the variance of one over B²',
        ],
        [
          'root-of-batch',
          '(variance / Math.sqrt(batch))',
          'it divides by √B: so the standard deviation falls, the variance by B',
        ],
        ['batch-missing', 'variance', 'it does not divide by B'],
        [
          'sum-for-mean',
          '(variance * batch)',
          'it is the variance of the sum of a batch, not of its mean',
        ],
        [
          'batch-minus-1',
          '(variance / Math.max(1, batch - 1))',
          'it divides by B − 1, which is for estimating a variance',
        ],
        [
          'deviation',
          '(Math.sqrt(variance) / batch)',
          'it starts from the standard deviation, not from the variance',
        ],
        ['variance-squared', '(variance ** 2 / batch)', 'it squares the variance'],
      ],
    ),
  ],
  twists: [
    [
      'batch-minus-1-whole',
      'it divides by B − 1, which is for estimating a variance: a batch of one has no such number',
      'the variance of a mean of B is that of one, divided by B',
      ([{ variance, batch, of }]: readonly [Given]) =>
        (variance / (batch - 1)) * ((of - batch) / (of - 1)),
    ],
    [
      'standard-deviation',
      'it is the standard deviation, the root of the variance',
      'leave the root out',
      ([{ variance, batch, of }]: readonly [Given]) =>
        Math.sqrt(((variance / batch) * (of - batch)) / (of - 1)),
    ],
  ],
});
