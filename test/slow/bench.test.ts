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

type Least = readonly [backend: string, weights: string, times: number];

/** About half of what a quiet machine shows: neighbours on the same processor cost ratios, too. */
const least: readonly Least[] = [
  ['wasm', '100', 12],
  ['wasm', '10⁶', 3],
  ['wasm', '60 × [64, 64]', 9],
  ['wasm', '60 × [8, 8]', 24],
  ['cpu', '100', 10],
  ['cpu', '10⁴', 20],
  ['cpu', '10⁶', 20],
  ['cpu', '60 × [64, 64]', 20],
  ['cpu', '60 × [8, 8]', 15],
];

const leastOfSteps: readonly Least[] = [
  ['wasm', '10 layers of 32', 1.2],
  ['cpu', '10 layers of 32', 1.4],
];

describe('a kernel for Adam', () => {
  const gains = new Map<string, number>();
  const gain = ([backend, weights]: Least) => gains.get(`${backend} ${weights}`) ?? NaN;

  beforeAll(async () => {
    await measure();
    // Once more, if something else had the processor meanwhile: the kernel is as fast as it is at its best.
    if ([...least, ...leastOfSteps].some((one) => !(gain(one) > one[2]))) await measure();
  }, 600_000);

  async function measure(): Promise<void> {
    const args = ['tsx', 'bench/updates.ts', '--quick', '--json'];
    const { stdout } = await promisify(execFile)('npx', args, { cwd: root });
    const { rows, fits } = JSON.parse(stdout) as { rows: Row[]; fits: Row[] };
    for (const { backend, weights, times } of [...rows, ...fits]) {
      const ratio = (times['tf.train.adam'] ?? NaN) / (times['kernel'] ?? NaN);
      const key = `${backend} ${weights}`;
      gains.set(key, Math.max(gains.get(key) ?? 0, ratio));
    }
  }

  it.each(least)('on %s updates %s at least %d times as fast as tfjs', (...one) => {
    expect(gain(one)).toBeGreaterThan(one[2]);
  });

  it.each(leastOfSteps)('on %s makes a training step of %s %d times as fast', (...one) => {
    expect(gain(one)).toBeGreaterThan(one[2]);
  });
});
