import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Float64, type Elementwise } from '../../src/rules/index.ts';

await useBackend('cpu');

const [a, b] = [
  [3, -0.5, 0, 1e-3],
  [2, 4, -1, 5],
] as const;

type Operation = (x: Elementwise, y: Elementwise) => Elementwise;
const operations: Readonly<Record<string, readonly [Operation, readonly number[]]>> = {
  add: [(x, y) => x.add(y), [5, 3.5, -1, 5.001]],
  'add a number': [(x) => x.add(1), [4, 0.5, 1, 1.001]],
  sub: [(x, y) => x.sub(y), [1, -4.5, 1, -4.999]],
  'sub a number': [(x) => x.sub(1), [2, -1.5, -1, -0.999]],
  mul: [(x, y) => x.mul(y), [6, -2, 0, 0.005]],
  'mul by a number': [(x) => x.mul(-2), [-6, 1, 0, -0.002]],
  div: [(x, y) => x.div(y), [1.5, -0.125, 0, 0.0002]],
  'div by a number': [(x) => x.div(2), [1.5, -0.25, 0, 0.0005]],
  maximum: [(x, y) => x.maximum(y), [3, 4, 0, 5]],
  'maximum with a number': [(x) => x.maximum(0), [3, 0, 0, 0.001]],
  minimum: [(x, y) => x.minimum(y), [2, -0.5, -1, 0.001]],
  'minimum with a number': [(x) => x.minimum(0), [0, -0.5, 0, 0]],
  square: [(x) => x.square(), [9, 0.25, 0, 1e-6]],
  'sqrt of the square': [(x) => x.square().sqrt(), [3, 0.5, 0, 1e-3]],
  abs: [(x) => x.abs(), [3, 0.5, 0, 1e-3]],
  'mul by a norm': [(x, y) => x.mul(y.norm()), [3, -0.5, 0, 1e-3].map((v) => v * Math.sqrt(46))],
};

it.each(Object.entries(operations))(
  '%s means the same to doubles and to tensors',
  async (_, [f, expected]) => {
    const doubles = f(new Float64(a), new Float64(b)) as Float64;
    const tensor = tf.tidy(() => {
      const [x, y] = [tf.tensor([...a]), tf.tensor([...b])] as unknown as [
        Elementwise,
        Elementwise,
      ];
      return f(x, y) as unknown as tf.Tensor;
    });
    const floats = await tensor.data();
    tensor.dispose();
    expect(floats).toHaveLength(expected.length);
    expected.forEach((value, i) => {
      expect(doubles.values[i]).toBeCloseTo(value, 12);
      expect(floats[i]).toBeCloseTo(value, 5);
    });
  },
);

it('leaves its operands as they are', () => {
  const x = new Float64(a);
  x.add(x).mul(2).sqrt();
  expect(x.values).toEqual(a);
});

it('makes zeros', () => expect(Float64.zeros(3, 1)).toEqual(new Float64([0, 0, 0], [3, 1])));

/** Matrices and arrays of more axes, with shapes. */
const shaped: Readonly<Record<string, (x: Elementwise) => Elementwise>> = {
  'the whole array': (x) => x,
  'its mean': (x) => x.mean(),
  'its norm': (x) => x.norm(),
  'its sum': (x) => x.sum(),
  'sums along the last axis': (x) => x.sum(-1),
  'sums along the first axis, kept': (x) => x.sum(0, true),
  'sums along all axes, one by one': (x) => x.shape.reduce((rest) => rest.sum(0), x),
  'means along the last axis': (x) => x.mean(-1),
  'means along the last axis, kept': (x) => x.mean(-1, true),
  'means along the last axis but one, kept': (x) => x.mean(-2, true),
  'means along the first axis': (x) => x.mean(0),
  'rows less their means': (x) => x.sub(x.mean(-1, true)),
  'rows by columns': (x) => x.mean(-1, true).mul(x.mean(-2, true)),
  'an array and a shorter one': (x) => x.mul(x.mean(0)),
  'an array and its mean': (x) => x.mean().div(x),
  'a matrix with one column': (x) => x.reshape([x.shape.reduce((a, b) => a * b, 1), 1]),
};
const ofMatrices: typeof shaped = {
  transpose: (x) => x.transpose(),
  'a product of rows': (x) => x.matMul(x.transpose()),
  'a product of columns': (x) => x.transpose().matMul(x),
};

const shapes: readonly (readonly [readonly number[], typeof shaped])[] = [
  [[2, 3], { ...shaped, ...ofMatrices }],
  [[1, 4], { ...shaped, ...ofMatrices }],
  [[2, 3, 2], shaped],
];
describe.each(shapes)('an array of shape %j', (shape, all) => {
  const length = shape.reduce((product, size) => product * size, 1);
  const values = Array.from({ length }, (_, i) => Math.sin(i + 1));

  it.each(Object.entries(all))('%s: the same to doubles and to tensors', async (_, f) => {
    const doubles = f(new Float64(values, shape)) as Float64;
    const tensor = tf.tidy(() => {
      return f(tf.tensor(values, [...shape]) as unknown as Elementwise) as unknown as tf.Tensor;
    });
    expect(doubles.shape).toEqual(tensor.shape);
    (await tensor.data()).forEach((value, i) => expect(doubles.values[i]).toBeCloseTo(value, 5));
    expect(doubles.values).toHaveLength(tensor.size);
    tensor.dispose();
  });
});

it('refuses shapes that do not fit together', () => {
  const [row, list] = [Float64.zeros(2, 3), Float64.zeros(2)];
  expect(() => row.add(list)).toThrow('Float64: shapes [2,3] and [2] do not fit together');
  expect(() => list.transpose()).toThrow('matMul and transpose take matrices, got shape [2]');
  expect(() => row.reshape([2, 2])).toThrow(
    'Float64: shape [2,2] does not hold the 6 values of shape [2,3]',
  );
  expect(() => row.sum(2)).toThrow('Float64: axis 2 is none of the shape [2,3]');
  expect(() => row.mean(-3)).toThrow('Float64: axis -3 is none of the shape [2,3]');
});

describe('a norm', () => {
  it.each<[string, readonly number[], number]>([
    ['of nothing', [], 0],
    ['of zeros', [0, -0], 0],
    ['whose squares overflow', [3e200, -4e200], 5e200],
    ['whose squares vanish', [3e-200, -4e-200], 5e-200],
    ['of the smallest double', [-5e-324], 5e-324],
    ['of an infinity', [1, -Infinity], Infinity],
    ['of what is no number', [1, NaN], NaN],
    ['of more values than a call takes', Array<number>(200_000).fill(2), 2 * Math.sqrt(200_000)],
  ])('%s', (_, values, expected) => {
    const [norm] = new Float64(values).norm().values as [number];
    if (Number.isFinite(expected))
      expect(Math.abs(norm - expected)).toBeLessThanOrEqual(1e-15 * expected);
    else expect(norm).toBe(expected);
  });
});
