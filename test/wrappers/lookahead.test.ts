import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Adam, SGD } from '../../src/optimizers/index.ts';
import { Lookahead } from '../../src/wrappers/index.ts';
import { steps } from '../support/step.ts';

beforeAll(() => useBackend('cpu'));

describe('Lookahead', () => {
  it('goes back half the way in every syncPeriod-th update', async () => {
    const optimizer = new SGD({ learningRate: 1 });
    const lookahead = new Lookahead({ optimizer, syncPeriod: 2 });
    // 0 -> 1 -> 4, back to 2 -> 3 -> 6, back to 4.
    expect(await steps(lookahead, [0], [[-1], [-3], [-1], [-3]])).toEqual([
      [0],
      [1],
      [2],
      [3],
      [4],
    ]);
    lookahead.dispose();
  });

  it('is the wrapped optimizer with slowStepSize 1, and stands still with 0', async () => {
    const gradients = [[1], [2], [-3], [4]];
    const path = (slowStepSize: number) =>
      steps(new Lookahead({ optimizer: new Adam(), syncPeriod: 2, slowStepSize }), [1], gradients);
    const plain = await steps(new Adam(), [1], gradients);
    for (const [i, [w]] of (await path(1)).entries()) expect(w).toBeCloseTo(plain[i]?.[0] ?? 0, 6);
    const still = await path(0);
    expect([still[2], still[4]]).toEqual([[1], [1]]);
    expect(still[1]).not.toEqual([1]);
  });
});
