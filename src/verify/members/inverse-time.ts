import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of inverse-time decay. */
export const inverseTime = scheduleMember({
  name: 'inverseTime',
  aliases: ['inversetimedecay'],
  settings: [
    { rate: 0.3, every: 4 },
    { rate: 0.2, every: 1 },
  ],
  textbook:
    ({ rate = NaN, every = NaN }) =>
    (update) =>
      (rate * every) / (every + update),
  mutants: mutantsAt(
    { find: 'rate / (1 + update / every);', first: 'rate', remedy: 'leave out the root' },
    [
      [
        'infinite-first',
        'rate / (update / every);',
        'the 1 is missing, so that the first update divides by 0',
        { remedy: 'divide by 1 + update / every' },
      ],
      [
        'one-in-unit',
        'rate / ((1 + update) / every);',
        'the 1 is divided by every as well',
        { remedy: '1 + update / every' },
      ],
      [
        'flat-at-first',
        'rate / Math.max(update / every, 1);',
        'the 1 is a lower bound in place of being added: the rate stays for `every` updates and falls only then',
        { remedy: 'divide by 1 + update / every' },
      ],
      [
        'straight',
        'rate * Math.max(0, 1 - update / every);',
        'it falls on a straight line, and is 0 from update `every` on',
        { remedy: 'divide by 1 + update / every' },
      ],
      ['root', 'rate / Math.sqrt(1 + update / every);', 'this is the inverse square root'],
    ],
  ),
});
