import { fallen, misplaced, whatFollows } from '../after-climb.ts';
import { fall } from '../argument.ts';
import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

const climb = 'next(0) * from ** (1 - (update + 1) / updates)';

/** What is known of exponential warm-up. */
export const exponentialWarmup = scheduleMember({
  name: 'exponentialWarmup',
  settings: [
    { peak: 0.3, warmup: 5 },
    { peak: 0.2, warmup: 8 },
    { peak: fall.peak, warmup: 6, follows: true },
  ],
  textbook:
    ({ peak = NaN, warmup: updates = NaN, follows = false }) =>
    (update) => {
      let lr = peak * 1e-3;
      for (let u = 0; u <= update && u < updates; u++) lr *= 1000 ** (1 / updates);
      return follows ? lr - fallen(update - updates) : lr;
    },
  args: whatFollows,
  mutants: [
    ...misplaced,
    ...mutantsAt(
      { find: climb, first: 'rate', remedy: 'grow by equal factors, from 0.001 of the peak' },
      [
        [
          'multiplied',
          'next(update) * from ** (1 - (update + 1) / updates)',
          'the climb is a factor on top of what follows, whose beginning passes meanwhile',
          {
            remedy: 'climb to next(0), then follow next from its own update 0',
            also: [['return next(update - updates);', 'return next(update);']],
          },
        ],
        [
          'base-ten-and-e',
          'next(0) * Math.exp(Math.log10(from) * (1 - (update + 1) / updates))',
          'the logarithm has the base 10 and the exponential the base e',
          { remedy: 'from ** (1 − (update + 1) / updates), or Math.exp of Math.log' },
        ],
        [
          'share-in-each-step',
          'next(0) * from ** (updates - update - 1)',
          'each step grows by the whole factor 1 / from: the exponent is not divided by the number of updates',
        ],
        [
          'linear',
          '(next(0) * (update + 1)) / updates',
          'it climbs by equal steps, not by factors',
        ],
        [
          'linear-from-share',
          'next(0) * (from + (1 - from) * ((update + 1) / updates))',
          'it climbs by equal steps from its share of the peak, not by factors',
        ],
        ['peak-late', 'next(0) * from ** (1 - update / updates)', 'the peak comes one update late'],
        [
          'share-at-first',
          'next(0) * from ** (1 - update / (updates - 1))',
          'update 0 has the share itself: the climb sets out one factor too low',
        ],
        [
          'saturates',
          'next(0) * (1 - Math.exp(-(update + 1) / updates))',
          'it is 1 − e^(−t / n): it climbs fast at first, and has not reached the peak when the climb ends',
        ],
        [
          'saturates-from-zero',
          'next(0) * (1 - Math.exp(-update / updates))',
          'it is 1 − e^(−t / n) from 0: the first update does nothing, and the climb does not reach the peak',
        ],
        [
          'parabola',
          'next(0) * ((update + 1) / updates) ** 2',
          'it climbs along a parabola, not by equal factors',
        ],
        [
          'base-ten',
          'next(0) * 10 ** ((update + 1) / updates - 1)',
          'it climbs from a tenth of the peak, not from 0.001 of it',
        ],
      ],
    ),
    ...mutantsAt(
      { find: 'update < updates', first: 'rate', remedy: 'the climb has the updates 0 to n − 1' },
      [
        [
          'one-step-more',
          'update <= updates',
          'it climbs for one update more, above the peak',
          { remedy: 'update < updates climbs, update === updates no longer' },
        ],
      ],
    ),
  ],
});
