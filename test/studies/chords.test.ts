import { expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

it('knows the slopes of chords on an exponential: (eʰ - 1) / h to one side, sinh h / h across both', async () => {
  const { h = [], right = [], across = [] } = await measureSeed({ study: 'chords', h: 2 }, 1);
  expect(h).toEqual([2, 1, 0.5]);
  for (const [i, step] of h.entries()) {
    expect(right[i]).toBeCloseTo((Math.exp(step) - 1) / step, 5);
    expect(across[i]).toBeCloseTo(Math.sinh(step) / step, 5);
  }
});
