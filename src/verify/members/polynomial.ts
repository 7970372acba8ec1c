import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of polynomial decay. */
export const polynomial = scheduleMember({
  name: 'polynomial',
  aliases: ['polynomialdecay'],
  settings: [
    { peak: 0.3, updates: 20, floor: 0.05, power: 2 },
    { peak: 0.2, updates: 7, floor: 0, power: 3 },
  ],
  leftOut: { given: { peak: 0.25, updates: 12, floor: 0.02 }, standing: { power: 2 } },
  conventions: [['power', 1, "Keras's PolynomialDecay and PyTorch's PolynomialLR"]],
  textbook:
    ({ peak = NaN, updates = NaN, floor = 0, power = 2 }) =>
    (update) =>
      update >= updates ? floor : floor + (peak - floor) * ((updates - update) / updates) ** power,
  mutants: [
    ...mutantsAt(
      { find: 'left ** power', first: 'rate', remedy: 'raise what is left to the power' },
      [
        ['power-ignored', 'left', 'the power is ignored: it is a straight line'],
        [
          'roots-between',
          'left ** power',
          'the line runs between the roots of peak and floor, and is raised to the power as a whole',
          {
            also: [
              [
                'floor + (peak - floor) * left ** power',
                '(floor ** (1 / power) + (peak ** (1 / power) - floor ** (1 / power)) * left) ** power',
              ],
            ],
          },
        ],
        [
          'power-of-height',
          'left ** power',
          'the height above the floor is raised to the power with what is left',
          {
            remedy: '(peak − floor) · left ** power',
            also: [
              [
                'floor + (peak - floor) * left ** power',
                'floor + ((peak - floor) * left) ** power',
              ],
            ],
          },
        ],
        [
          'power-multiplies',
          'left * power',
          'what is left is multiplied by the power, not raised to it',
        ],
        ['power-inverse', 'left ** (1 / power)', 'what is left is raised to 1 / power'],
        [
          'power-of-progress',
          '(1 - (1 - left) ** power)',
          'the progress is raised to the power, not what is left: 1 − x^power in place of (1 − x)^power',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'Math.min(update / updates, 1)',
        first: 'rate',
        remedy: 'stay at the floor after `updates`',
      },
      [
        [
          'size-of-what-is-left',
          'Math.min(update / updates, 1)',
          'it climbs again after its end: the size of what is left is taken, where nothing is left',
          {
            also: [['1 - Math.min(update / updates, 1)', 'Math.abs(1 - update / updates)']],
          },
        ],
        [
          'no-end',
          'update / updates',
          'it has no end: what is left becomes negative, so that the rate leaves the floor after the last update',
        ],
      ],
    ),
  ],
});
