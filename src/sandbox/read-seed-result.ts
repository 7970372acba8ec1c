import type { Series } from '../training/experiment.ts';
import type { SeedResult } from '../training/run.ts';
import { fields, list, NotAsAgreed, number } from './plain-data.ts';

/** Numbers that one result may hold in all: the same list can stand in a message many times at no cost to its sender. */
const most = 1e6;
const mostNames = 50;

/**
 * What a learner's process says that a seed gave, copied number by number.
 * @throws NotAsAgreed for anything that is not such a result
 */
export function readSeedResult(value: unknown): SeedResult {
  const { series, path, weights, divergedAt, final } = fields(value);
  return {
    series: columns(series),
    path: list(path, most).map((point) => {
      const [x, y] = list(point, 2);
      return [number(x), number(y)] as const;
    }),
    weights: list(weights, most).map(number),
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
    throw new NotAsAgreed('a series without its columns');
  }
  if (Object.values(read).some(({ length }) => length !== update.length)) {
    throw new NotAsAgreed('columns of different lengths');
  }
  update.forEach((one, i) => {
    if (updates(one) <= (update[i - 1] ?? -1)) throw new NotAsAgreed('updates out of order');
  });
  return { ...read, update, loss, learningRate };
}

/** A result without a finite value is none: so is that of a run that diverged. */
function finite(value: unknown): number | null {
  return value === null || !Number.isFinite(number(value)) ? null : number(value);
}

function updates(value: unknown): number {
  if (!Number.isInteger(value) || (value as number) < 0)
    throw new NotAsAgreed('not a number of updates');
  return value as number;
}

/** Names as an experiment's series have them. */
function named(value: unknown): [string, unknown][] {
  const entries = Object.entries(fields(value));
  if (entries.length > mostNames || entries.some(([name]) => !/^[a-z]\w{0,49}$/i.test(name))) {
    throw new NotAsAgreed('not the names of series');
  }
  return entries;
}
