import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import {
  learningRateLog,
  reduceOnPlateau,
  terminateOnNaN,
  type ReduceOnPlateauOptions,
} from '../../src/callbacks/index.ts';
import { Adam, SGD } from '../../src/optimizers/index.ts';
import { ExponentialMovingAverage } from '../../src/wrappers/index.ts';
import { cosine, exponentialWarmup, warmup } from '../../src/schedules/index.ts';
import { builtIns, column, drive, oneWeight } from './one-weight.ts';

/** The rate after each epoch in which the watched log had these values. */
async function rates(
  values: readonly number[],
  options: ReduceOnPlateauOptions,
  start = 1,
): Promise<number[]> {
  const model = oneWeight();
  const optimizer = new SGD({ learningRate: start });
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const after: number[] = [];
  await drive(
    reduceOnPlateau({ factor: 0.5, ...options }),
    model,
    values.map((value) => ({ val_loss: value })),
    () => after.push(optimizer.learningRate),
  );
  return after;
}

// Worked out by hand from the documented rule; PyTorch 2.15.0 (ReduceLROnPlateau in float64) gives the same.
const tables: readonly [string, number[], ReduceOnPlateauOptions, number[]][] = [
  [
    'lets `patience` bad epochs pass',
    [1, 1, 1, 1, 1, 1, 1],
    { patience: 2 },
    [1, 1, 1, 0.5, 0.5, 0.5, 0.25],
  ],
  [
    'cuts at once without patience',
    [1, 1, 0.5, 0.5, 0.4],
    { patience: 0 },
    [1, 0.5, 0.5, 0.25, 0.25],
  ],
  [
    'does not count during a cooldown',
    [1, 1, 1, 1, 1, 1, 1, 1],
    { patience: 0, cooldown: 2 },
    [1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125],
  ],
  [
    'takes in a better value during a cooldown',
    [1, 1, 1, 0.5, 0.5, 0.5, 0.5],
    { patience: 1, cooldown: 1 },
    [1, 1, 0.5, 0.5, 0.5, 0.25, 0.25],
  ],
  [
    'wants more when more is better',
    [0.1, 0.2, 0.2, 0.3, 0.3],
    { patience: 0, mode: 'max' },
    [1, 1, 0.5, 0.5, 0.25],
  ],
  [
    'takes an absolute minDelta',
    [1, 0.95, 0.9, 0.85, 0.8],
    { patience: 0, minDelta: 0.1, minDeltaIs: 'absolute' },
    [1, 0.5, 0.25, 0.25, 0.125],
  ],
  [
    'takes a relative minDelta',
    [10, 9.5, 8.9, 8.1],
    { patience: 0, minDelta: 0.1 },
    [1, 0.5, 0.5, 0.25],
  ],
  [
    'takes a relative minDelta when more is better',
    [1, 1.05, 1.2, 1.25],
    { patience: 0, minDelta: 0.1, mode: 'max' },
    [1, 0.5, 0.5, 0.25],
  ],
  [
    'stops at the floor',
    [1, 1, 1, 1, 1, 1],
    { patience: 0, factor: 0.1, floor: 0.05 },
    [1, 0.1, 0.05, 0.05, 0.05, 0.05],
  ],
  ['takes NaN for a bad epoch', [NaN, NaN, NaN, 1, 1], { patience: 1 }, [1, 0.5, 0.5, 0.5, 0.5]],
];

describe('reduceOnPlateau', () => {
  it.each(tables)('%s', async (_, values, options, expected) => {
    const found = await rates(values, options);
    expect(found).toHaveLength(expected.length);
    found.forEach((rate, epoch) => expect(rate).toBeCloseTo(expected[epoch] as number, 12));
  });

  it('leaves a rate below the floor, and cuts of no more than 1e-8', async () => {
    const flat = [1, 1, 1, 1];
    expect(await rates(flat, { patience: 0, floor: 0.05 }, 0.01)).toEqual([0.01, 0.01, 0.01, 0.01]);
    expect(await rates(flat, { patience: 0 }, 1e-8)).toEqual([1e-8, 1e-8, 1e-8, 1e-8]);
  });

  it('asks for an improvement of negative values too, where PyTorch takes a slightly worse one', async () => {
    expect(await rates([-1, -0.99999], { patience: 0 })).toEqual([1, 0.5]);
  });

  it('knows from the name whether more is better', async () => {
    const model = oneWeight();
    model.compile({ optimizer: new SGD({ learningRate: 1 }), loss: 'meanSquaredError' });
    for (const [monitor, cuts] of [
      ['val_acc', 0],
      ['binaryAccuracy', 0],
      ['recall', 0],
      ['mse', 2],
    ] as const) {
      const callback = reduceOnPlateau({ monitor, patience: 0 });
      await drive(
        callback,
        model,
        [1, 2, 3].map((value) => ({ [monitor]: value })),
      );
      expect(callback.cuts, monitor).toHaveLength(cuts);
    }
  });

  it('cuts each group with a rate of its own by the same rule, as PyTorch does', async () => {
    const model = oneWeight();
    const inner = new SGD({
      learningRate: 1,
      groups: [
        { where: { name: 'head' }, learningRate: 0.3 },
        { where: { minRank: 2 }, rateFactor: 10 },
        { where: () => true, learningRate: 0.04 },
      ],
    });
    const optimizer = new ExponentialMovingAverage({ optimizer: inner });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const callback = reduceOnPlateau({ monitor: 'loss', patience: 0, factor: 0.5, floor: 0.1 });
    const after: number[][] = [];
    await drive(
      callback,
      model,
      Array.from({ length: 5 }, () => ({ loss: 1 })),
      () => {
        after.push([optimizer.learningRate, ...optimizer.groupRates]);
      },
    );
    expect(after).toEqual([
      [1, 0.3, 10, 0.04],
      [0.5, 0.15, 5, 0.04],
      [0.25, 0.1, 2.5, 0.04],
      [0.125, 0.1, 1.25, 0.04],
      [0.1, 0.1, 1, 0.04],
    ]);
    expect(callback.cuts.map(({ to }) => to)).toEqual([0.5, 0.25, 0.125, 0.1]);
  });

  it('makes a cut of a group alone, when the optimizer has reached the floor', async () => {
    const model = oneWeight();
    const optimizer = new SGD({
      learningRate: 0.1,
      groups: [{ where: { name: 'kernel' }, learningRate: 1 }],
    });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const callback = reduceOnPlateau({ monitor: 'loss', patience: 0, factor: 0.5, floor: 0.1 });
    await drive(callback, model, [{ loss: 1 }, { loss: 1 }]);
    expect(callback.cuts).toEqual([{ epoch: 1, from: 0.1, to: 0.1 }]);
    // The loss (w − 0)² has the gradient 2w at w = 1.
    await model.fit(column(1), column(0), { epochs: 1 });
    expect((await model.getWeights()[0]?.data())?.[0]).toBe(1 - 0.5 * 2);
  });

  it.each(Object.entries({ ...builtIns, Adam: () => new Adam({ learningRate: 0.5 }) }))(
    'changes what %s really does',
    async (_, optimizer) => {
      const step = async (cut: boolean) => {
        const model = oneWeight(0);
        model.compile({ optimizer: optimizer(), loss: 'meanSquaredError' });
        const callback = reduceOnPlateau({ monitor: 'loss', patience: 0, factor: 0 });
        const [x, y] = [column(1), column(1e6)];
        const at = async () => (await model.getWeights()[0]?.data())?.[0];
        if (cut) {
          callback.setModel(model);
          await callback.onTrainBegin();
          for (const epoch of [0, 1]) await callback.onEpochEnd(epoch, { loss: 1 });
          expect(callback.cuts).toEqual([{ epoch: 1, from: 0.5, to: 0 }]);
        }
        await model.fit(x, y, { epochs: 1 });
        return at();
      };
      expect(await step(false)).not.toBe(0);
      expect(await step(true)).toBe(0);
    },
  );

  it('keeps its cuts for reading, and begins anew with each fit', async () => {
    const model = oneWeight();
    model.compile({ optimizer: tf.train.adam(1), loss: 'meanSquaredError' });
    const callback = reduceOnPlateau({ monitor: 'loss', patience: 1, factor: 0.5 });
    const flat = [{ loss: 1 }, { loss: 1 }, { loss: 1 }];
    await drive(callback, model, flat);
    expect(callback.cuts).toEqual([{ epoch: 2, from: 1, to: 0.5 }]);
    await drive(callback, model, [{ loss: 2 }, { loss: 2 }]);
    expect(callback.cuts).toEqual([]);
  });

  it.each([
    ['warmup', warmup(4, 1), (update: number) => Math.min((update + 1) / 4, 1)],
    [
      'exponentialWarmup',
      exponentialWarmup(4, 1, 0.0625),
      (update: number) => 2 ** Math.min(update - 3, 0),
    ],
  ])('cuts what %s climbs to, whose shape stays', async (_, learningRate, shape) => {
    const model = oneWeight();
    const groups = [{ where: { name: 'head' }, learningRate: warmup(2, 10) }];
    const optimizer = new SGD({ learningRate, groups });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const cutting = reduceOnPlateau({ monitor: 'loss', patience: 0, factor: 0.5 });
    // One update an epoch, in which the loss stays at 1: cut after every epoch but the first.
    const callbacks = [learningRateLog(), cutting];
    const { history } = await model.fit(column(0), column(1), { epochs: 7, callbacks });
    const seen = Array.from(
      { length: 7 },
      (_, update) => shape(update) * 0.5 ** Math.max(update - 1, 0),
    );
    expect(cutting.cuts.map(({ from, to }) => [from, to])).toEqual(
      [0, 1, 2, 3, 4, 5].map((cut) => [0.5 ** cut, 0.5 ** (cut + 1)]),
    );
    expect(optimizer.groupRates).toEqual([10 * 0.5 ** 6]);
    expect(history['learningRate']).toEqual(seen);
  });

  it('refuses an optimizer whose rate is a schedule, also inside a wrapper', async () => {
    const scheduled = () => new SGD({ learningRate: cosine({ peak: 0.1, updates: 9 }) });
    const wrapped = (optimizer: SGD) => new ExponentialMovingAverage({ optimizer });
    const fit = (optimizer: tf.Optimizer, epochs: number) => {
      const model = oneWeight();
      model.compile({ optimizer, loss: 'meanSquaredError' });
      const callbacks = [reduceOnPlateau({ monitor: 'loss', patience: 0, factor: 0.5 })];
      return model.fit(column(0), column(1), { epochs, callbacks });
    };
    for (const optimizer of [scheduled(), wrapped(scheduled())]) {
      await expect(fit(optimizer, 1)).rejects.toThrow(
        /^reduceOnPlateau: the optimizer's learningRate must be a number, or a warm-up to one, got the schedule/,
      );
    }
    const learningRate = cosine({ peak: 0.1, updates: 9 });
    const grouped = new SGD({ groups: [{ where: { name: 'head' } }, { where: {}, learningRate }] });
    await expect(fit(wrapped(grouped), 1)).rejects.toThrow(
      /^reduceOnPlateau: the optimizer's groups\[1\]\.learningRate must be a number, or a warm-up to one, got the schedule/,
    );
    const optimizer = wrapped(new SGD({ learningRate: 1 }));
    await fit(optimizer, 2);
    expect(optimizer.learningRate).toBe(0.5);
  });

  it('refuses a log that there is not, with the remedy', async () => {
    const model = oneWeight();
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['mae'] });
    const fit = (options?: ReduceOnPlateauOptions) =>
      model.fit(column(1), column(1), { callbacks: [reduceOnPlateau(options)] });
    await expect(fit()).rejects.toThrow(
      'reduceOnPlateau: monitor must be one of the logs of an epoch, got "val_loss"; give fit validationData or a validationSplit',
    );
    await expect(fit({ monitor: 'los', mode: 'min' })).rejects.toThrow(
      'got "los"; did you mean "loss"?',
    );
  });

  it('does not ask for the validation of an epoch that was broken off', async () => {
    const model = oneWeight();
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const [x, y] = [column(1, 1), column(NaN, NaN)];
    const { history } = await model.fit(x, y, {
      batchSize: 1,
      validationData: [x, y],
      callbacks: [terminateOnNaN({ say: () => {} }), reduceOnPlateau()],
    });
    expect(Object.keys(history)).toEqual(['loss']);
  });

  it.each([
    [{ factor: 1 }, 'factor must be at least 0 and below 1, got 1'],
    [{ patience: -1 }, 'patience must be a whole number of at least 0, got -1'],
    [{ monitor: 3 }, 'monitor must be the name of a log such as "val_loss", got 3'],
    [{ mode: 'most' }, 'mode must be one of auto, min, max, got "most"'],
    [{ minLr: 0 }, 'unknown option "minLr"'],
  ])('refuses %j', (options, message) => {
    expect(() => reduceOnPlateau(options as object)).toThrow(`reduceOnPlateau: ${message}`);
  });
});
