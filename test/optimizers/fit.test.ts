import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { optimizers, type OptimizerClass } from '../../src/optimizers/index.ts';
import { smallModel, smallTask } from '../support/small-model.ts';

const rules = Object.entries(optimizers) as unknown as readonly [string, OptimizerClass][];

describe('every rule', () => {
  it.each(rules)('trains in model.compile and fit, and frees what it held: %s', async (_, Rule) => {
    const [x, y] = smallTask();
    const model = smallModel();
    const before = tf.memory().numTensors;
    // At LARS's whole rate the biases, which start at 0 and so have no norm, still swing after these few updates.
    const optimizer = new Rule({ learningRate: Rule.defaults['learningRate'] / 2 });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const { history } = await model.fit(x, y, {
      epochs: 12,
      batchSize: 8,
      shuffle: false,
      verbose: 0,
      yieldEvery: 'never',
    });
    const losses = history['loss'] as number[];
    expect(optimizer.iterations).toBe(24);
    expect(losses.every(Number.isFinite)).toBe(true);
    // In the first epoch FTRL forgets the weights that it finds.
    expect(losses.at(-1)).toBeLessThan(losses[1] as number);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
    tf.dispose([x, y]);
  });
});
