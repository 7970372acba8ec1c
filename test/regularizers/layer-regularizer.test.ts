import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import {
  elasticNet,
  groupLasso,
  l1,
  l2,
  layerRegularizer,
  orthogonal,
  proximalL1,
  regularizers,
  type Regularizer,
} from '../../src/regularizers/index.ts';

beforeAll(() => useBackend('cpu'));

/** One weight of 3, so that 2 · 3 is predicted for an input of 2. */
function oneWeight(kernelRegularizer?: ReturnType<typeof layerRegularizer>): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.dense({
        units: 1,
        useBias: false,
        inputShape: [1],
        kernelInitializer: tf.initializers.constant({ value: 3 }),
        ...(kernelRegularizer ? { kernelRegularizer } : {}),
      }),
    ],
  });
}

/** The loss that one update reports, and the weight after it; the target is 5, so that the data loss is 1. */
async function fitted(model: tf.LayersModel): Promise<{ loss: number; weight: number }> {
  const optimizer = tf.train.sgd(0.01);
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const [x, y] = [tf.tensor2d([[2]]), tf.tensor2d([[5]])];
  const { history } = await model.fit(x, y, { epochs: 1 });
  const [weight] = await (model.getWeights()[0] as tf.Tensor).data();
  tf.dispose([x, y]);
  optimizer.dispose();
  return { loss: history['loss']?.[0] as number, weight: weight as number };
}

const saved = async (model: tf.LayersModel): Promise<tf.io.ModelArtifacts> => {
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (written) => {
      artifacts = written;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  return artifacts as tf.io.ModelArtifacts;
};

describe('layerRegularizer', () => {
  it.each<[string, Regularizer, number, number]>([
    // Data gradient 2 · (6 - 5) · 2 = 4; penalty and its gradient at w = 3 in closed form.
    ['l1', l1({ l1: 0.5 }), 1 + 1.5, 3 - 0.01 * (4 + 0.5)],
    ['l2', l2({ l2: 0.5 }), 1 + 4.5, 3 - 0.01 * (4 + 3)],
    ['elasticNet', elasticNet({ l1: 0.5, l2: 0.5 }), 1 + 6, 3 - 0.01 * (4 + 3.5)],
    ['groupLasso', groupLasso({ strength: 0.5 }), 1 + 1.5, 3 - 0.01 * (4 + 0.5)],
    ['orthogonal', orthogonal({ strength: 0.5 }), 1 + 32, 3 - 0.01 * (4 + 0.5 * 4 * 3 * 8)],
    ['proximalL1', proximalL1({ l1: 0.5 }), 1 + 1.5, 3 - 0.01 * (4 + 0.5)],
  ])(
    'adds %s to the training loss and its gradient to the update',
    async (_, penalty, loss, weight) => {
      const model = oneWeight(layerRegularizer(penalty));
      const got = await fitted(model);
      expect(got.loss).toBeCloseTo(loss, 5);
      expect(got.weight).toBeCloseTo(weight, 5);
      model.dispose();
    },
  );

  it('is not in the loss that evaluate gives, as with the built-in ones', async () => {
    const model = oneWeight(layerRegularizer(l2({ l2: 0.5 })));
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const [x, y] = [tf.tensor2d([[2]]), tf.tensor2d([[5]])];
    const loss = model.evaluate(x, y, {}) as tf.Scalar;
    expect([...(await loss.data())]).toEqual([1]);
    tf.dispose([x, y, loss]);
    model.dispose();
  });

  it.each(Object.entries(regularizers))(
    'survives model.save and loadLayersModel with %s',
    async (_, make) => {
      const penalty = make();
      const model = oneWeight(layerRegularizer(penalty));
      const artifacts = await saved(model);
      expect(JSON.stringify(artifacts.modelTopology)).toContain('"DownhillRegularizer"');
      const loaded = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
      const { kernelRegularizer } = (loaded.layers[0] as tf.layers.Layer).getConfig() as {
        kernelRegularizer: { className: string; config: unknown };
      };
      expect(kernelRegularizer).toEqual({
        className: 'DownhillRegularizer',
        config: penalty.config,
      });
      expect(await fitted(loaded)).toEqual(await fitted(model));
      model.dispose();
      loaded.dispose();
    },
  );

  it('is a regularizer to tfjs, so that layers take the instance itself', () => {
    const regularizer = layerRegularizer(l1());
    const base = Object.getPrototypeOf(
      Object.getPrototypeOf(tf.regularizers.l2({ l2: 1 })) as object,
    ) as object;
    expect(Object.prototype.isPrototypeOf.call(base, regularizer)).toBe(true);
    expect(regularizer.getClassName()).toBe('DownhillRegularizer');
  });

  it('leaves no tensor behind when a layer applies it', async () => {
    const regularizer = layerRegularizer(l2());
    const w = tf.tensor1d([1, 2]);
    const before = tf.memory().numTensors;
    regularizer.apply(w).dispose();
    expect(tf.memory().numTensors).toBe(before);
    w.dispose();
  });

  it('refuses a function that could not be saved', () => {
    const bare = ((w: tf.Tensor) => w.sum()) as unknown as Regularizer;
    expect(() => layerRegularizer(bare)).toThrow(
      'layerRegularizer: penalty must be a regularizer such as l2({ l2: 0.01 }), got a function (bare)',
    );
  });
});

describe('a weight at 0', () => {
  it.each(['cpu', 'wasm'] as const)('stays there under L1, in a layer on %s', async (backend) => {
    await useBackend(backend);
    const zero = tf.tensor2d([[0], [2]]);
    const model = tf.sequential({
      layers: [
        tf.layers.dense({
          units: 1,
          inputShape: [2],
          weights: [zero, tf.tensor1d([0])],
          kernelRegularizer: layerRegularizer(l1({ l1: 0.5 })),
          biasRegularizer: layerRegularizer(elasticNet({ l1: 0.5, l2: 0.5 })),
        }),
      ],
    });
    const optimizer = tf.train.sgd(0.1);
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const [x, y] = [tf.zeros([1, 2]), tf.zeros([1, 1])];
    const before = tf.memory().numTensors;
    await model.trainOnBatch(x, y);
    const weights = await Promise.all(
      model.getWeights().map(async (one) => [...(await one.data())]),
    );
    expect(weights.flat().map((one) => Math.round(one * 1e6) / 1e6)).toEqual([0, 1.95, 0]);
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([x, y, zero]);
    await useBackend('cpu');
  });
});
