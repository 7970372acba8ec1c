import { random } from '../../shared/random.ts';
import type { FunctionMember, Rows } from '../function-member.ts';
import { gradientTasks, type GradientTask } from '../gradient-tasks.ts';
import { mutantsAt } from '../mutant.ts';
import type { FunctionProbe } from '../probe.ts';

const abouts: Readonly<Record<string, string>> = {
  line: 'a plane: a slope of its own in every direction',
  bowl: 'a curved bowl',
  coupled: 'directions that depend on each other',
  wave: 'a wavy function',
  steep: 'a steep function',
  tied: 'directions that depend on each other, close to 0',
};

type Gradient = (f: GradientTask['f'], x: readonly number[]) => number[];

const rowsBy = (gradient: (task: GradientTask, x: readonly number[]) => number[]) => {
  return (probe: FunctionProbe): Rows =>
    probe.inputs.map(({ of = '', values }) => gradient(gradientTasks[of] as GradientTask, values));
};

const slopes = rowsBy(({ gradient }, x) => gradient(x));

const step = 'h * Math.max(1, Math.abs(value))';
const rise = 'f(x.with(i, value + step)) - f(x.with(i, value - step))';
const both =
  'take the difference of both sides, (f(x + h) − f(x − h)) / 2h: its error shrinks with h², not with h';

/** What is known of `(f, x) => gradient` by differences. */
export const numericGradient: FunctionMember = {
  kind: 'gradient',
  name: 'numericGradient',
  aliases: ['gradient', 'numericalgradient', 'numgrad'],
  probes: (seed) =>
    Object.keys(gradientTasks).map((of, i) => {
      const draw = random(seed).fork(i);
      return {
        kind: 'gradient',
        id: of,
        about: abouts[of] as string,
        options: {},
        // A step that is a share of x is no step at 0.
        inputs: [...[4, 1, 3].map((length) => [...draw.normals(length)]), [0, 0.5]].map(
          (values) => ({ of, values: of === 'tied' ? values.map((one) => one / 1000) : values }),
        ),
      };
    }),
  optional: {},
  textbook: slopes,
  rows: (form, probe) => rowsBy(({ f }, x) => (form as Gradient)(f, x))(probe),
  allowed: 1e-5,
  mutants: [
    ...[1e-1, 1e-2, 1e-3, 1e-4, 1e-5].flatMap((h) =>
      mutantsAt({ find: step, first: 'step', remedy: both }, [
        [
          `one-sided-${h}`,
          `${h}`,
          `it takes a difference to one side, with h = ${h}`,
          {
            also: [
              ['f(x.with(i, value - step))', 'f([...x])'],
              ['(2 * step)', 'step'],
            ],
          },
        ],
        [
          `one-sided-in-proportion-${h}`,
          `${h} * Math.max(1, Math.abs(value))`,
          `it takes a difference to one side, with h = ${h} for coordinates up to 1 and a step in proportion beyond`,
          {
            also: [
              ['f(x.with(i, value - step))', 'f([...x])'],
              ['(2 * step)', 'step'],
            ],
          },
        ],
        [
          `backward-in-proportion-${h}`,
          `${h} * Math.max(1, Math.abs(value))`,
          `it takes a difference to the lower side, with h = ${h} for coordinates up to 1 and a step in proportion beyond`,
          {
            also: [
              ['f(x.with(i, value + step))', 'f([...x])'],
              ['(2 * step)', 'step'],
            ],
          },
        ],
        [
          `backward-${h}`,
          `${h}`,
          `it takes a difference to the lower side, with h = ${h}`,
          {
            also: [
              ['f(x.with(i, value + step))', 'f([...x])'],
              ['(2 * step)', 'step'],
            ],
          },
        ],
      ]),
    ),
    ...[1e-16, 1e-15, 1e-14, 1e-13, 1e-12, 1e-11].flatMap((h) =>
      mutantsAt({ find: step, first: 'step', remedy: 'take h near 1e-5 in doubles' }, [
        [
          `short-step-${h}`,
          `${h}`,
          `the step h = ${h} is too short: the difference is lost in rounding`,
        ],
        [
          `short-step-in-proportion-${h}`,
          `${h} * Math.max(1, Math.abs(value))`,
          `the step h = ${h} is too short: the difference is lost in rounding`,
        ],
        [
          `short-one-sided-step-${h}`,
          `${h}`,
          `the step h = ${h}, to one side, is too short: the difference is lost in rounding`,
          {
            also: [
              ['f(x.with(i, value - step))', 'f([...x])'],
              ['(2 * step)', 'step'],
            ],
          },
        ],
      ]),
    ),
    // A shorter one is right within what is allowed.
    ...mutantsAt({ find: step, first: 'step', remedy: 'take h near 1e-5 in doubles' }, [
      ...[1, 0.5, 0.1, 0.05, 0.01].map(
        (h) => [`long-step-${h}`, `${h}`, `the step h = ${h} is too long`] as const,
      ),
      ...[1, 0.5, 0.1, 0.05, 0.01, 1e-3].map(
        (h) =>
          [
            `long-step-in-proportion-${h}`,
            `${h} * Math.max(1, Math.abs(value))`,
            `the step h = ${h} is too long`,
          ] as const,
      ),
    ]),
    ...mutantsAt(
      {
        find: 'rise / (2 * step)',
        first: 'slope',
        remedy: 'divide by 2h, the whole way between the two points',
      },
      [
        [
          'divided-by-h',
          'rise / step',
          'the rise over 2h is divided by h: every slope is twice too large',
        ],
        [
          'divided-by-h-alone',
          'rise / (2 * h)',
          'it is divided by 2h, although the step of a large coordinate is longer than h',
          { remedy: 'divide by the way that was gone, twice the step of this coordinate' },
        ],
        ['halved', 'rise / (4 * step)', 'every slope is half of what it should be'],
        ['absolute', 'Math.abs(rise) / (2 * step)', 'slopes have lost their sign'],
        ['undivided', 'rise', 'the rise is not divided by the way (h = 1e-5)'],
        [
          'first-only',
          '(i === 0 ? rise / (2 * step) : 0)',
          'only the first coordinate has a slope',
          { remedy: 'go through all coordinates' },
        ],
        [
          'last-missing',
          '(i === x.length - 1 ? 0 : rise / (2 * step))',
          'the last coordinate has no slope',
          { remedy: 'go through all coordinates' },
        ],
        [
          'zero',
          '0 * rise',
          'every slope is zero',
          { remedy: 'a step that vanishes beside x gives no rise' },
        ],
      ],
    ),
    ...mutantsAt(
      { find: step, first: 'step', remedy: 'take h near 1e-5, and not as a share of x alone' },
      [
        [
          'relative-step',
          'h * Math.abs(value)',
          'the step is a share of x, so that it is 0 where x is 0, and the slope no number',
        ],
      ],
    ),
    ...mutantsAt({ find: rise, first: 'rise', remedy: 'take f above minus f below' }, [
      [
        'negative',
        'f(x.with(i, value - step)) - f(x.with(i, value + step))',
        'the sign is reversed',
      ],
      [
        'same-for-all',
        'f(x.map((one) => one + step)) - f(x.map((one) => one - step))',
        'all coordinates are moved at once, so that each gets the sum of all slopes',
        { remedy: 'move one coordinate at a time' },
      ],
    ]),
  ],
  twists: [
    {
      id: 'unit-length',
      fault: 'the gradient is brought to length 1: only its direction is right',
      remedy: 'give the slopes as they are',
      rows: (probe) =>
        slopes(probe).map((row) => row.map((slope) => slope / (Math.hypot(...row) || 1))),
    },
    {
      id: 'backwards',
      fault: 'the slopes are right, but the list is the wrong way round',
      remedy: 'give the slopes in the order of the coordinates',
      rows: (probe) => slopes(probe).map((row) => row.toReversed()),
    },
    {
      id: 'ascending',
      fault: 'the slopes are right, but they are sorted by size',
      remedy: 'give the slopes in the order of the coordinates',
      rows: (probe) => slopes(probe).map((row) => row.toSorted((a, b) => a - b)),
    },
  ],
  place: (_probe, row, column) => ({ variable: `x${row === 0 ? '' : row + 1}`, index: [column] }),
};
