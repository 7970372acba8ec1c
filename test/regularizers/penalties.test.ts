import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { l1, l2, regularizers, type Regularizer } from '../../src/regularizers/index.ts';

beforeAll(() => useBackend('cpu'));

async function read(make: () => tf.Tensor): Promise<number[]> {
  const tensor = tf.tidy(make);
  const values = [...(await tensor.data())];
  tensor.dispose();
  return values;
}

const penalty = async (regularizer: Regularizer, w: tf.TensorLike) =>
  (await read(() => regularizer(tf.tensor(w))))[0] as number;
const gradient = (regularizer: Regularizer, w: tf.TensorLike) =>
  read(() => tf.grad((w: tf.Tensor) => regularizer(w))(tf.tensor(w)));

/** What tfjs itself offers under the same names. */
const builtIns = {
  l1: (strength: number) => tf.regularizers.l1({ l1: strength }),
  l2: (strength: number) => tf.regularizers.l2({ l2: strength }),
};

describe.each(Object.entries(regularizers))('%s', (name, make) => {
  // With a 0: whatever tfjs takes for the slope of |w| there, both take the same.
  const w = [
    [0.5, -2, 0.25],
    [3, 0, -0.125],
  ];
  const of = (strength: number) => make({ [name]: strength });
  const builtIn = builtIns[name as keyof typeof builtIns];

  it.each([0, 0.01, 0.1, 7])('penalizes as tfjs does at strength %f', async (strength) => {
    const expected = (await read(() => builtIn(strength).apply(tf.tensor(w))))[0] as number;
    expect(await penalty(of(strength), w)).toBeCloseTo(expected, 5);
  });

  it('has the gradient that tfjs derives for its own', async () => {
    const expected = await read(() =>
      tf.grad((w: tf.Tensor) => builtIn(0.1).apply(w))(tf.tensor(w)),
    );
    const got = await gradient(of(0.1), w);
    for (const [i, g] of got.entries()) expect(g).toBeCloseTo(expected[i] as number, 6);
  });

  it('has the default strength 0.01', async () => {
    expect(make().config).toEqual({ regularizer: name, [name]: 0.01 });
    expect(await penalty(make(), w)).toBe(await penalty(of(0.01), w));
  });

  it.each([[[]], [0.5], [[1, 2]], [[[[1], [2]]]]])('gives a scalar for %j', (w) => {
    tf.tidy(() => {
      expect(make()(tf.tensor(w)).shape).toEqual([]);
    });
  });

  it('is pure: it leaves the weight alone and no tensor behind', async () => {
    const weight = tf.tensor(w);
    const before = tf.memory().numTensors;
    const regularizer = of(2);
    tf.tidy(() => void regularizer(weight));
    expect(tf.memory().numTensors).toBe(before);
    expect([...(await weight.data())]).toEqual(w.flat());
    weight.dispose();
  });

  it('refuses what is not a strength', () => {
    expect(() => of(-0.1)).toThrow(`${name}: ${name} must be at least 0, got -0.1`);
    expect(() => of(Number.NaN)).toThrow(`${name}: ${name} must be at least 0, got NaN`);
    expect(() => make({ lambda: 1 } as object)).toThrow(
      `${name}: unknown option "lambda"; known: ${name}`,
    );
  });
});

describe('l1', () => {
  it('is l1 · Σ|w|, which pulls with the same force however small the weight', async () => {
    expect(await penalty(l1({ l1: 0.5 }), [1, -2, 3])).toBe(3);
    expect(await gradient(l1({ l1: 0.5 }), [4, -1e-6])).toEqual([0.5, -0.5]);
  });
});

describe('l2', () => {
  it('is l2 · Σw² without ½, so that its gradient is 2 · l2 · w', async () => {
    expect(await penalty(l2({ l2: 0.5 }), [1, -2, 3])).toBe(7);
    expect(await gradient(l2({ l2: 0.5 }), [4, -0.5, 0])).toEqual([4, -0.5, 0]);
  });
});

describe('l1 beside l2', () => {
  it('does not tell one large weight from many small ones, where l2 prefers the small', async () => {
    // The lecture's pair: both give the same score for x = (1, 1, 1, 1).
    const [one, spread] = [
      [1, 0, 0, 0],
      [0.25, 0.25, 0.25, 0.25],
    ];
    expect(await penalty(l1({ l1: 1 }), one)).toBe(await penalty(l1({ l1: 1 }), spread));
    expect(await penalty(l2({ l2: 1 }), one)).toBe(1);
    expect(await penalty(l2({ l2: 1 }), spread)).toBe(0.25);
  });
});
