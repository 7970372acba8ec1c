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
  textbook:
    ({ rate = NaN, every = 1 }) =>
    (update) =>
      rate * (every / (every + update)) ** 0.5,
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
        'infinite-first',
        'Math.sqrt(update / every)',
        'it divides by the root of 0 at the first update',
        { remedy: 'guard update 0: 1 + update / every' },
      ],
    ],
  ),
});
