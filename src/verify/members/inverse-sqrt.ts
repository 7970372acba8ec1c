import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of inverse square root decay. */
export const inverseSqrt = scheduleMember({
  name: 'inverseSqrt',
  settings: [
    { rate: 0.3, every: 4 },
    { rate: 0.2, every: 1 },
  ],
  optional: { every: 1 },
  leftOut: { given: { rate: 0.25 }, standing: { every: 1 } },
  textbook:
    ({ rate = NaN, every = 1 }) =>
    (update) =>
      rate * (every / (every + update)) ** 0.5,
  twists: [
    [
      'root-of-rate',
      'the root is taken of the rate, too',
      'take the root of what divides alone',
      (right, o) => (u) => right(o)(u) / Math.sqrt(o.rate ?? 1),
    ],
  ],
  mutants: mutantsAt(
    { find: 'Math.sqrt(1 + update / every)', first: 'rate', remedy: 'take the square root' },
    [
      ['root-missing', '(1 + update / every)', 'the root is missing: this is inverse time decay'],
      [
        'one-outside',
        '(1 + Math.sqrt(update / every))',
        'the 1 stands outside of the root: 1 + √(update / every)',
      ],
      [
        'flat-at-first',
        'Math.sqrt(Math.max(update, every) / every)',
        'it stays at its rate for `every` updates and falls only then: √(every / max(update, every))',
        { remedy: 'rate / √(1 + update / every), from the first update on' },
      ],
      [
        'flat-at-first-from-one',
        'Math.sqrt(Math.max(update + 1, every) / every)',
        'it stays at its rate for `every` updates and falls only then, counted from 1: √(every / max(update + 1, every))',
        { remedy: 'rate / √(1 + update / every), from the first update on' },
      ],
      [
        'one-in-unit',
        'Math.sqrt((1 + update) / every)',
        'the 1 is divided by every as well',
        { remedy: '1 + update / every' },
      ],
      [
        'infinite-first',
        'Math.sqrt(update / every)',
        'it divides by the root of 0 at the first update',
        { remedy: 'guard update 0: 1 + update / every' },
      ],
    ],
  ),
});
