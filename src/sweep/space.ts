import type { OptimizerSpec } from '../optimizers/index.ts';
import { shown, UsageError } from '../shared/errors.ts';

/** An option that a study tries values for. */
export type Dimension = Range | Choice;

/** Any number between two, evenly in its logarithm or in itself. */
export interface Range {
  readonly kind: 'log' | 'linear';
  /** Where the option stands: `weightDecay`, `learningRate.peak`. */
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/** One of a few values, numbers or other plain data. */
export interface Choice {
  readonly kind: 'choice';
  readonly name: string;
  readonly values: readonly unknown[];
}

/** A value for each dimension, by their names. */
export type Setting = Readonly<Record<string, unknown>>;

const kinds = ['choice', 'log', 'linear'] as const;

/**
 * The dimensions of an optimizer's options, as study.json writes them: `{ "log": [1e-4, 1] }`, `{ "linear": [0, 1] }` or
 * `{ "choice": [0, 0.1] }` in the place of a value, at any depth.
 * @throws UsageError for ends or choices that are none
 */
export function spaceOf(who: string, spec: OptimizerSpec): Dimension[] {
  const { name: _, ...options } = spec;
  return dimensionsIn(who, '', options);
}

/** The optimizer with a setting in the place of its dimensions. */
export function settled({ name, ...options }: OptimizerSpec, setting: Setting): OptimizerSpec {
  return { ...(filled('', options, setting) as object), name };
}

/** A dimension's value at a share of its way, from 0 to 1. */
export function valueAt(dimension: Dimension, share: number): unknown {
  if (dimension.kind === 'choice') {
    const { values } = dimension;
    return values[Math.min(values.length - 1, Math.floor(share * values.length))];
  }
  const { kind, low, high } = dimension;
  if (share === 0 || share === 1) return share === 0 ? low : high;
  const value = kind === 'log' ? low * (high / low) ** share : low + (high - low) * share;
  return Number(value.toPrecision(4));
}

/** The share of a range's way at which a value lies: 0 at its low end, 1 at its high one. */
export function shareOf({ kind, low, high }: Range, value: number): number {
  if (kind === 'linear') return (value - low) / (high - low);
  return Math.log(value / low) / Math.log(high / low);
}

function dimensionsIn(who: string, path: string, part: unknown): Dimension[] {
  if (typeof part !== 'object' || part === null) return [];
  const kind = kindOf(part);
  if (kind === undefined) {
    return Object.entries(part).flatMap(([name, one]) => dimensionsIn(who, below(path, name), one));
  }
  const given = (part as Record<string, unknown>)[kind];
  const refuse = (rule: string) =>
    new UsageError({ who, rule: `${path}: ${kind} must be ${rule}`, got: shown(given) });
  if (kind === 'choice') {
    if (!Array.isArray(given) || given.length === 0) throw refuse('a list of values');
    const nested = given.find((one) => dimensionsIn(who, path, one).length > 0);
    if (nested !== undefined) throw refuse('a list of values without a choice or range in them');
    return [{ kind, name: path, values: given }];
  }
  const [low, high] = Array.isArray(given) && given.length === 2 ? given : [];
  if (!Number.isFinite(low) || !Number.isFinite(high) || low >= high) {
    throw refuse('two numbers, the smaller first');
  }
  if (kind === 'log' && low <= 0) throw refuse('two numbers above 0');
  return [{ kind, name: path, low, high }];
}

function filled(path: string, part: unknown, setting: Setting): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (kindOf(part) !== undefined) return setting[path];
  if (Array.isArray(part)) return part.map((one, i) => filled(below(path, `${i}`), one, setting));
  return Object.fromEntries(
    Object.entries(part).map(([name, one]) => [name, filled(below(path, name), one, setting)]),
  );
}

/** What kind of dimension stands here, if there is one. */
function kindOf(part: object): Dimension['kind'] | undefined {
  const names = Object.keys(part);
  return names.length === 1 ? kinds.find((kind) => kind === names[0]) : undefined;
}

const below = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
