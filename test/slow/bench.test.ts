import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Row {
  readonly backend: string;
  readonly weights: string;
  readonly times: Readonly<Record<string, number>>;
}

/** About half of what a quiet machine shows: neighbours on the same processor cost ratios, too. */
const least: readonly [backend: string, weights: string, times: number][] = [
  ['wasm', '100', 10],
  ['wasm', '10⁶', 3],
  ['wasm', '60 × [64, 64]', 9],
  ['wasm', '60 × [8, 8]', 24],
  ['cpu', '100', 6],
  ['cpu', '10⁴', 20],
  ['cpu', '10⁶', 20],
  ['cpu', '60 × [64, 64]', 20],
  ['cpu', '60 × [8, 8]', 15],
];

describe('a kernel for Adam', () => {
  let rows: readonly Row[] = [];
  let fits: readonly Row[] = [];
  beforeAll(async () => {
    const args = ['tsx', 'bench/updates.ts', '--quick', '--json'];
    const { stdout } = await promisify(execFile)('npx', args, { cwd: root });
    ({ rows, fits } = JSON.parse(stdout) as { rows: Row[]; fits: Row[] });
  }, 300_000);

  const gain = (all: readonly Row[], backend: string, weights?: string) => {
    const row = all.find(
      (one) => one.backend === backend && (weights ?? one.weights) === one.weights,
    );
    return (row?.times['tf.train.adam'] ?? NaN) / (row?.times['kernel'] ?? NaN);
  };

  it.each(least)(
    'on %s updates %s at least %d times as fast as tfjs',
    (backend, weights, times) => {
      expect(gain(rows, backend, weights)).toBeGreaterThan(times);
    },
  );

  it.each([
    ['wasm', 1.2],
    ['cpu', 1.3],
  ] as const)('on %s makes a whole training step %d times as fast', (backend, times) => {
    expect(gain(fits, backend)).toBeGreaterThan(times);
  });
});
