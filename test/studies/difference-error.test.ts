import { describe, expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

const study = async (options: object, seed = 1) =>
  (await measureSeed({ study: 'differenceError', ...options }, seed)) as Record<
    'h' | 'error' | 'curve' | 'rounding',
    number[]
  >;

/** The entry for the step 10 to the power of `exponent`. */
const at = (columns: { h: number[] }, list: number[], exponent: number) =>
  list[columns.h.findIndex((h) => Math.abs(Math.log10(h) - exponent) < 0.01)] as number;

describe('the error of a difference', () => {
  it.each([
    ['centred', 2],
    ['one-sided', 1],
  ] as const)('falls with the order of the %s one for long steps', async (difference, order) => {
    const columns = await study({ difference });
    const fall = Math.log10(at(columns, columns.error, -2) / at(columns, columns.error, -3));
    expect(Math.abs(fall - order)).toBeLessThan(0.02);
    expect(at(columns, columns.error, -2) / at(columns, columns.curve, -2)).toBeCloseTo(1, 1);
  });

  it.each(['centred', 'one-sided'] as const)(
    'grows as the inverse of short steps for the %s one, near what rounding makes of it',
    async (difference) => {
      const columns = await study({ difference });
      for (const exponent of [-14, -12, -10]) {
        const ratio =
          at(columns, columns.error, exponent) / at(columns, columns.rounding, exponent);
        expect(ratio).toBeGreaterThan(0.2);
        expect(ratio).toBeLessThan(1.5);
      }
    },
  );

  it('is that of half a billion times as coarse numbers in float32, and all there is once a step rounds to nothing', async () => {
    const [fine, coarse] = await Promise.all([study({}), study({ precision: 'float32' })]);
    const ratio = at(coarse, coarse.error, -5) / at(fine, fine.error, -9.5);
    // Rounding is 2^29 times as coarse, and the step 10^4.5 times as long.
    expect(ratio / (2 ** 29 / 10 ** 4.5)).toBeGreaterThan(0.5);
    expect(ratio / (2 ** 29 / 10 ** 4.5)).toBeLessThan(2);
    expect(at(coarse, coarse.error, -12)).toBe(1);
  });
});
