import * as tf from '@tensorflow/tfjs';
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

  it.each([
    ['absent', []],
    ['null', [null]],
  ])(
    'leaves a variable where it is that is frozen when the weights go back: %s',
    async (_, none) => {
      const [a, b] = tf.tidy(() => [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))]);
      const g = tf.scalar(1);
      const optimizer = new SGD({ learningRate: 1 });
      const lookahead = new Lookahead({ optimizer, syncPeriod: 2 });
      const of = (one: tf.Variable, tensor: unknown) => ({ name: one.name, tensor }) as never;
      lookahead.applyGradients([of(a, g), of(b, g)]);
      lookahead.applyGradients([...none.map((one) => of(a, one)), of(b, g)]);
      expect([await a.array(), await b.array()]).toEqual([-1, -1]);
      // Thawed, it goes back like the others: a from -3 half the way to 0, b from -3 to -1.
      lookahead.applyGradients([of(a, g), of(b, g)]);
      lookahead.applyGradients([of(a, g), of(b, g)]);
      expect([await a.array(), await b.array()]).toEqual([-1.5, -2]);
      lookahead.dispose();
      tf.dispose([a, b, g]);
    },
  );

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
