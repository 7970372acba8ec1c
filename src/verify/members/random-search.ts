import { random } from '../../shared/random.ts';
import type { Argument } from '../argument.ts';
import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

interface Given {
  readonly steps: number;
  readonly size: number;
  readonly normals: { readonly seed: number };
}

/** The height that is handed in: a bowl that is steeper in each direction than in the one before. */
const bowl = (w: readonly number[]) => w.reduce((sum, x, i) => sum + (i + 1) * x * x, 0);

const call = (start: readonly number[], steps: number, size: number, seed: number): Argument[] => [
  // One at the start, and one for each step.
  { handed: 'height', seed: 0, calls: steps + 1 },
  start,
  { steps, size, normals: { handed: 'normals', seed } },
];

/** What is known of the search that asks for heights alone. */
export const randomSearch = plainFunction({
  name: 'randomSearch',
  aliases: ['randomlocalsearch', 'localsearch', 'hillclimbing'],
  room: 'minimizers',
  scenarios: (draw) => {
    const seed = () => Math.floor(1e6 * draw.uniform());
    const place = (length: number) => Array.from({ length }, () => 1 + draw.uniform());
    const several = (count: number, length: number, steps: number, size: number) =>
      Array.from({ length: count }, () => call(place(length), steps, size, seed()));
    return [
      { id: 'one-step', about: 'a single step, uphill or downhill', calls: several(8, 2, 1, 0.3) },
      { id: 'a-few', about: 'a few steps with three weights', calls: several(4, 3, 6, 0.4) },
      { id: 'long', about: 'sixty steps', calls: several(3, 4, 60, 0.2) },
      { id: 'many-weights', about: 'ten weights, short steps', calls: several(2, 10, 25, 0.05) },
      {
        id: 'at-the-bottom',
        about: 'no step at all, and a start from which all ways lead up',
        calls: [call(place(2), 0, 0.5, seed()), call([0, 0], 5, 0.5, seed())],
      },
    ];
  },
  // The stations of the way, of which the last counts.
  textbook: ([, start, { steps, size, normals }]: readonly [unknown, readonly number[], Given]) => {
    const stream = random(normals.seed);
    const stations = [start];
    for (let left = steps; left > 0; left--) {
      const here = stations.at(-1) as readonly number[];
      const there = here.slice();
      for (const [i, x] of here.entries()) there[i] = x + stream.normal() * size;
      if (bowl(there) - bowl(here) < 0) stations.push(there);
    }
    return stations.at(-1);
  },
  twists: [
    [
      'from-the-last-tried',
      'every step is taken from the last place that was tried, lower or not: that is a random walk',
      'step from the best place so far',
      ([, start, { steps, size, normals }]: readonly [unknown, readonly number[], Given]) => {
        const stream = random(normals.seed);
        let [here, best] = [start, start];
        for (let left = steps; left > 0; left--) {
          here = here.map((x) => x + stream.normal() * size);
          if (bowl(here) < bowl(best)) best = here;
        }
        return best;
      },
    ],
  ],
  mutants: [
    ...mutantsAt(
      {
        find: 'if (found < lowest) [best, lowest] = [place, found];',
        first: 'move',
        remedy:
          'where the place is lower than the lowest so far, keep both: the place and its height',
      },
      [
        [
          'always-moves',
          '[best, lowest] = [place, found];',
          'it moves whether the place is lower or not',
        ],
        [
          'moves-up',
          'if (found > lowest) [best, lowest] = [place, found];',
          'it keeps what is higher',
        ],
        [
          'height-not-kept',
          'if (found < lowest) best = place;',
          'it compares with the height of the start for ever, so that it climbs again on the way',
        ],
        [
          'place-not-kept',
          'if (found < lowest) lowest = found;',
          'it keeps the lower height and not its place',
        ],
        [
          'stops-at-first',
          'if (found < lowest) return place;',
          'it ends at the first place that is lower',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'best.map((w, i) => w + size * (way[i] as number))',
        first: 'place',
        remedy: 'the place is best + size · way, weight by weight',
      },
      [
        [
          'from-the-start',
          'start.map((w, i) => w + size * (way[i] as number))',
          'every step is taken from the start, not from the best place so far',
        ],
        ['size-left-out', 'best.map((w, i) => w + way[i])', 'the size is left out'],
        ['size-squared', 'best.map((w, i) => w + size * size * way[i])', 'the size counts twice'],
        [
          'size-halved',
          'best.map((w, i) => w + 0.5 * size * way[i])',
          'the steps are half as long as they should be',
        ],
        [
          'step-for-place',
          'best.map((_, i) => size * way[i])',
          'the step alone is taken for the place: that is drawing anywhere around zero',
        ],
        [
          'backwards',
          'best.map((w, i) => w - size * way[i])',
          'it steps the other way: as good a search, but with these normals not the same one',
        ],
        [
          'unit-length',
          'best.map((w, i) => w + (size * way[i]) / Math.hypot(...way))',
          'the direction is brought to length 1',
        ],
        [
          'over-root-of-n',
          'best.map((w, i) => w + (size * way[i]) / Math.sqrt(way.length))',
          'the step is divided by the root of the number of weights',
        ],
        [
          'one-for-all',
          'best.map((w) => w + size * way[0])',
          'all weights are moved by the same number',
        ],
        [
          'only-first',
          'best.map((w, i) => (i === 0 ? w + size * way[0] : w))',
          'only the first weight is moved',
        ],
        [
          'multiplied',
          'best.map((w, i) => w * (1 + size * way[i]))',
          'the step is a share of each weight, so that a weight of 0 never moves',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'const way = normals(start.length);',
        first: 'way',
        remedy: 'ask for as many normals as there are weights, anew for every step',
      },
      [
        [
          'one-normal-for-all',
          'const [one] = normals(1); const way = start.map(() => one);',
          'one normal is drawn for all weights together',
        ],
        [
          'same-way',
          '',
          'it tries the same direction at every step',
          {
            also: [
              [
                'let lowest = height(best);',
                'let lowest = height(best); const way = normals(start.length);',
              ],
            ],
          },
        ],
        [
          'drawn-twice',
          'normals(start.length); const way = normals(start.length);',
          'two directions are drawn for each step, and the first is thrown away',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'let lowest = height(best);',
        first: 'lowest',
        remedy: 'ask for the height of the start before the first step',
      },
      [
        [
          'start-not-asked',
          'let lowest = Infinity;',
          'it does not know how high the start is, so that it takes the first step wherever that leads',
        ],
        [
          'lowest-from-zero',
          'let lowest = 0;',
          'it compares with a height of 0, below which nothing lies, and never moves',
        ],
      ],
    ),
    ...mutantsAt(
      { find: 'step < steps', first: 'count', remedy: 'try `steps` places after the start' },
      [
        ['one-too-few', 'step < steps - 1', 'it tries one place too few'],
        ['one-too-many', 'step <= steps', 'it tries one place too many'],
      ],
    ),
    ...mutantsAt({ find: 'return best;', first: 'result', remedy: 'return the best place' }, [
      [
        'last-returned',
        'return last;',
        'it gives the last place that was tried, not the best',
        {
          also: [
            ['let best = [...start];', 'let best = [...start]; let last = best;'],
            ['const found = height(place);', 'last = place; const found = height(place);'],
          ],
        },
      ],
      ['height-returned', 'return [lowest];', 'it gives the height, not the place'],
    ]),
  ],
});
