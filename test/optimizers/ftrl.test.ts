import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Ftrl } from '../../src/optimizers/index.ts';

await useBackend('cpu');

/** The weight after each gradient. */
function walked(optimizer: Ftrl, start: readonly number[], gradients: readonly number[][]) {
  const w = tf.variable(tf.tensor([...start]), true, 'ftrl');
  const path = gradients.map((g) => {
    tf.tidy(() => optimizer.applyGradients({ ftrl: tf.tensor(g) }));
    return [...w.dataSync()];
  });
  w.dispose();
  optimizer.dispose();
  return path;
}

/** @see Keras's own tests, keras/src/optimizers/ftrl_test.py: these values, to the digits that it prints */
describe('FTRL in the published values of Keras', () => {
  it('takes one step at its defaults', () => {
    const [after] = walked(new Ftrl({ learningRate: 0.5 }), [1, 2, 3, 4], [[1, 6, 7, 2]]);
    const published = [0.2218, 1.3954, 2.3651, 2.8814];
    published.forEach((value, i) => expect(after?.[i]).toBeCloseTo(value, 4));
  });

  it('takes five steps with every option changed', () => {
    const optimizer = new Ftrl({
      learningRate: 0.05,
      learningRatePower: -0.2,
      initialAccumulatorValue: 0.4,
      l1RegularizationStrength: 0.05,
      l2RegularizationStrength: 0.15,
      l2ShrinkageRegularizationStrength: 0.01,
      beta: 0.3,
    });
    const steps = Array.from({ length: 10 }, (_, i) => 0.1 * (i + 1));
    const first = Array<number>(10).fill(0.01);
    const path = walked(optimizer, Array<number>(10).fill(1), [first, steps, steps, steps, steps]);
    const published = [
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [-0.0034, -0.0077, -0.0118, -0.0157, -0.0194, -0.023, -0.0263, -0.0294, -0.0325, -0.0354],
      [-0.0078, -0.0162, -0.0242, -0.0317, -0.0387, -0.0454, -0.0516, -0.0575, -0.0631, -0.0685],
      [-0.0121, -0.0246, -0.0363, -0.0472, -0.0573, -0.0668, -0.0757, -0.0842, -0.0922, -0.0999],
      [-0.0164, -0.0328, -0.0481, -0.0623, -0.0753, -0.0875, -0.099, -0.1098, -0.1201, -0.1299],
    ];
    path.forEach((row, update) =>
      row.forEach((value, i) => {
        expect(Math.abs(value - (published[update]?.[i] as number))).toBeLessThan(1e-4);
      }),
    );
  });
});

describe('FTRL', () => {
  it('keeps weights at exactly 0 until their gradients add up to more than l1', () => {
    const optimizer = new Ftrl({ learningRate: 0.1, l1RegularizationStrength: 2.5 });
    const path = walked(optimizer, [0], [[1], [1], [1], [1]]).flat();
    expect(path.slice(0, 2)).toEqual([0, 0]);
    expect(path.slice(2).every((w) => w < 0)).toBe(true);
  });

  it('moves nothing at a rate of 0, and goes on afterwards', () => {
    const optimizer = new Ftrl({ learningRate: 0 });
    const [still] = walked(optimizer, [1.5, -2], [[1, 1]]);
    expect(still).toEqual([1.5, -2]);
  });
});
