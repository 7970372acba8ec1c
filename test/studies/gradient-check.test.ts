import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

const names = ['right', 'digit', 'penalty', 'sum', 'biases', 'labels', 'target'] as const;
type Found = Record<(typeof names)[number] | 'h', number[]>;
const check = async (options: object = {}) =>
  (await measureSeed({ study: 'gradientCheck', ...options }, 1)) as Found;

describe('the study of gradient checks', () => {
  it('finds the right gradient right, and each mistake wrong by as much as it must be', async () => {
    const found = await check();
    const at = found.h.findIndex((h) => Math.abs(h / 1e-5 - 1) < 1e-6);
    const error = Object.fromEntries(names.map((name) => [name, found[name][at] as number]));
    expect(error['right']).toBeLessThan(1e-7);
    // |1.001 g - g| / (|1.001 g| + |g|), and |8 g - g| / (|8 g| + |g|) for eight examples.
    expect(error['digit']).toBeCloseTo(0.001 / 2.001, 6);
    expect(error['sum']).toBeCloseTo(7 / 9, 5);
    // A slope beside none.
    expect(error['biases']).toBeCloseTo(1, 5);
    for (const name of ['penalty', 'labels', 'target']) expect(error[name]).toBeGreaterThan(1e-3);
  });

  it('finds no mistake in a penalty of nothing', async () => {
    const { penalty, right } = await check({ l2: 0 });
    expect(penalty).toEqual(right);
  });

  it('finds the same in float32, only less sharply', async () => {
    const found = await check({ precision: 'float32' });
    expect(found.right[0]).toBeLessThan(1e-3);
    expect(found.sum[0]).toBeCloseTo(7 / 9, 2);
    // Slopes below the floor of the check are compared absolutely.
    expect(found.biases[0]).toBeGreaterThan(0.1);
  });
});
