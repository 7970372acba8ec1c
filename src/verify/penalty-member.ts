import { numericGradient } from '../gradients/numeric-gradient.ts';
import type { Elementwise, Float64 } from '../rules/index.ts';
import { random, type Random } from '../shared/random.ts';
import type { FunctionBuiltin, FunctionMember, Rows, Twist } from './function-member.ts';
import type { Mutant } from './mutant.ts';
import type { FunctionProbe } from './probe.ts';
import { Weights } from './weights.ts';

/** The strengths of a penalty; one that it has not is 0. */
export interface Strengths {
  readonly l1: number;
  readonly l2: number;
  readonly strength: number;
}

/** A penalty in plain numbers, from the weights row by row. */
export type PlainPenalty = (
  w: readonly number[],
  strengths: Strengths,
  shape: readonly number[],
) => number;

/** What is known of one penalty. */
interface Written {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What it is built with in the exam. */
  readonly settings: readonly Partial<Strengths>[];
  /** Those of its options that may be left out, with what holds then. Default: none. */
  readonly optional?: Partial<Strengths>;
  readonly textbook: PlainPenalty;
  readonly builtin?: FunctionBuiltin;
  readonly mutants: readonly Mutant[];
  /** Mistakes that no edit of one line of the source makes. */
  readonly twists?: readonly Row[];
  /** Gradients written by hand that do not belong to their value: id, fault, remedy, and the slopes that they give. */
  readonly gradients?: readonly (readonly [
    id: string,
    fault: string,
    remedy: string,
    slopes: (w: readonly number[], strengths: Strengths) => readonly number[],
  ])[];
}

/** A mistake around a penalty: id, fault, remedy, the penalty that it gives, and the library that does so on purpose. */
export type Row = readonly [
  id: string,
  fault: string,
  remedy: string,
  penalty: PlainPenalty,
  library?: string,
];

/** A penalty as the library has it. */
interface Form {
  readonly defaults: Readonly<Record<string, number>>;
  readonly penalty: (w: Elementwise, options: Readonly<Record<string, number>>) => Elementwise;
}

/** Values that people write down for a strength that is not given. */
const usual = [0, 1e-5, 1e-4, 5e-4, 1e-3, 5e-3, 0.02, 0.05, 0.1, 0.5, 1];

const shapes = [[3], [2, 3], [3, 2], [1, 2, 2, 2]];

/** All that is known of a penalty, from what is its own. */
export function penaltyMember({
  name,
  aliases = [],
  settings: given,
  builtin,
  optional = {},
  textbook,
  mutants,
  twists = [],
  gradients = [],
}: Written): FunctionMember {
  // What holds where nothing is given is asked too, of who has a default.
  const settings = Object.keys(optional).length > 0 ? [...given, {}] : given;
  const rowsBy = (penalty: PlainPenalty, { options, inputs }: FunctionProbe): Rows =>
    inputs.map(({ values, shape = [] }) => {
      const value = (w: readonly number[]) =>
        penalty(w, { l1: 0, l2: 0, strength: 0, ...optional, ...options }, shape);
      return [value(values), ...numericGradient(value, values)];
    });
  return {
    kind: 'regularizer',
    name,
    aliases,
    probes: (seed) =>
      settings.flatMap((options, i) =>
        shapes.map((shape, j) => {
          const all = settings.flatMap((one) => Object.keys(one));
          const leftOut = all.some((name) => !(name in options));
          return probeOf(options, leftOut, shape, random(seed).fork(10 * i + j));
        }),
      ),
    optional,
    textbook: (probe, unread = []) => {
      const standing = Object.entries(optional).filter(([name]) => unread.includes(name));
      const options = { ...probe.options, ...Object.fromEntries(standing) };
      return rowsBy(textbook, { ...probe, options });
    },
    rows: (form, probe) => {
      const { defaults, penalty } = form as Form;
      const options = { ...defaults, ...(probe.options as Readonly<Record<string, number>>) };
      const plain: PlainPenalty = (w, _, shape) =>
        (penalty(new Weights(w, shape), options) as Float64).values[0] as number;
      return rowsBy(plain, probe);
    },
    allowed: 2e-5,
    ...(builtin && { builtin }),
    mutants,
    twists: [
      ...Object.entries(optional).flatMap(([name, right]) =>
        usual.map((value): Twist => ({
          id: `default-${name}-${value}`,
          fault: `${name} is ${value} when it is not given, not ${right}`,
          remedy: `make ${right} the default of ${name}`,
          rows: (probe) =>
            rowsBy(textbook, { ...probe, options: { [name]: value, ...probe.options } }),
        })),
      ),
      ...[...twists, ...rows(textbook)].map(([id, fault, remedy, penalty, library]): Twist => ({
        id,
        fault,
        remedy,
        rows: (probe) => rowsBy(penalty, probe),
        ...(library !== undefined && { library }),
      })),
      ...gradients.map(([id, fault, remedy, slopes]): Twist => ({
        id,
        fault: `the value is right, but ${fault}`,
        remedy,
        rows: (probe) =>
          rowsBy(textbook, probe).map(([value = NaN], i) => [
            value,
            ...slopes(probe.inputs[i]?.values ?? [], {
              l1: 0,
              l2: 0,
              strength: 0,
              ...optional,
              ...probe.options,
            }),
          ]),
      })),
      ...usualGradients.map(([id, fault, made]): Twist => ({
        id,
        fault: `the value is right, but ${fault}`,
        remedy: 'derive the gradient from the value again, or let tf.grad find it',
        rows: (probe) =>
          rowsBy(textbook, probe).map(([value = NaN, ...slopes]) => [
            value,
            ...slopes.map((slope) => made(slope, { ...optional, ...probe.options })),
          ]),
      })),
    ],
    place: (_probe, _row, column) =>
      column === 0 ? { variable: 'penalty' } : { variable: 'gradient', index: [column - 1] },
  };
}

function probeOf(
  options: Partial<Strengths>,
  leftOut: boolean,
  shape: readonly number[],
  draw: Random,
): FunctionProbe {
  const given = Object.entries(options);
  const length = shape.reduce((product, size) => product * size, 1);
  return {
    kind: 'regularizer',
    id: `${given.length > 0 ? given.map((one) => one.join('-')).join('-') : 'default'}-shape-${shape.join('x')}`,
    about: `value and gradient for a weight of shape [${shape}], ${
      given.length > 0 ? given.map((one) => one.join(' ')).join(', ') : 'no strength given'
    }`,
    options: { ...options },
    ...(leftOut && { leftOut }),
    inputs: [{ values: [...draw.normals(length)], shape }],
  };
}

/** Gradients that do not belong to their value, from the right slope of a weight. */
const usualGradients: readonly (readonly [
  id: string,
  fault: string,
  made: (slope: number, options: Partial<Strengths>) => number,
])[] = [
  ['gradient-halved', 'its gradient is half of what it should be', (slope) => 0.5 * slope],
  ['gradient-doubled', 'its gradient is twice what it should be', (slope) => 2 * slope],
  ['gradient-reversed', 'its gradient has the wrong sign', (slope) => -slope],
  ['gradient-zero', 'its gradient is 0: nothing is learnt from it', () => 0],
  ['gradient-absolute', 'its gradient has lost the sign of the weights', Math.abs],
  [
    'gradient-without-strength',
    'its gradient lacks the strength',
    (slope, { l1 = 0, l2 = 0, strength = 0 }) => slope / (l1 + l2 + strength),
  ],
];

/** Mistakes that any penalty can have. */
function rows(right: PlainPenalty): Row[] {
  return [
    [
      'mean',
      'it takes the mean over the weights, not the sum',
      'sum over all weights',
      (w, o, s) => right(w, o, s) / w.length,
    ],
    [
      'strength-missing',
      'the strength has no effect',
      'multiply by the strength',
      (w, o, s) => right(w, { ...o, l1: 1, l2: 1, strength: 1 }, s),
    ],
    [
      'strength-squared',
      'the strength is squared',
      'multiply by the strength once',
      (w, { l1, l2, strength, ...others }, s) =>
        right(w, { ...others, l1: l1 ** 2, l2: l2 ** 2, strength: strength ** 2 }, s),
    ],
    [
      'doubled',
      'the penalty is twice too large',
      'there is no factor 2',
      (w, o, s) => 2 * right(w, o, s),
    ],
    [
      'negative',
      'the penalty is negative: it rewards large weights',
      'add the penalty, do not subtract it',
      (w, o, s) => -right(w, o, s),
    ],
    [
      'half-of-it',
      'the penalty is half as large as it should be',
      'there is no factor ½',
      (w, o, s) => 0.5 * right(w, o, s),
    ],
    [
      'rooted',
      'the root of the penalty is taken',
      'leave out the root',
      (w, o, s) => Math.sqrt(right(w, o, s)),
    ],
    [
      'squared-as-a-whole',
      'the penalty is squared as a whole',
      'leave out the outer square',
      (w, o, s) => right(w, o, s) ** 2,
    ],
    [
      'half-of-mean',
      'it is divided by twice the number of weights',
      'sum over all weights, without a factor ½',
      (w, o, s) => right(w, o, s) / (2 * w.length),
    ],
    [
      'root-of-mean',
      'it takes the root of the mean',
      'sum over all weights, and leave out the root',
      (w, o, s) => {
        const { l1, l2, strength } = o;
        const size = l1 + l2 + strength;
        return size * Math.sqrt(right(w, o, s) / size / w.length);
      },
    ],
    [
      'only-above-0',
      'only weights above 0 count',
      'weights of both signs count',
      (w, o, s) =>
        right(
          w.map((one) => Math.max(one, 0)),
          o,
          s,
        ),
    ],
    [
      'mean-of-columns',
      'it takes the mean over all axes but the first, and sums only over that one',
      'sum over all weights',
      (w, o, s) => (right(w, o, s) * (s[0] ?? 1)) / w.length,
    ],
    [
      'mean-of-rows',
      'it takes the mean over the first axis, and sums only then',
      'sum over all weights',
      (w, o, s) => right(w, o, s) / (s[0] ?? 1),
    ],
    [
      'first-row-only',
      'only the first row counts (its first place along the first axis)',
      'sum over all weights',
      (w, o, s) => right(w.slice(0, w.length / (s[0] ?? 1)), o, [1, ...s.slice(1)]),
    ],
    [
      'largest-column',
      'only the column with the largest penalty counts: the sum is over the first axis alone',
      'sum over all weights',
      (w, o, s) => Math.max(...columns(w, s).map((one) => right(one, o, [one.length]))),
    ],
    [
      'largest-row',
      'only the row with the largest penalty counts: the sum is over the last axis alone',
      'sum over all weights',
      (w, o, s) => Math.max(...rowsOf(w, s).map((one) => right(one, o, [one.length]))),
    ],
    ...spared.map(([id, what, spares]): Row => [
      `${id}-spared`,
      `${what} does not count, as if it were a bias`,
      'every weight that it is handed counts: biases are weights of their own',
      (w, o, s) =>
        right(
          w.map((one, i) => (spares(i, w.length, s) ? 0 : one)),
          o,
          s,
        ),
    ]),
    ['nothing', 'the penalty is always 0', 'see its formula', () => 0],
  ];
}

/** Weights that somebody may take for biases. */
const spared: readonly (readonly [
  id: string,
  what: string,
  spares: (i: number, length: number, shape: readonly number[]) => boolean,
])[] = [
  ['first-weight', 'the first weight', (i) => i === 0],
  ['last-weight', 'the last weight', (i, length) => i === length - 1],
  [
    'first-row',
    'the first row (the first place along the first axis)',
    (i, length, [rows = 1]) => rows > 1 && i < length / rows,
  ],
  [
    'last-row',
    'the last row (the last place along the first axis)',
    (i, length, [rows = 1]) => rows > 1 && i >= length - length / rows,
  ],
  [
    'first-column',
    'the first column (the first place along the last axis)',
    (i, _length, shape) => i % (shape.at(-1) ?? 1) === 0,
  ],
  [
    'last-column',
    'the last column (the last place along the last axis)',
    (i, _length, shape) => (i + 1) % (shape.at(-1) ?? 1) === 0,
  ],
];

/** The weights of each place along all axes but the first. */
export function columns(w: readonly number[], shape: readonly number[]): number[][] {
  const length = shape.length < 2 ? 1 : w.length / (shape[0] as number);
  return Array.from({ length }, (_, column) => w.filter((_one, i) => i % length === column));
}

/** The weights of each place along all axes but the last. */
export function rowsOf(w: readonly number[], shape: readonly number[]): number[][] {
  const length = shape.at(-1) ?? 1;
  return Array.from({ length: w.length / length }, (_, row) =>
    w.slice(row * length, (row + 1) * length),
  );
}

/** The sum of f over all weights. */
export const total = (w: readonly number[], f: (x: number) => number) =>
  w.reduce((sum, x) => sum + f(x), 0);
