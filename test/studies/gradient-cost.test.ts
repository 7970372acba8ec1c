import { expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

it('counts two evaluations for each weight by differences, and one in all by backpropagation', async () => {
  const found = await measureSeed({ study: 'gradientCost', networks: 2 }, 1);
  // 64 pixels to k hidden units to 10 classes, with biases.
  const weights = [1, 2].map((k) => 65 * k + 10 * k + 10);
  expect(found).toEqual({
    weights,
    differences: weights.map((n) => 2 * n),
    backpropagation: [1, 1],
  });
});
