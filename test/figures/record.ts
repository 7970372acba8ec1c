import type { RunRecord, TuningRecord } from '../../src/training/experiment.ts';

interface Given {
  readonly optimizer?: string;
  readonly learningRate?: unknown;
  /** Losses of each seed, one for each update; a seed that diverged ends early. */
  readonly loss: readonly (readonly number[])[];
  /** Further series, the same for all seeds. */
  readonly series?: Readonly<Record<string, readonly number[]>>;
  readonly every?: number;
  readonly divergedAt?: readonly (number | null)[];
  readonly path?: readonly (readonly [number, number])[];
  readonly updates?: number;
  readonly tuning?: TuningRecord;
}

/** A run record made of its losses, for figures that do not care how it came about. */
export function record({
  optimizer = 'sgd',
  learningRate = 0.1,
  loss,
  series = {},
  every = 1,
  divergedAt = loss.map(() => null),
  path,
  updates = (Math.max(...loss.map((seed) => seed.length)) - 1) * every,
  tuning,
}: Given): RunRecord {
  const seeds = loss.map((_, i) => i + 1);
  const constant = typeof learningRate === 'number' ? learningRate : 1;
  return {
    spec: {
      problem: { name: 'bowl' },
      optimizer: { name: optimizer, learningRate },
      updates,
      seeds,
    },
    backend: 'cpu',
    seeds,
    series: loss.map((values) => ({
      update: values.map((_, i) => i * every),
      loss: values,
      learningRate: values.map(() => constant),
      ...Object.fromEntries(
        Object.entries(series).map(([name, list]) => [name, list.slice(0, values.length)]),
      ),
    })),
    ...(path && { path: [path] }),
    divergedAt,
    final: {
      loss: loss.map((values, i) => (divergedAt[i] === null ? (values.at(-1) as number) : null)),
    },
    ...(tuning && { tuning }),
  };
}

/** The words that every figure must have. */
export const words = { title: 'a finding', subtitle: 'a protocol', alt: 'a picture' };
