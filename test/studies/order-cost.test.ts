import { expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

it('counts N numbers and one gradient of first order, N² and 2N of second', async () => {
  const weights = [25, 50, 100];
  expect(await measureSeed({ study: 'orderCost', order: 1, bowls: 3 }, 1)).toEqual({
    weights,
    numbers: weights,
    gradients: [1, 1, 1],
  });
  expect(await measureSeed({ study: 'orderCost', bowls: 3 }, 1)).toEqual({
    weights,
    numbers: [625, 2500, 10_000],
    gradients: [50, 100, 200],
  });
});

it('knows no third order', async () => {
  await expect(measureSeed({ study: 'orderCost', order: 3 }, 1)).rejects.toThrow(
    'orderCost: order must be 1 or 2, got 3',
  );
});
