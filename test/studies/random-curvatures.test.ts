import { expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

it('finds the known shares of minima in one, two and three dimensions, within the noise of the draws', async () => {
  const draws = 40_000;
  const { minimum, maximum, saddle } = (await measureSeed(
    { study: 'randomCurvatures', dimensions: 3, draws },
    1,
  )) as Record<string, number[]>;
  // Gaussian orthogonal ensemble: 1/2, (2 - √2)/4, and 1/4 - √2/(2π) for three.
  const known = [1 / 2, (2 - Math.SQRT2) / 4, 1 / 4 - Math.SQRT1_2 / Math.PI];
  for (const [i, share] of known.entries()) {
    const noise = 4 * Math.sqrt((share * (1 - share)) / draws);
    expect(Math.abs((minimum?.[i] ?? NaN) - share)).toBeLessThan(noise);
    expect(Math.abs((maximum?.[i] ?? NaN) - share)).toBeLessThan(noise);
    expect(saddle?.[i]).toBeCloseTo(1 - (minimum?.[i] ?? NaN) - (maximum?.[i] ?? NaN), 6);
  }
});
