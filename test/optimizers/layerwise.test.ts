import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { AdamW, layerwise, SGD } from '../../src/optimizers/index.ts';

await useBackend('cpu');

const dense = (name: string, inputShape?: number[]) =>
  tf.layers.dense({ units: 2, name, ...(inputShape && { inputShape }) });

/** Names of which one is a part of another, layers without weights, and a model as a layer. */
function model(): tf.Sequential {
  const inner = tf.sequential({ name: 'inner', layers: [dense('low', [2]), dense('dense')] });
  const relu = tf.layers.activation({ activation: 'relu' });
  return tf.sequential({
    layers: [dense('dense_1', [2]), inner, relu, dense('my_dense'), dense('head')],
  });
}

/** How far each variable moves where every gradient is 1 and the rate is 1, by the layer it belongs to. */
async function moves(net: tf.LayersModel, optimizer: tf.Optimizer) {
  const variables = net.trainableWeights.map((one) => one.read() as tf.Variable);
  const before = await Promise.all(variables.map(async (one) => one.data()));
  optimizer.applyGradients(variables.map(({ name, shape }) => ({ name, tensor: tf.ones(shape) })));
  const after = await Promise.all(variables.map(async (one) => one.data()));
  const rows = net.trainableWeights.map(({ originalName }, i) => {
    const step = (before[i]?.[0] as number) - (after[i]?.[0] as number);
    return [originalName, Number(step.toFixed(5))];
  });
  return Object.fromEntries(rows) as Record<string, number>;
}

const expected = {
  'head/kernel': 1,
  'head/bias': 1,
  'my_dense/kernel': 0.5,
  'my_dense/bias': 0.5,
  'dense/kernel': 0.25,
  'dense/bias': 0.25,
  'low/kernel': 0.125,
  'low/bias': 0.125,
  'dense_1/kernel': 0.0625,
  'dense_1/bias': 0.0625,
};

describe('layerwise', () => {
  it('halves the rate from layer to layer downwards, whatever the layers are called', async () => {
    const net = model();
    const groups = layerwise(net, { factor: 0.5 });
    expect(await moves(net, new SGD({ learningRate: 1, groups }))).toEqual(expected);
  });

  it('holds for the model that is loaded, whose variables tfjs names anew', async () => {
    const first = model();
    const groups = layerwise(first, { factor: 0.5 });
    first.compile({ optimizer: new SGD({ learningRate: 1, groups }), loss: 'meanSquaredError' });
    let saved: tf.io.ModelArtifacts = {};
    const handler = tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    });
    await first.save(handler, { includeOptimizer: true });
    const second = await tf.loadLayersModel(tf.io.fromMemory(saved));
    expect(await moves(second, second.optimizer)).toEqual(expected);
  });

  it('takes both directions of a layer as one', async () => {
    const cell = tf.layers.simpleRNN({ units: 1, name: 'rnn' });
    const both = tf.layers.bidirectional({
      layer: cell,
      mergeMode: 'concat',
      inputShape: [2, 1],
    } as never);
    const net = tf.sequential({ layers: [both, dense('head')] });
    const rates = await moves(
      net,
      new SGD({ learningRate: 1, groups: layerwise(net, { factor: 0.25 }) }),
    );
    const lower = Object.entries(rates).filter(([name]) => !name.startsWith('head'));
    expect(lower).toHaveLength(6);
    expect(new Set(lower.map(([, rate]) => rate))).toEqual(new Set([0.25]));
  });

  it('goes with a decay of kernels alone', () => {
    const groups = layerwise(model(), { factor: 0.9 });
    expect(new AdamW({ decay: 'kernels', groups }).groupRates).toHaveLength(5);
  });

  it('refuses a factor out of range and a model without weights', () => {
    expect(() => layerwise(model(), { factor: 0 })).toThrow(
      'layerwise: factor must be greater than 0, got 0',
    );
    expect(() => layerwise(model(), {} as never)).toThrow('layerwise: factor is missing');
    expect(() => layerwise(tf.sequential(), { factor: 0.9 })).toThrow(
      'layerwise: the model must have a layer with weights, got none',
    );
    for (const [none, got] of [
      [undefined, 'undefined'],
      [[1], '[1]'],
      [{}, '{}'],
    ] as const) {
      expect(() => layerwise(none as never, { factor: 0.9 })).toThrow(
        `layerwise: model must be one of tfjs, such as tf.sequential({ layers: [...] }), got ${got}`,
      );
    }
  });
});
