import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { SGD } from '../../src/optimizers/index.ts';
import { random } from '../../src/shared/random.ts';
import {
  ExponentialMovingAverage,
  GradientAccumulation,
  StochasticWeightAverage,
} from '../../src/wrappers/index.ts';

beforeAll(() => useBackend('cpu'));

const sgd = (learningRate = 1) => new SGD({ learningRate });
const variable = (values: tf.TensorLike, name: string) =>
  tf.tidy(() => tf.variable(tf.tensor(values), true, name));

/** The averages of one weight that takes the given values in turn. */
async function averages(
  average: ExponentialMovingAverage | StochasticWeightAverage,
  path: readonly number[],
): Promise<(number | undefined)[]> {
  const w = variable(0, 'weight');
  const seen = [];
  let last = 0;
  for (const next of path) {
    const g = tf.scalar(last - next);
    average.applyGradients({ weight: g });
    g.dispose();
    expect(await w.array()).toBe(next);
    last = next;
    seen.push(await average.evaluated(() => w.array() as Promise<number>).catch(() => undefined));
    expect(await w.array()).toBe(next);
  }
  average.dispose();
  w.dispose();
  return seen;
}

describe('ExponentialMovingAverage', () => {
  it('is the weights themselves after the first update, and forgets slowly', async () => {
    const average = new ExponentialMovingAverage({ optimizer: sgd(), decay: 0.5 });
    // (w1 + 2 w2 + 4 w3) / 7, and so on.
    expect(await averages(average, [8, 2, 4])).toEqual([8, 4, expect.closeTo(28 / 7, 6)]);
  });

  it('is the weights with decay 0', async () => {
    const average = new ExponentialMovingAverage({ optimizer: sgd(), decay: 0 });
    expect(await averages(average, [8, 2, 4])).toEqual([8, 2, 4]);
  });

  it('goes on for a variable without a gradient, and leaves one that never moves as it is', async () => {
    const [moves, rests] = [variable([1], 'moves'), variable([0.1, 1 / 3], 'rests')];
    const start = await rests.array();
    const average = new ExponentialMovingAverage({ optimizer: sgd(), decay: 0.5 });
    const g = tf.tensor([3]);
    const rest = { name: 'rests', tensor: null as unknown as tf.Tensor };
    average.applyGradients([{ name: 'moves', tensor: g }, rest]);
    for (let i = 0; i < 30; i++) average.applyGradients([rest]);
    average.swapIn();
    expect(await moves.array()).toEqual([-2]);
    expect(await rests.array()).toEqual(start);
    average.dispose();
    tf.dispose([moves, rests, g]);
  });

  it('lies nearer to the minimum than weights that noise shakes', async () => {
    const noise = random(7);
    const w = variable(5, 'weight');
    const average = new ExponentialMovingAverage({ optimizer: sgd(0.5), decay: 0.95 });
    let [trained, evaluated] = [0, 0];
    for (let i = 0; i < 400; i++) {
      const g = tf.tidy(() => w.add(noise.normal()));
      average.applyGradients({ weight: g });
      g.dispose();
      if (i < 100) continue;
      trained += ((await w.array()) as number) ** 2;
      evaluated += (await average.evaluated(() => w.array() as Promise<number>)) ** 2;
    }
    // Constant rate a on a unit bowl: E w² = a / (2 - a) = 1/3; the average of about 39 correlated weights has far less.
    expect(trained / 300).toBeGreaterThan(0.2);
    expect(evaluated).toBeLessThan(trained / 5);
    average.dispose();
    w.dispose();
  });
});

describe('StochasticWeightAverage', () => {
  it('takes the weights after updates of what it wraps, not after every call', async () => {
    const optimizer = new GradientAccumulation({ optimizer: sgd(), every: 2 });
    const average = new StochasticWeightAverage({ optimizer, from: 1 });
    const w = variable(0, 'weight');
    const g = tf.scalar(-1);
    for (let i = 0; i < 9; i++) average.applyGradients({ weight: g });
    // Updates end at 1, 2, 3 and 4; the first does not enter.
    expect(await average.evaluated(() => w.array())).toBe(3);
    average.dispose();
    tf.dispose([w, g]);
  });

  it('is the mean of all weights by default', async () => {
    const average = new StochasticWeightAverage({ optimizer: sgd() });
    expect(await averages(average, [8, 2, 2, 4])).toEqual([8, 5, 4, 4]);
  });

  it('takes the weights after update `from`, and after every `every`-th from there on', async () => {
    const average = new StochasticWeightAverage({ optimizer: sgd(), from: 1, every: 2 });
    expect(await averages(average, [100, 8, 100, 2, 100, 2])).toEqual([undefined, 8, 8, 5, 5, 4]);
  });

  it('says so when nothing has been averaged yet', () => {
    const w = variable(0, 'weight');
    const g = tf.scalar(1);
    const average = new StochasticWeightAverage({ optimizer: sgd(), from: 5 });
    average.applyGradients({ weight: g });
    expect(() => average.swapIn()).toThrow(
      'StochasticWeightAverage: there are no weights for evaluation yet, after 1 updates',
    );
    average.dispose();
    tf.dispose([w, g]);
  });
});
