import { solveSymmetric } from '../minimizers/solve-symmetric.ts';
import { Float64 } from '../rules/float64.ts';
import { asSchedule } from '../schedules/schedule.ts';
import { random } from '../shared/random.ts';
import { givenOf, type Instead } from './given.ts';
import { gradientTasks } from './gradient-tasks.ts';
import { Weights } from './weights.ts';

/** What a function is called with, as plain JSON. */
export type Argument =
  | number
  | string
  | boolean
  | readonly Argument[]
  | { readonly [name: string]: Argument }
  | Handed
  | Elements;

/** Numbers that are handed in as an array of the algebra that rules are written in. */
export interface Elements {
  readonly elements: readonly number[];
}

/** A function that is handed in, which JSON cannot carry: its name and, where it draws, its seed. */
export interface Handed {
  readonly handed: keyof typeof handed;
  readonly seed: number;
  /** How often it may be called, where its calls are the price; it throws when it is called once more. */
  readonly calls?: number;
}

/** Functions that can be handed in. Those that draw go on where they were at each call. */
const handed = {
  /** A schedule that falls on a straight line; of none of the library's, which would be taken for the file's work. */
  falling: () =>
    asSchedule({ schedule: 'falling', ...fall }, (update) => {
      const done = Math.min(update / fall.updates, 1);
      return fall.peak * (1 - done) + fall.floor * done;
    }),
  /** A surface with a slope of its own in every direction, whose heights are asked for. */
  height: () => (w: readonly number[]) => (gradientTasks['bowl'] as { f: Height }).f(w),
  /** `length` standard normals. */
  normals: (seed: number) => {
    const stream = random(seed);
    return (length: number) => Array.from({ length }, () => stream.normal());
  },
  /** The numbers 0 to `length` - 1 in random order. */
  permutation: (seed: number) => {
    const stream = random(seed);
    return (length: number) => stream.permutation(length);
  },
  /** Takes a symmetric matrix and a list b, and gives the x with matrix · x = b. */
  solve: () => (matrix: readonly (readonly number[])[], b: readonly number[]) =>
    Array.from(solveSymmetric(matrix, b, 1e-12)?.x ?? []),
};
/** Where the falling schedule begins and ends. */
export const fall = { peak: 0.3, updates: 12, floor: 0.06 };

type Height = (w: readonly number[]) => number;

/**
 * An argument as it is handed over: a copy that may be kept and changed, with its functions made anew.
 * @param free whether its functions may be called at will
 */
export function handOver(argument: Argument, free = false): unknown {
  if (typeof argument !== 'object') return argument;
  if (Array.isArray(argument)) return argument.map((one) => handOver(one as Argument, free));
  if ('handed' in argument) {
    const { handed: name, seed, calls } = argument as Handed;
    const given = handed[name](seed) as (...args: unknown[]) => unknown;
    return calls === undefined || free ? given : atMostCalled(name, given, calls);
  }
  if ('elements' in argument) return new Weights((argument as Elements).elements);
  const entries = Object.entries(argument as { readonly [name: string]: Argument });
  return Object.fromEntries(entries.map(([name, one]) => [name, handOver(one, free)]));
}

function atMostCalled(name: string, given: (...args: unknown[]) => unknown, calls: number) {
  let left = calls;
  return (...args: unknown[]) => {
    left -= 1;
    if (left >= 0) return given(...args);
    const enough = calls === 1 ? 'one call is' : `${calls} calls are`;
    throw new Error(`${name} is called once more than it takes: ${enough} enough here`);
  };
}

/**
 * All numbers of what a function gave, one behind the other: of lists and arrays in their order, of objects by the names of their
 * entries. What is none of these, and no number, is NaN.
 */
export function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.flatMap(numbersOf);
  if (value instanceof Float64) return [...value.values];
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)].flatMap(numbersOf);
  if (typeof value !== 'object' || value === null) return [NaN];
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.flatMap(([, one]) => numbersOf(one));
}

/**
 * A function called with the arguments of a probe: the numbers that it gives as one row; of an iterator that it gives,
 * or of a function, the first `take` results, a row for each.
 * @param free whether functions among the arguments may be called at will
 */
export function called(
  form: unknown,
  args: readonly Argument[],
  take: number | undefined,
  free = false,
): {
  readonly rows: number[][];
  readonly touched: boolean;
  /** What came in the place of numbers or of what gives them. */
  readonly is?: Instead['is'];
} {
  const given = args.map((one) => handOver(one, free));
  const result = (form as (...args: readonly unknown[]) => unknown)(...given);
  const is = givenOf(result);
  const touched = () => JSON.stringify(given) !== JSON.stringify(args.map((one) => handOver(one)));
  // An array of the algebra is no tensor, and numbers are looked for in anything else.
  if ((take === undefined ? noResult : noSource).includes(is)) {
    return { rows: [[NaN]], touched: touched(), is };
  }
  const rows = take === undefined ? [numbersOf(result)] : first(take, result).map(numbersOf);
  return { rows, touched: touched() };
}

/** What holds no numbers, and what gives none when it is asked again. */
const noResult: readonly Instead['is'][] = ['nothing', 'text', 'tensor', 'promise', 'function'];
const noSource: readonly Instead['is'][] = [
  'nothing',
  'number',
  'text',
  'list',
  'tensor',
  'promise',
];

function first(take: number, result: unknown): unknown[] {
  const next =
    typeof result === 'function'
      ? (result as () => unknown)
      : () => (result as Iterator<unknown>).next().value;
  return Array.from({ length: take }, next);
}
