import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Float64, type Elementwise } from '../../src/optimizers/index.ts';

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
  sign: [(x) => x.sign(), [1, -1, 0, 1]],
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

it('makes zeros', () => expect(Float64.zeros(3).values).toEqual([0, 0, 0]));
