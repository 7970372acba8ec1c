import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { random } from '../../src/shared/random.ts';

/** A tensor of standard normals, which is the same on every backend. */
export function normal(shape: readonly number[], seed: number): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(random(seed).normals(size), [...shape]);
}

/** The numbers that `make` computes on a backend, by output; nothing but the numbers may be left. */
export async function numbersOn(
  backend: string,
  make: () => readonly tf.Tensor[],
): Promise<readonly Float32Array[]> {
  await tf.setBackend(backend);
  const before = tf.memory();
  const tensors = tf.tidy(() => [...make()]);
  const numbers = await Promise.all(tensors.map((one) => one.data<'float32'>()));
  tf.dispose(tensors);
  const { numTensors, numDataBuffers } = tf.memory();
  expect({ numTensors, numDataBuffers }, `left on ${backend}`).toEqual({
    numTensors: before.numTensors,
    numDataBuffers: before.numDataBuffers,
  });
  return numbers;
}

/** Expects the same numbers from wasm and from cpu, within `allowed` of the largest. */
export async function expectSame(make: () => readonly tf.Tensor[], allowed = 1e-5): Promise<void> {
  const expected = await numbersOn('cpu', make);
  const got = await numbersOn('wasm', make);
  expect(got.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
  got.forEach((numbers, i) => expectClose(numbers, expected[i] as Float32Array, allowed));
}

function expectClose(got: Float32Array, expected: Float32Array, allowed: number) {
  const largest = expected.reduce(
    (max, value) => Math.max(max, Number.isFinite(value) ? Math.abs(value) : 0),
    1e-30,
  );
  const errors = got.map((value, i) =>
    Object.is(value, expected[i]) ? 0 : Math.abs(value - (expected[i] as number)) / largest,
  );
  // A NaN is no error that is small enough.
  const worst = errors.reduce((max, error) => (error <= max ? max : error), 0);
  expect(worst, `${got.slice(0, 8)} for ${expected.slice(0, 8)}`).toBeLessThanOrEqual(allowed);
}

/** What `f` gives, and the gradients of its weighted sum for all its inputs: no two outputs weigh the same. */
export function withGradients(
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: readonly tf.Tensor[],
): tf.Tensor[] {
  const loss = (...x: tf.Tensor[]): tf.Scalar => {
    const y = f(...x);
    return y.mul(normal(y.shape, 99)).sum();
  };
  return [f(...inputs), ...tf.grads(loss)([...inputs])];
}
