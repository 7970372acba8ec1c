import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of triangular cycles. */
export const cyclic = scheduleMember({
  name: 'cyclic',
  aliases: ['cycliclr', 'triangular'],
  settings: [
    { floor: 0.05, peak: 0.3, every: 5 },
    { floor: 0.01, peak: 0.2, every: 3 },
  ],
  textbook:
    ({ floor = NaN, peak = NaN, every = NaN }) =>
    (update) => {
      let lr = floor;
      for (let u = 0; u < update; u++) {
        lr += (Math.floor(u / every) % 2 === 0 ? 1 : -1) * ((peak - floor) / every);
      }
      return lr;
    },
  mutants: [
    ...mutantsAt(
      {
        find: '1 - Math.abs((update % (2 * every)) / every - 1)',
        first: 'nearness',
        remedy: 'up for every updates, then down for as many',
      },
      [
        [
          'saw-tooth',
          '(update % every) / every',
          'it is a saw-tooth: the rate jumps back to the floor in place of falling to it',
        ],
        [
          'long-saw-tooth',
          '(update % (2 * every)) / (2 * every)',
          'it is a saw-tooth: the rate climbs for the whole cycle and jumps back',
        ],
        [
          'from-peak',
          'Math.abs((update % (2 * every)) / every - 1)',
          'the triangle stands on its head: it starts at the peak',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '(update % (2 * every)) / every',
        first: 'nearness',
        remedy: 'a cycle lasts 2 · every updates: up, then down',
      },
      [
        [
          'half-as-long',
          '(2 * (update % every)) / every',
          'its cycles are half as long: every is taken for the whole cycle',
        ],
      ],
    ),
  ],
});
