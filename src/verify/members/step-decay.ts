import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of step decay. */
export const stepDecay = scheduleMember({
  name: 'stepDecay',
  aliases: ['step', 'steplr'],
  settings: [
    { rate: 0.3, factor: 0.1, every: 7 },
    { rate: 0.2, factor: 0.5, every: 4 },
  ],
  optional: { factor: 0.1 },
  leftOut: { given: { rate: 0.25, every: 5 }, standing: { factor: 0.1 } },
  textbook:
    ({ rate = NaN, factor = 0.1, every = NaN }) =>
    (update) => {
      let lr = rate;
      for (let drop = every; drop <= update; drop += every) lr *= factor;
      return lr;
    },
  twists: [
    [
      'only-at-drops',
      'the rate is lower only in the updates that are multiples of `every`, and back at once',
      'keep what has dropped: the number of full periods is update / every, rounded down',
      (right, o) => (u) => right(o)(u % (o.every ?? 1) === 0 ? u : 0),
    ],
  ],
  mutants: [
    ...mutantsAt({ find: 'Math.floor(update / every)', first: 'rate', remedy: 'round down' }, [
      ['smooth', '(update / every)', 'it falls smoothly, without steps'],
      [
        'rounds',
        'Math.round(update / every)',
        'it drops half a period early: update / every is rounded to the nearest',
      ],
      [
        'rounds-up',
        'Math.ceil(update / every)',
        'it drops a period early: update / every is rounded up',
      ],
      [
        'once',
        'Math.min(Math.floor(update / every), 1)',
        'it drops only once',
        { remedy: 'raise the factor to the number of full periods' },
      ],
    ]),
    ...mutantsAt(
      { find: 'factor ** Math.floor(update / every)', first: 'rate', remedy: 'factor ** periods' },
      [
        [
          'subtracts',
          '(1 - factor * Math.floor(update / every))',
          'each drop takes factor · rate off: the rate falls by equal amounts, below 0 in the end',
          { remedy: 'multiply by the factor at each drop' },
        ],
        [
          'subtracts-to-zero',
          'Math.max(0, 1 - factor * Math.floor(update / every))',
          'each drop takes factor · rate off, until nothing is left',
          { remedy: 'multiply by the factor at each drop' },
        ],
        [
          'drops-at-once',
          'factor ** (Math.floor(update / every) + 1)',
          'it drops once too often: the first update has the factor already',
        ],
        [
          'remainder',
          'factor ** (update % every)',
          'the factor is raised to update % every: that is the place in a period, not the number of periods',
        ],
        [
          'natural',
          'Math.exp(-factor * Math.floor(update / every))',
          'the factor stands in an exponent of e',
        ],
        [
          'linear',
          '(update < every ? 1 : factor * Math.floor(update / every))',
          'the factor is multiplied by the number of periods, not raised to it',
        ],
      ],
    ),
  ],
});
