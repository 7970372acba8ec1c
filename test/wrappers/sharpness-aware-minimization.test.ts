import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Adam, Momentum, SGD } from '../../src/optimizers/index.ts';
import { SharpnessAwareMinimization } from '../../src/wrappers/index.ts';
import { testBackends } from '../support/backends.ts';
import { smallModel, smallTask } from '../support/small-model.ts';

const placed: tf.Variable[] = [];
function variable(values: number[]): tf.Variable {
  const one = tf.tidy(() => tf.variable(tf.tensor1d(values)));
  placed.push(one);
  return one;
}
afterEach(() => tf.dispose(placed.splice(0)));

/** ½ · Σ curvature · w², with the curvatures of each variable's elements. */
const bowl = (parts: readonly (readonly [tf.Variable, readonly number[]])[]) => (): tf.Scalar =>
  parts
    .map(([w, curvatures]) =>
      w
        .square()
        .mul(tf.tensor1d([...curvatures]))
        .sum()
        .mul(0.5),
    )
    .reduce((sum, one) => sum.add(one)) as tf.Scalar;

describe.each(testBackends)('sharpness-aware minimization on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('walks in a bowl where algorithm 1 leads in doubles, with one length for all variables', async () => {
    const [a, b] = [variable([1, -2]), variable([0.5])];
    const curvatures = [[1, 3], [10]];
    const [rho, rate] = [0.3, 0.05];
    const optimizer = new SharpnessAwareMinimization({
      optimizer: new SGD({ learningRate: rate }),
      rho,
    });
    let w = [1, -2, 0.5];
    const flat = curvatures.flat();
    for (let update = 0; update < 20; update++) {
      optimizer.minimize(
        bowl([
          [a, [1, 3]],
          [b, [10]],
        ]),
      );
      const g = w.map((x, i) => (flat[i] as number) * x);
      const length = Math.hypot(...g);
      w = w.map((x, i) => x - rate * (flat[i] as number) * (x + (rho * (g[i] as number)) / length));
    }
    const reached = [...(await a.data()), ...(await b.data())];
    reached.forEach((x, i) => expect(x).toBeCloseTo(w[i] as number, 5));
    expect(optimizer.iterations).toBe(20);
  });

  it('gives back the loss of the place itself, and leaves no tensor behind', () => {
    const w = variable([2]);
    const optimizer = new SharpnessAwareMinimization({
      optimizer: new Momentum({ learningRate: 0.1 }),
    });
    optimizer.minimize(bowl([[w, [1]]]));
    const before = tf.memory().numTensors;
    const start = w.dataSync()[0] as number;
    const cost = optimizer.minimize(bowl([[w, [1]]]), true);
    expect(cost?.dataSync()[0]).toBeCloseTo(start ** 2 / 2, 5);
    cost?.dispose();
    expect(tf.memory().numTensors).toBe(before);
    optimizer.dispose();
  });

  it('stays where the slope is 0', async () => {
    const w = variable([0, 0]);
    const optimizer = new SharpnessAwareMinimization({ optimizer: new SGD({ learningRate: 0.1 }) });
    optimizer.minimize(bowl([[w, [1, 1]]]));
    expect([...(await w.data())]).toEqual([0, 0]);
  });

  it('moves nothing when the loss throws at the second look', async () => {
    const w = variable([0.1, 0.7]);
    const values = [...(await w.data())];
    const optimizer = new SharpnessAwareMinimization({ optimizer: new SGD({ learningRate: 0.1 }) });
    let looks = 0;
    const failing = () => {
      if (++looks === 2) throw new Error('no more data');
      return bowl([[w, [1, 1]]])();
    };
    const before = tf.memory().numTensors;
    expect(() => optimizer.minimize(failing)).toThrow('no more data');
    expect([...(await w.data())]).toEqual(values);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leaves alone what is not listed', async () => {
    const [a, b] = [variable([1]), variable([1])];
    const optimizer = new SharpnessAwareMinimization({ optimizer: new SGD({ learningRate: 0.1 }) });
    optimizer.minimize(
      bowl([
        [a, [1]],
        [b, [1]],
      ]),
      false,
      [a],
    );
    expect([...(await b.data())]).toEqual([1]);
    expect([...(await a.data())]).not.toEqual([1]);
  });

  it('trains a model by fit', async () => {
    const [x, y] = smallTask();
    const model = smallModel();
    model.compile({
      optimizer: new SharpnessAwareMinimization({ optimizer: new Adam({ learningRate: 0.05 }) }),
      loss: 'meanSquaredError',
    });
    const { history } = await model.fit(x, y, { epochs: 20, verbose: 0 });
    const losses = history['loss'] as number[];
    expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] as number));
    tf.dispose([x, y]);
    model.dispose();
  });
});

it('refuses a radius that is none', () => {
  expect(
    () => new SharpnessAwareMinimization({ optimizer: new SGD({ learningRate: 0.1 }), rho: 0 }),
  ).toThrow('SharpnessAwareMinimization: rho must be greater than 0, got 0');
});
