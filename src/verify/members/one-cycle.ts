import { mutantsAt } from '../mutant.ts';
import { scheduleMember, type Options, type Rate } from '../schedule-member.ts';

const { cos, PI } = Math;

/** The update of the peak. */
const topOf = ({ rise = 0.3, updates = NaN }: Options) => rise * updates - 1;

/** The straight line between the ends of the part of the cycle that an update is in. */
function straight(right: Rate, o: Options, update: number): number {
  const { peak = NaN, updates = NaN } = o;
  const [top, last] = [topOf(o), updates - 1];
  if (update < top) return right(0) + ((peak - right(0)) * update) / top;
  return peak + (right(last) - peak) * Math.min((update - top) / (last - top), 1);
}

/** What is known of one cycle. */
export const oneCycle = scheduleMember({
  name: 'oneCycle',
  aliases: ['onecyclelr'],
  settings: [
    { peak: 0.3, updates: 20 },
    { peak: 0.2, updates: 11 },
    { peak: 0.25, updates: 16, rise: 0.5 },
  ],
  optional: { rise: 0.3 },
  textbook:
    ({ peak = NaN, updates = NaN, rise = 0.3 }) =>
    (update) => {
      const [start, end] = [peak / 25, peak / 25e4];
      const top = rise * updates - 1;
      const half = (a: number, b: number, x: number) => (a + b) / 2 + ((a - b) / 2) * cos(PI * x);
      if (update <= top) return half(start, peak, update / top);
      return update >= updates - 1 ? end : half(peak, end, (update - top) / (updates - 1 - top));
    },
  twists: [
    [
      'climbs-straight',
      'it climbs on a straight line, where half a cosine is due',
      'half a cosine up, half a cosine down',
      (right, o) => (u) => (u < topOf(o) ? straight(right(o), o, u) : right(o)(u)),
    ],
    [
      'falls-straight',
      'it falls on a straight line, where half a cosine is due',
      'half a cosine up, half a cosine down',
      (right, o) => (u) => (u > topOf(o) ? straight(right(o), o, u) : right(o)(u)),
    ],
    [
      'fall-from-the-start',
      'the progress of the fall counts from update 0, not from the peak: the rate jumps down behind it',
      '(update − top) / (last − top)',
      (right, o) => (u) => {
        const { peak = 0, updates = 1 } = o;
        const end = peak / 25e4;
        if (u <= topOf(o) || u >= updates - 1) return right(o)(u);
        return end + ((peak - end) * (1 + cos((PI * u) / (updates - 1)))) / 2;
      },
    ],
  ],
  mutants: [
    ...mutantsAt(
      {
        find: 'const last = updates - 1;',
        first: 'last',
        remedy: 'the last update, updates − 1, has the floor',
      },
      [['ends-late', 'const last = updates;', 'it reaches its floor one update late']],
    ),
    ...mutantsAt(
      { find: 'rise * updates - 1', first: 'top', remedy: 'the peak is at rise · updates − 1' },
      [
        [
          'peaks-in-middle',
          '0.5 * updates - 1',
          'its peak comes in the middle of the cycle, not after 30 % of it',
        ],
        [
          'share-of-way',
          'rise * (updates - 1)',
          'its peak comes at rise · (updates − 1), less than an update late',
        ],
        ['peaks-late', 'rise * updates', 'its peak comes one update late'],
      ],
    ),
    ...mutantsAt(
      {
        find: 'b + ((a - b) * (1 + Math.cos(Math.PI * progress))) / 2',
        first: 'rate',
        remedy: 'half a cosine up, half a cosine down',
      },
      [
        [
          'straight',
          'b + (a - b) * (1 - progress)',
          'it goes up and down on straight lines, as with PyTorch\'s anneal_strategy "linear"',
        ],
        ['parabolas', 'b + (a - b) * (1 - progress) ** 2', 'it goes up and down along parabolas'],
      ],
    ),
    ...mutantsAt({ find: 'floor = start / 1e4', first: 'floor', remedy: 'end at start / 10 000' }, [
      [
        'ends-at-start',
        'floor = start',
        'it ends at its starting rate, not at a ten-thousandth of it',
      ],
      ['ends-at-zero', 'floor = 0', 'it ends at 0, not at a ten-thousandth of its start'],
      [
        'ends-at-share-of-peak',
        'floor = peak / 1e4',
        'it ends at peak / 10 000, not at start / 10 000',
      ],
    ]),
    ...mutantsAt({ find: 'start = peak / 25', first: 'start', remedy: 'start at peak / 25' }, [
      ['starts-at-zero', 'start = 0', 'it starts at 0, not at peak / 25'],
      ['starts-at-tenth', 'start = peak / 10', 'it starts at peak / 10, not at peak / 25'],
    ]),
  ],
});
