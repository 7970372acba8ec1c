import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { checkGradient } from '../../src/gradients/index.ts';
import {
  l1,
  l2,
  regularizer,
  regularizers,
  type Regularizer,
} from '../../src/regularizers/index.ts';
import { penalty, slope } from './penalty.ts';
import { tried } from './tried.ts';

beforeAll(() => useBackend('cpu'));

describe.each(Object.entries(tried))('%s', (name, { strengths: defaults }) => {
  const w = [
    [0.5, -2, 0.25],
    [3, 0.75, -0.125],
  ];
  const make = (options: object = {}): Regularizer => regularizer({ name, ...options });
  const of = (strength: number) =>
    make(Object.fromEntries(Object.keys(defaults).map((option) => [option, strength])));

  it('has its default strengths', async () => {
    expect(make().config).toMatchObject({ regularizer: name, ...defaults });
    expect(await penalty(make(), w)).toBe(await penalty(make(defaults), w));
  });

  it('is proportional to its strength', async () => {
    const one = await penalty(of(1), w);
    expect(one).toBeGreaterThan(0);
    expect(await penalty(of(0.25), w)).toBeCloseTo(one / 4, 5);
    expect(await penalty(of(0), w)).toBe(0);
  });

  it('has the gradient that its values show', async () => {
    const weight = tf.tidy(() => tf.variable(tf.tensor(w)));
    const penalize = of(0.5);
    const { agrees } = await checkGradient(() => penalize(weight), [weight]);
    expect(agrees).toBe(true);
    weight.dispose();
  });

  it.each([[[]], [0.5], [[0.5]], [[1, 2]], [[[[1], [2]]]]])('gives a scalar for %j', (w) => {
    tf.tidy(() => {
      expect(make()(tf.tensor(w)).shape).toEqual([]);
    });
  });

  it.each([
    [0],
    [[0, 0]],
    [
      [
        [0, 0],
        [0, 0],
      ],
    ],
  ])('has a finite gradient at %j', async (zeros) => {
    expect((await slope(of(1), zeros)).every(Number.isFinite)).toBe(true);
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

  it.each(Object.keys(defaults))('refuses what cannot be its %s', (option) => {
    for (const value of [-0.1, NaN, Infinity, '0.1', null, true]) {
      expect(() => make({ [option]: value })).toThrow(
        new RegExp(`^${name}: ${option} must be .*, got `),
      );
    }
  });

  it('refuses an option that it does not have', () => {
    expect(() => make({ lambda: 1 })).toThrow(`${name}: unknown option "lambda"`);
  });
});

it('the table is of every regularizer', () => {
  expect(Object.keys(tried).toSorted()).toEqual(Object.keys(regularizers).toSorted());
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
