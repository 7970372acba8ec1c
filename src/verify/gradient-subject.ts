import { random } from '../shared/random.ts';
import { gradientTasks, type GradientTask } from './gradient-tasks.ts';
import type { FunctionProbe } from './probe.ts';
import type { FunctionSubject, Twist } from './function-subject.ts';

const abouts: Readonly<Record<string, string>> = {
  line: 'a plane: a slope of its own in every direction',
  bowl: 'a curved bowl',
  coupled: 'directions that depend on each other',
  wave: 'a wavy function',
  steep: 'a steep function',
};

type Gradient = (task: GradientTask, x: readonly number[]) => number[];

const rise = (
  f: GradientTask['f'],
  x: readonly number[],
  i: number,
  above: number,
  below: number,
) => f(x.with(i, (x[i] as number) + above)) - f(x.with(i, (x[i] as number) - below));

/** Mistakes in numeric gradients, each as the gradient that it gives. */
const mistakes: readonly (readonly [string, string, string, Gradient])[] = [
  ...[1e-1, 1e-2, 1e-3, 1e-4, 1e-5].flatMap((h) => [
    [
      `one-sided-${h}`,
      `it takes a difference to one side, with h = ${h}`,
      'take the difference of both sides, (f(x + h) − f(x − h)) / 2h: its error shrinks with h², not with h',
      ({ f }: GradientTask, x: readonly number[]) => x.map((_, i) => rise(f, x, i, h, 0) / h),
    ] as const,
    [
      `backward-${h}`,
      `it takes a difference to the lower side, with h = ${h}`,
      'take the difference of both sides, (f(x + h) − f(x − h)) / 2h',
      ({ f }: GradientTask, x: readonly number[]) => x.map((_, i) => rise(f, x, i, 0, h) / h),
    ] as const,
    [
      `long-step-${h}`,
      `the step h = ${h} is too long`,
      'take h near 1e-5 in doubles',
      ({ f }: GradientTask, x: readonly number[]) => x.map((_, i) => rise(f, x, i, h, h) / (2 * h)),
    ] as const,
  ]),
  [
    'divided-by-h',
    'the rise over 2h is divided by h: every slope is twice too large',
    'divide by 2h, the whole way between the two points',
    ({ gradient }, x) => gradient(x).map((slope) => 2 * slope),
  ],
  [
    'halved',
    'every slope is half of what it should be',
    'divide by the way between the two points',
    ({ gradient }, x) => gradient(x).map((slope) => slope / 2),
  ],
  [
    'negative',
    'the sign is reversed',
    'take f above minus f below',
    ({ gradient }, x) => gradient(x).map((slope) => -slope),
  ],
  [
    'first-only',
    'only the first coordinate has a slope',
    'go through all coordinates',
    ({ gradient }, x) => gradient(x).map((slope, i) => (i === 0 ? slope : 0)),
  ],
  [
    'last-missing',
    'the last coordinate has no slope',
    'go through all coordinates',
    ({ gradient }, x) => gradient(x).map((slope, i) => (i === x.length - 1 ? 0 : slope)),
  ],
  [
    'same-for-all',
    'all coordinates get the slope of moving all at once',
    'move one coordinate at a time',
    ({ gradient }, x) => {
      const sum = gradient(x).reduce((total, slope) => total + slope, 0);
      return x.map(() => sum);
    },
  ],
  [
    'zero',
    'every slope is zero',
    'a step that vanishes beside x gives no rise',
    (_, x) => x.map(() => 0),
  ],
  [
    'undivided',
    'the rise is not divided by the way (h = 1e-5)',
    'divide by 2h',
    ({ f }, x) => x.map((_, i) => rise(f, x, i, 1e-5, 1e-5)),
  ],
];

/** The exam of `(f, x) => gradient`. */
export function gradientSubject(member: string, seed: number): FunctionSubject {
  const probes = Object.keys(gradientTasks).map((of, i): FunctionProbe => {
    const draw = random(seed).fork(i);
    return {
      kind: 'gradient',
      id: of,
      about: abouts[of] as string,
      options: {},
      inputs: [4, 1, 3].map((length) => ({ of, values: [...draw.normals(length)] })),
    };
  });
  const rowsBy = (gradient: Gradient) => (probe: FunctionProbe) =>
    probe.inputs.map(({ of = '', values }) => gradient(gradientTasks[of] as GradientTask, values));
  return {
    probes,
    member,
    allowed: 1e-5,
    rows: rowsBy((task, x) => task.gradient(x)),
    twists: mistakes.map(([id, fault, remedy, gradient]): Twist => ({
      id,
      fault,
      remedy,
      rows: rowsBy(gradient),
    })),
    place: (_probe, row, column) => ({ variable: `x${row === 0 ? '' : row + 1}`, index: [column] }),
  };
}
