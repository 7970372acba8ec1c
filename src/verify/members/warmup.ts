import { fallen, misplaced, whatFollows } from '../after-climb.ts';
import { fall } from '../argument.ts';
import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

const climb = '(next(0) * (update + 1)) / updates';

/** What is known of linear warm-up. */
export const warmup = scheduleMember({
  name: 'warmup',
  aliases: ['linearwarmup'],
  settings: [
    { peak: 0.3, warmup: 5 },
    { peak: 0.2, warmup: 8 },
    { peak: fall.peak, warmup: 6, follows: true },
  ],
  textbook:
    ({ peak = NaN, warmup: updates = NaN, follows = false }) =>
    (update) => {
      let lr = 0;
      for (let u = 0; u <= update && u < updates; u++) lr += peak / updates;
      return follows ? lr - fallen(update - updates) : lr;
    },
  args: whatFollows,
  mutants: [
    ...misplaced,
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
    ...mutantsAt({ find: climb, first: 'rate', remedy: 'update 0 gets peak / warmup' }, [
      [
        'multiplied',
        '(next(update) * (update + 1)) / updates',
        'the climb is a factor on top of what follows, whose beginning passes meanwhile',
        {
          remedy: 'climb to next(0), then follow next from its own update 0',
          also: [['return next(update - updates);', 'return next(update);']],
        },
      ],
      [
        'from-zero',
        '(next(0) * update) / updates',
        'it starts at rate 0: the first update does nothing',
        { library: 'Optax and many training scripts' },
      ],
      [
        'climbs-squared',
        'next(0) * ((update + 1) / updates) ** 2',
        'the share of the climb is squared: it climbs slowly at first',
        { remedy: 'climb in equal steps: (update + 1) / updates' },
      ],
      [
        'climbs-rooted',
        'next(0) * Math.sqrt((update + 1) / updates)',
        'the root of the share of the climb is taken: it climbs fast at first',
        { remedy: 'climb in equal steps: (update + 1) / updates' },
      ],
      [
        'climbs-as-cosine',
        '(next(0) * (1 - Math.cos((Math.PI * (update + 1)) / updates))) / 2',
        'it climbs along half a cosine, not in equal steps',
        { remedy: 'climb in equal steps: (update + 1) / updates' },
      ],
      [
        'both-ends',
        'next(0) * (updates > 1 ? update / (updates - 1) : 1)',
        'it climbs from 0 in one step less: the first update has rate 0',
        { remedy: 'update 0 gets peak / updates: (update + 1) / updates' },
      ],
      ...[0, 0.001, 0.01, 0.1, 0.2, 0.25, 1 / 3, 0.5].map(
        (share) =>
          [
            `constant-share-${share}`,
            `${share} * next(0)`,
            `it does not climb: the rate stays at ${Number(share.toPrecision(3))} times the peak, and jumps there`,
            { remedy: 'climb in equal steps: (update + 1) / updates' },
          ] as const,
      ),
      [
        'falls',
        'next(0) * (1 - update / updates)',
        'it falls from the peak in place of climbing to it',
      ],
      [
        'too-long',
        '(next(0) * (update + 1)) / (updates + 1)',
        'the peak comes one update late',
        { remedy: 'update warmup − 1 is the first at the peak' },
      ],
    ]),
    ...mutantsAt(
      { find: 'return next(update - updates);', first: 'rate', remedy: 'stay at the peak' },
      [
        ['overshoots', `return ${climb};`, 'it goes on climbing after the warm-up'],
        [
          'climbs-anew',
          'return (next(0) * ((update % updates) + 1)) / updates;',
          'it climbs anew after each warm-up',
        ],
        ['falls-to-zero', 'return 0;', 'after the warm-up the rate is 0'],
      ],
    ),
  ],
});
