import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of exponential decay. */
export const exponential = scheduleMember({
  name: 'exponential',
  aliases: ['exponentialdecay'],
  settings: [
    { rate: 0.3, factor: 0.9, every: 1 },
    { rate: 0.2, factor: 0.5, every: 6 },
  ],
  textbook:
    ({ rate = NaN, factor = NaN, every = 1 }) =>
    (update) =>
      rate * Math.exp((Math.log(factor) * update) / every),
  mutants: [
    ...mutantsAt(
      {
        find: 'factor ** (update / every)',
        first: 'rate',
        remedy: 'rate · factor ** (update / every)',
      },
      [
        [
          'steps',
          'factor ** Math.floor(update / every)',
          'it falls in steps',
          { remedy: 'do not round update / every' },
        ],
        [
          'natural',
          'Math.exp((-factor * update) / every)',
          'the factor stands in an exponent of e',
        ],
        [
          'natural-without-every',
          'Math.exp(-factor * update)',
          'the factor stands in an exponent of e, and every is ignored',
        ],
        ['every-ignored', 'factor ** update', 'every is ignored'],
      ],
    ),
  ],
});
