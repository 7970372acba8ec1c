import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { SGD } from '../../src/optimizers/index.ts';
import {
  centralize,
  clipByGlobalNorm,
  clipByNorm,
  clipByValue,
  type Transform,
} from '../../src/transforms/index.ts';
import { testBackends } from '../support/backends.ts';

/** What SGD at rate 1 takes off two variables whose gradients went through a transform. */
function steps(transform: Transform, gradients: readonly (readonly number[])[]): number[][] {
  const variables = gradients.map((g) => tf.tidy(() => tf.variable(tf.zeros([g.length]))));
  const given = gradients.map((g, i) => {
    return { name: variables[i]?.name as string, tensor: tf.tensor([...g]) };
  });
  const optimizer = new SGD({ learningRate: 1, transforms: [transform] });
  try {
    optimizer.applyGradients(given);
    return variables.map((one) => [...one.dataSync()].map((w) => 0 - w));
  } finally {
    tf.dispose([...variables, ...given.map(({ tensor }) => tensor)]);
  }
}

const sizes = [1e-38, 1e-30, 1e-23, 1e-19, 1, 1e18, 1.8e19, 1e20, 1e30, 3e38];
const near = (found: number[][], right: number[][]) =>
  found.flat().forEach((value, i) => {
    const one = right.flat()[i] as number;
    expect(Math.abs(value - one)).toBeLessThanOrEqual(1e-6 * Math.abs(one));
  });

describe.each(testBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(sizes)('a gradient of %d is cut to its length, and not refused', (size) => {
    const g = [[size * 0.6], [-size * 0.8]];
    for (const limit of [1, size / 2]) {
      const cut = Math.min(1, limit / size);
      near(
        steps(clipByGlobalNorm({ norm: limit }), g),
        g.map(([one = 0]) => [one * cut]),
      );
      near(
        steps(clipByNorm({ norm: limit }), g),
        g.map(([one = 0]) => [Math.sign(one) * Math.min(Math.abs(one), limit)]),
      );
      near(
        steps(clipByValue({ value: limit }), g),
        g.map(([one = 0]) => [Math.sign(one) * Math.min(Math.abs(one), limit)]),
      );
    }
  });

  it('takes off 1 where the one gradient is 1e20', () => {
    expect(steps(clipByGlobalNorm({ norm: 1 }), [[1e20]])).toEqual([[1]]);
  });

  it('does not take small elements beside large ones for nothing, or a norm of no elements for one', () => {
    near(steps(clipByGlobalNorm({ norm: 1 }), [[3e38, 0], [0, 4e38 / 2], []]), [
      [3 / Math.hypot(3, 2), 0],
      [0, 2 / Math.hypot(3, 2)],
      [],
    ]);
    expect(steps(clipByNorm({ norm: 1 }), [[1e-20], [1e20]])).toEqual([[Math.fround(1e-20)], [1]]);
  });

  it.each([
    ['clipByGlobalNorm', clipByGlobalNorm({ norm: 1 })],
    ['clipByNorm', clipByNorm({ norm: 1 })],
    ['clipByValue', clipByValue({ value: 1 })],
  ])('%s names the variable that holds NaN or an infinity, and no other', (name, transform) => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      const broken = () => steps(transform, [[1, 1e20], [bad, 1], [1e-30]]);
      expect(broken).toThrow(
        new RegExp(`^${name}: the gradient of "[^"]+" holds NaN or an infinity; `),
      );
    }
  });

  it('centralizes what is finite', () => {
    expect(steps(centralize(), [[1e20, 1]])).toEqual([[Math.fround(1e20), 1]]);
  });
});
