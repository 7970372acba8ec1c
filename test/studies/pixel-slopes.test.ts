import { expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

it('finds slopes of which those of a pixel add up to nothing, since the ten chances add up to one', async () => {
  const { derived, difference } = (await measureSeed(
    { study: 'pixelSlopes', images: 10 },
    1,
  )) as Record<'derived' | 'difference', number[]>;
  for (const slopes of [derived, difference]) {
    expect(slopes).toHaveLength(640);
    const size = Math.max(...slopes.map(Math.abs));
    expect(size).toBeGreaterThan(0.01);
    for (let pixel = 0; pixel < 64; pixel++) {
      const sum = slopes.slice(10 * pixel, 10 * pixel + 10).reduce((a, b) => a + b, 0);
      expect(Math.abs(sum)).toBeLessThan(2e-3 * size);
    }
  }
});

it('is right with a step of a hundredth, and wrong with one of a millionth', async () => {
  const errors = await Promise.all(
    [1e-2, 1e-6].map(async (h) => {
      const { error } = await measureSeed({ study: 'pixelSlopes', images: 10, h }, 1);
      return error?.[0] ?? NaN;
    }),
  );
  expect(errors[0]).toBeLessThan(3e-3);
  expect(errors[1]).toBeGreaterThan(0.5);
});
