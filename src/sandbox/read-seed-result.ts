import type { Series } from '../training/experiment.ts';
import type { SeedResult } from '../training/run.ts';

/** Numbers that one result may hold in all: the same list can stand in a message many times at no cost to its sender. */
const most = 1e6;
const mostNames = 50;

/**
 * What a learner's process says that a seed gave, copied number by number.
 * @throws Error for anything that is not such a result
 */
export function readSeedResult(value: unknown): SeedResult {
  const { series, path, weights, divergedAt, final } = fields(value);
  return {
    series: columns(series),
    path: list(path).map((point) => {
      const [x, y, ...more] = list(point);
      if (more.length > 0) throw new Error('a point of more than two numbers');
      return [number(x), number(y)] as const;
    }),
    weights: list(weights).map(number),
    divergedAt: divergedAt === null ? null : updates(divergedAt),
    final: Object.fromEntries(named(final).map(([name, one]) => [name, finite(one)])),
  };
}

function columns(value: unknown): Series {
  const names = named(value);
  const room = most / Math.max(1, names.length);
  const read = Object.fromEntries(
    names.map(([name, column]) => [name, list(column, room).map(number)]),
  );
  const { update, loss, learningRate } = read;
  if (update === undefined || loss === undefined || learningRate === undefined) {
    throw new Error('a series without its columns');
  }
  if (Object.values(read).some(({ length }) => length !== update.length)) {
    throw new Error('columns of different lengths');
  }
  update.forEach((one, i) => {
    if (updates(one) <= (update[i - 1] ?? -1)) throw new Error('updates out of order');
  });
  return { ...read, update, loss, learningRate };
}

/** A result without a finite value is none: so is that of a run that diverged. */
function finite(value: unknown): number | null {
  return value === null || !Number.isFinite(number(value)) ? null : number(value);
}

function updates(value: unknown): number {
  if (!Number.isInteger(value) || (value as number) < 0) throw new Error('not a number of updates');
  return value as number;
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw new Error('not a number');
  return value;
}

/** Names as an experiment's series have them. */
function named(value: unknown): [string, unknown][] {
  const entries = Object.entries(fields(value));
  if (entries.length > mostNames || entries.some(([name]) => !/^[a-z]\w{0,49}$/i.test(name))) {
    throw new Error('not the names of series');
  }
  return entries;
}

function list(value: unknown, length: number = most): unknown[] {
  if (!Array.isArray(value) || value.length > length) throw new Error('not a list');
  // Holes become undefined, which is no number.
  return Array.from(value as unknown[]);
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return value as Readonly<Record<string, unknown>>;
}
