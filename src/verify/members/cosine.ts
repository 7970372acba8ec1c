import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

const { PI, sin } = Math;
const half = '((peak - floor) * (1 + Math.cos(Math.PI * progress))) / 2';

/** What is known of cosine decay. */
export const cosine = scheduleMember({
  name: 'cosine',
  aliases: ['cosinedecay', 'cosineannealing'],
  settings: [
    { peak: 0.3, updates: 20, floor: 0.05 },
    { peak: 0.2, updates: 7, floor: 0 },
  ],
  // The other half-angle formula: cos² = 1 − sin².
  textbook:
    ({ peak = NaN, updates = NaN, floor = 0 }) =>
    (update) =>
      update >= updates ? floor : peak - (peak - floor) * sin((PI * update) / (2 * updates)) ** 2,
  mutants: [
    ...mutantsAt(
      {
        find: 'Math.min(update / updates, 1)',
        first: 'progress',
        remedy: 'stay at the floor after `updates`',
      },
      [
        [
          'rises-again',
          'update / updates',
          'it rises again after its end',
          { library: "PyTorch's CosineAnnealingLR" },
        ],
        ['restarts', '(update % updates) / updates', 'it starts again at the peak after its end'],
      ],
    ),
    ...mutantsAt({ find: half, first: 'rate', remedy: 'cos(π · progress), from 1 to −1' }, [
      [
        'half-missing',
        '(peak - floor) * (1 + Math.cos(Math.PI * progress))',
        'the factor ½ is missing: it starts at twice the peak',
        { remedy: '(1 + cos(π · progress)) / 2' },
      ],
      [
        'quarter',
        '(peak - floor) * Math.cos((Math.PI / 2) * progress)',
        'it takes a quarter of a wave, not half of one',
      ],
      [
        'degrees',
        '((peak - floor) * (1 + Math.cos(180 * progress))) / 2',
        'the angle is in degrees: Math.cos takes radians',
        { remedy: 'cos(π · progress)' },
      ],
      [
        'one-missing',
        '(peak - floor) * Math.cos(Math.PI * progress)',
        'the 1 and the ½ are missing: the cosine alone goes from 1 to −1',
        { remedy: '(1 + cos(π · progress)) / 2' },
      ],
      [
        'sum-of-ends',
        '((peak + floor) * (1 + Math.cos(Math.PI * progress))) / 2',
        'the height is peak + floor, not peak − floor',
        { remedy: 'go from the peak to the floor' },
      ],
      [
        'pi-missing',
        '((peak - floor) * (1 + Math.cos(progress))) / 2',
        'π is missing',
        { remedy: 'cos(π · progress)' },
      ],
      [
        'whole-wave',
        '((peak - floor) * (1 + Math.cos(2 * Math.PI * progress))) / 2',
        'it goes through a whole wave and ends at the peak',
        { remedy: 'cos(π · progress)' },
      ],
      [
        'upside-down',
        '((peak - floor) * (1 - Math.cos(Math.PI * progress))) / 2',
        'it rises from the floor to the peak',
        { remedy: '1 + cos, not 1 − cos' },
      ],
      [
        'linear',
        '(peak - floor) * (1 - progress)',
        'this is a straight line',
        { remedy: 'half a cosine from peak to floor' },
      ],
      [
        'polynomial',
        '(peak - floor) * (1 - progress) ** 2',
        'this is a parabola',
        { remedy: 'half a cosine from peak to floor' },
      ],
    ]),
  ],
});
