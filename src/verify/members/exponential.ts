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
  leftOut: { given: { rate: 0.25, factor: 0.8 }, standing: { every: 1 } },
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
          'natural',
          'Math.exp((-factor * update) / every)',
          'the factor stands in an exponent of e',
        ],
        [
          'natural-without-every',
          'Math.exp(-factor * update)',
          'the factor stands in an exponent of e, and every is ignored',
        ],
        [
          'natural-without-factor',
          'Math.exp(-update / every)',
          'the factor is left out: it falls by e in every updates',
        ],
        [
          'linear',
          '(1 - ((1 - factor) * update) / every)',
          'it falls on a straight line, by the same amount in each update',
        ],
        [
          'factor-times-update',
          '((factor * update) / every)',
          'the factor is multiplied by update / every, not raised to it',
        ],
        [
          'divided-twice',
          '(factor ** update / every)',
          'the power is divided by every, not the update',
        ],
      ],
    ),
  ],
});
