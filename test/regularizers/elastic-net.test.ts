import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { elasticNet, l1, l2, type Regularizer } from '../../src/regularizers/index.ts';
import { penalty, read, slope } from './penalty.ts';

beforeAll(() => useBackend('cpu'));

// With a 0: whatever tfjs takes for the slope of |w| there, both take the same.
const w = [
  [0.5, -2, 0.25],
  [3, 0, -0.125],
];

const pairs: readonly (readonly [string, Regularizer, { apply(w: tf.Tensor): tf.Scalar }])[] = [
  ...[0.01, 0.1, 7].flatMap((strength) => [
    [`l1 at ${strength}`, l1({ l1: strength }), tf.regularizers.l1({ l1: strength })] as const,
    [`l2 at ${strength}`, l2({ l2: strength }), tf.regularizers.l2({ l2: strength })] as const,
  ]),
  ...[
    { l1: 0.1, l2: 0.3 },
    { l1: 2, l2: 0 },
    { l1: 0, l2: 2 },
  ].map((both) => {
    const { l1, l2 } = both;
    return [`elasticNet at ${l1} and ${l2}`, elasticNet(both), tf.regularizers.l1l2(both)] as const;
  }),
];

describe('beside the regularizers of tfjs', () => {
  it.each(pairs)('%s gives the same penalty and gradient', async (_, own, builtIn) => {
    const expected = (await read(() => builtIn.apply(tf.tensor(w))))[0] as number;
    expect(await penalty(own, w)).toBeCloseTo(expected, 5);
    const gradient = await read(() => tf.grad((w: tf.Tensor) => builtIn.apply(w))(tf.tensor(w)));
    for (const [i, g] of (await slope(own, w)).entries()) {
      expect(g).toBeCloseTo(gradient[i] as number, 6);
    }
  });
});

describe('l1', () => {
  it('is l1 · Σ|w|, which pulls with the same force however small the weight', async () => {
    expect(await penalty(l1({ l1: 0.5 }), [1, -2, 3])).toBe(3);
    expect(await slope(l1({ l1: 0.5 }), [4, -1e-6])).toEqual([0.5, -0.5]);
  });
});

describe('l2', () => {
  it('is l2 · Σw² without ½, so that its gradient is 2 · l2 · w', async () => {
    expect(await penalty(l2({ l2: 0.5 }), [1, -2, 3])).toBe(7);
    expect(await slope(l2({ l2: 0.5 }), [4, -0.5, 0])).toEqual([4, -0.5, 0]);
  });
});

describe('elasticNet', () => {
  it('is the sum of l1 and l2', async () => {
    expect(await penalty(elasticNet({ l1: 0.5, l2: 0.25 }), [1, -2, 3])).toBe(3 + 3.5);
    expect(await slope(elasticNet({ l1: 0.5, l2: 0.25 }), [1, -2, 3])).toEqual([1, -1.5, 2]);
  });

  it('takes a strength that is left out for 0, where tfjs takes 0.01', async () => {
    const [one, other] = [elasticNet({ l1: 0.5 }), elasticNet({ l2: 0.5 })];
    expect(await penalty(one, [1, -2, 3])).toBe(3);
    expect(await penalty(other, [1, -2, 3])).toBe(7);
    expect(await penalty(elasticNet(), [1, -2, 3])).toBe(0);
    const [builtIn] = await read(() =>
      tf.regularizers.l1l2({ l1: 0.5 }).apply(tf.tensor([1, -2, 3])),
    );
    expect(builtIn).toBeCloseTo(3 + 0.01 * 14, 5);
  });
});
