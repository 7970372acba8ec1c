import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { asElementwise, asTensor } from '../../src/optimizers/tensor-algebra.ts';
import { Float64, norm } from '../../src/rules/index.ts';
import { random } from '../../src/shared/random.ts';
import { testBackends } from '../support/backends.ts';

const shapes: Readonly<Record<string, readonly number[]>> = {
  one: [-1],
  'two of a size': [3, -4],
  'one that dwarfs the others': [1, 1e-9, -1e-12],
  zeros: [0, 0],
};

it('is the norm in doubles, whatever the size', () => {
  for (const scale of [1e-150, 1e-30, 1, 1e30, 1e38]) {
    const { values } = norm(new Float64([3 * scale, -4 * scale])) as Float64;
    expect(values[0]).toBeCloseTo(5 * scale, 12 + Math.floor(-Math.log10(scale)));
  }
});

describe.each(testBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));
  const found = (values: readonly number[], how: 'robust' | 'plain') => {
    const x = tf.tensor([...values]);
    const result = tf.tidy(() =>
      how === 'plain' ? x.norm() : asTensor(norm(asElementwise({ x }).x)),
    );
    const [value] = result.dataSync();
    tf.dispose([x, result]);
    return value as number;
  };

  it.each(Object.entries(shapes))('neither overflows nor vanishes: %s', (_, values) => {
    for (const scale of [1e-36, 1e-30, 1e-23, 1e-19, 1, 1e18, 1.9e19, 1e25, 6e37]) {
      const right = Math.hypot(...values) * scale;
      const scaled = values.map((one) => one * scale);
      const value = found(scaled, 'robust');
      expect(Math.abs(value - right), `at ${scale}`).toBeLessThanOrEqual(3e-7 * right);
    }
  });

  it('is the plain norm, bit for bit, where that is no trouble', () => {
    for (const scale of [1e-12, 1e-4, 1, 1e6, 1e12]) {
      const values = Array.from(random(3).normals(77), (one) => one * scale);
      expect(found(values, 'robust')).toBe(found(values, 'plain'));
    }
  });

  it.each([
    ['NaN', [1, NaN], NaN],
    ['an infinity', [1, -Infinity], Infinity],
  ])('lets %s through', (_, values, right) => {
    expect(found(values, 'robust')).toBe(right);
  });
});
