import * as tf from '@tensorflow/tfjs';
import { shown } from '../shared/errors.ts';
import { called, handOver } from './argument.ts';
import { plainInstruments, type Instruments } from './instruments.ts';
import { pathFrom } from './path.ts';
import type { Facts, FunctionInput, FunctionProbe, Observation } from './probe.ts';
import { givenOf } from './given.ts';
import { gradientTasks } from './gradient-tasks.ts';
import { thrown } from './thrown.ts';
import { Weights } from './weights.ts';

/** A penalty as a function, or as tfjs has it: an object with `apply`. */
type Penalty = ((w: tf.Tensor) => tf.Tensor) | { apply(w: tf.Tensor): tf.Tensor };

type Gradient = (w: tf.Tensor) => tf.Tensor;

/** A penalty's value and behind it its gradient; `own` is the one that it brings along, written by hand. */
export type Penalized = (
  penalty: Penalty,
  own: Gradient | undefined,
  input: FunctionInput,
  facts: { -readonly [K in keyof Facts]: Facts[K] },
) => Promise<number[]>;

/**
 * The values of a function at a probe's inputs: of a schedule the rates, of a regularizer the penalty and behind it its
 * gradient, of a gradient function what it gives for the examiner's task, of a plain function its result. What it throws
 * ends the probe.
 * @param penalized how a penalty is looked at; default: on tensors
 */
export async function observeFunction(
  exported: unknown,
  make: (options: object) => unknown,
  {
    id,
    kind,
    options,
    synonyms = [],
    optional = [],
    inOrder,
    leftOut = false,
    inputs,
  }: FunctionProbe,
  penalized: Penalized = onTensors(plainInstruments),
): Promise<Observation> {
  const rows: number[][] = [];
  const facts: { -readonly [K in keyof Facts]: Facts[K] } = {};
  const seen = (rest: Partial<Observation> = {}): Observation => ({
    id,
    path: pathFrom(rows),
    facts,
    ...rest,
  });
  try {
    if (kind === 'schedule') {
      const reads = new Set<string>();
      const several = inOrder && typeof exported === 'function' && exported.length > 1;
      const handed = inOrder?.some((one) => typeof one === 'object') === true;
      if (handed && !several) return seen({ skipped: 'it takes options, and no schedule in them' });
      const made: unknown = several
        ? Reflect.apply(
            exported,
            null,
            inOrder.map((one) => handOver(one)),
          )
        : madeWithout([synonyms, [...synonyms, ...optional]], make, options, reads);
      if (typeof made !== 'function') facts.instead = { of: 'making', is: givenOf(made) };
      const rate = made as (update: number) => number;
      for (const { values } of inputs) {
        rows.push(
          values.map((update) => {
            const given: unknown = rate(update);
            if (typeof given !== 'number') facts.instead = { of: 'result', is: givenOf(given) };
            return numeric(given);
          }),
        );
      }
      if (!reads.has(everything)) facts.read = [...reads];
      // What is not given to the power 0 is 1: one rate without a number is enough.
      if (leftOut && rows.flat().some(Number.isNaN)) throw new Error('no default');
      if (handed && rows.flat().every(Number.isNaN)) {
        rows.length = 0;
        return seen({ skipped: 'what follows must be a number, it takes no schedule' });
      }
    } else if (kind === 'regularizer') {
      const penalty = make({ ...options }) as Penalty;
      if (!isPenalty(penalty)) facts.instead = { of: 'making', is: givenOf(penalty) };
      const own = ownGradient(exported, options);
      for (const input of inputs) {
        rows.push(await penalized(penalty, own, input, facts));
      }
      if (leftOut && rows.flat().every(Number.isNaN)) throw new Error('no default');
    } else if (kind === 'function') {
      for (const { args = [], take } of inputs) {
        const { rows: given, touched, is } = called(exported, args, take);
        rows.push(...given);
        if (is !== undefined) facts.instead = { of: 'result', is };
        if (touched) facts.touched = 'changed';
      }
    } else {
      const gradient = exported as (f: (x: number[]) => number, x: number[]) => ArrayLike<number>;
      for (const { values, of = '' } of inputs) {
        const { f } = gradientTasks[of] as (typeof gradientTasks)[string];
        const x = [...values];
        const given = gradient((at) => f(at), x);
        if (!isList(given)) facts.instead = { of: 'result', is: givenOf(given) };
        rows.push(Array.from(given, numeric));
        if (x.some((value, i) => value !== values[i])) facts.touched = 'changed';
      }
    }
    return seen();
  } catch (error) {
    if (leftOut) {
      rows.length = 0;
      return seen({ skipped: 'it has no default for an option that is left out' });
    }
    return seen({ thrown: { ...thrown(error), update: rows.length } });
  }
}

/**
 * Who refuses what it does not know (a second name, an option that may be left out) is made without it.
 * @param reads learns the names that it asks for, or that it takes everything
 */
function madeWithout(
  [some, ...more]: readonly (readonly string[])[],
  make: (options: object) => unknown,
  options: object,
  reads: Set<string>,
): unknown {
  try {
    return make(watched(options, reads));
  } catch (error) {
    if (some === undefined) throw error;
    const own = Object.entries(options).filter(([name]) => !some.includes(name));
    return madeWithout(more, make, Object.fromEntries(own), reads);
  }
}

/** Stands among names that were read where all were taken at once. */
const everything = '...';

/** A copy of the options that notes which of them are asked for. */
function watched(options: object, reads: Set<string>): object {
  return new Proxy(
    { ...options },
    {
      get(all, name) {
        if (typeof name === 'string') reads.add(name);
        return Reflect.get(all, name) as unknown;
      },
      ownKeys(all) {
        reads.add(everything);
        return Reflect.ownKeys(all);
      },
    },
  );
}

const isPenalty = (made: unknown): boolean =>
  typeof made === 'function' || typeof (made as { apply?: unknown } | null)?.apply === 'function';

const isList = (given: unknown): boolean => Array.isArray(given) || ArrayBuffer.isView(given);

/** A number as it is; anything else is not a number. */
const numeric = (value: unknown): number => (typeof value === 'number' ? value : NaN);

/** The gradient that a penalty of downhill's form brings along, written by hand. */
function ownGradient(exported: unknown, options: object): Gradient | undefined {
  const { defaults, gradient } = exported as { defaults?: object; gradient?: unknown };
  if (typeof gradient !== 'function') return undefined;
  const all = Object.entries({ ...defaults, ...options });
  const known = Object.fromEntries(all.filter(([name]) => name in (defaults ?? options)));
  return (w) => (gradient as (w: tf.Tensor, options: object) => tf.Tensor)(w, known);
}

/** A penalty on tensors: its gradient is the one that it brings along, else that of tfjs. */
export function onTensors({ read }: Instruments): Penalized {
  return async (penalty, own, { values, shape }, facts) => {
    const apply = (w: tf.Tensor) => {
      const found: unknown = typeof penalty === 'function' ? penalty(w) : penalty.apply(w);
      if (givenOf(found) !== 'tensor') facts.instead = { of: 'result', is: givenOf(found) };
      return found as tf.Scalar;
    };
    const w = tf.tensor([...values], [...(shape ?? [values.length])], 'float32');
    try {
      const { value, grad } = tf.tidy(() => {
        const { value, grad } = tf.valueAndGrad(apply)(w);
        return { value, grad: own === undefined ? grad : given('gradient', own(w)) };
      });
      const row = [...((await read(value)) ?? []), ...((await read(grad)) ?? [])];
      tf.dispose([value, grad]);
      if (w.isDisposed) facts.touched = 'disposed';
      return row;
    } finally {
      w.dispose();
    }
  };
}

/** A penalty on arrays of doubles. It cannot see whether tfjs would find a gradient of the value. */
export const inDoubles: Penalized = async (penalty, own, { values, shape }) => {
  const row = (what: string, f: unknown) => {
    const w = new Weights(values, shape);
    const found = given(what, (f as (w: Weights) => unknown)(w));
    return (found as Weights).values;
  };
  return [...row('penalty', penalty), ...row('gradient', own)];
};

/** What a function of a penalty gave, which has to be an array. */
function given<T>(what: string, found: T): T {
  if (Array.isArray((found as { shape?: unknown } | undefined)?.shape)) return found;
  throw new TypeError(`${what} must return an array made from w, got ${shown(found)}`);
}
