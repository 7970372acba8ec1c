import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { loadDigits } from '../../src/problems/digits-data.ts';
import { problem, type Problem } from '../../src/problems/index.ts';
import { l2 } from '../../src/regularizers/index.ts';
import { random } from '../../src/shared/random.ts';
import { draw, gradients, measure, readScalars } from './read.ts';

let tasks: Problem[] = [];
beforeEach(() => useBackend('cpu'));
afterEach(() => {
  for (const task of tasks) task.dispose();
  tasks = [];
});

async function built(spec: object = {}, seed = 1): Promise<Problem> {
  const task = await problem({ name: 'digits', ...spec }, random(seed));
  tasks.push(task);
  return task;
}

const weights = (task: Problem) =>
  Promise.all(task.variables.map(async (variable) => [...(await variable.data())]));
const kernels = (task: Problem) => task.variables.filter(({ rank }) => rank === 2);

describe('digits', () => {
  it('has a first loss of ln 10 and chance accuracy when the softmax starts at zero', async () => {
    const task = await built({ batch: 'all' });
    for (const variable of task.variables) variable.assign(tf.zerosLike(variable));
    const { loss, validationLoss, validationAccuracy } = await measure(task);
    expect(loss).toBeCloseTo(Math.log(10), 5);
    expect(validationLoss).toBeCloseTo(Math.log(10), 5);
    expect(validationAccuracy).toBeCloseTo(0.1, 5);
    expect(await draw(task)).toBeCloseTo(Math.log(10), 5);
  });

  it('has the gradient mean of x (p - y), in closed form at zero, where p is 1/10', async () => {
    const task = await built({ batch: 'all' });
    for (const variable of task.variables) variable.assign(tf.zerosLike(variable));
    const { pixels, labels, count } = (await loadDigits()).train;
    const expected = Array<number>(640).fill(0);
    for (let i = 0; i < 64_000; i++) {
      for (let c = 0; c < 10; c++) {
        const residual = 0.1 - (labels[Math.floor(i / 64)] === c ? 1 : 0);
        expected[(i % 64) * 10 + c]! += ((pixels[i] as number) * residual) / count;
      }
    }
    const [kernel, bias] = (await gradients(task)) as [number[], number[]];
    const worst = Math.max(...kernel.map((g, i) => Math.abs(g - (expected[i] as number))));
    expect(worst).toBeLessThan(1e-6);
    expect(Math.max(...bias.map(Math.abs))).toBeLessThan(1e-6);
  });

  it.each(['softmax', 'hidden', 'convolutional'])(
    'starts near chance with the %s model',
    async (model) => {
      const { loss } = await measure(await built({ model }));
      expect(Math.abs((loss as number) - Math.log(10))).toBeLessThan(0.5);
    },
  );

  it("reaches the optimum and the accuracies of scikit-learn's logistic regression", async () => {
    await useBackend('wasm');
    // scripts/export-digits.py prints these: C = 0.1 on 1000 images is an L2 strength of 1 / (2 · 0.1 · 1000).
    const penalty = l2({ l2: 0.005 });
    const task = await built({ batch: 'all' });
    const rule = tf.train.momentum(2, 0.9);
    const [kernel] = kernels(task) as [tf.Variable];
    for (let i = 0; i < 250; i++) {
      rule.minimize(() => task.loss().add(penalty(kernel)), false, [...task.variables]);
    }
    rule.dispose();
    const { loss, validationLoss, validationAccuracy } = await measure(task);
    expect(loss).toBeCloseTo(0.421948, 5);
    expect(validationLoss).toBeCloseTo(0.466645, 5);
    expect(validationAccuracy).toBeCloseTo(0.926667, 5);
    const { trainAccuracy, testLoss, testAccuracy } = await readScalars(() => task.judge?.() ?? {});
    expect(trainAccuracy).toBeCloseTo(0.954, 5);
    expect(testLoss).toBeCloseTo(0.423745, 5);
    expect(testAccuracy).toBeCloseTo(0.955734, 5);
  });

  it('learns with a hidden layer, better than scikit-learn without one', async () => {
    await useBackend('wasm');
    const task = await built({ model: 'hidden', layers: [64] });
    const rule = tf.train.adam(0.003);
    for (let i = 0; i < 600; i++) rule.minimize(() => task.loss(), false, [...task.variables]);
    rule.dispose();
    const { testAccuracy } = await readScalars(() => task.judge?.() ?? {});
    expect(testAccuracy).toBeGreaterThan(0.9557);
  });

  it.each([{ model: 'hidden' }, { model: 'convolutional', layers: [4, 3] }])(
    'computes the same losses and gradients on wasm as on cpu, with %j',
    async (options) => {
      const on = async (backend: 'cpu' | 'wasm') => {
        await useBackend(backend);
        const task = await built(options);
        return [...(await gradients(task)).flat(), ...Object.values(await measure(task))];
      };
      const [cpu, wasm] = [await on('cpu'), await on('wasm')];
      expect(wasm).toHaveLength(cpu.length);
      expect(Math.max(...wasm.map((g, i) => Math.abs(g - (cpu[i] as number))))).toBeLessThan(1e-6);
    },
  );

  it('draws minibatches from the training images used: their losses average to the whole', async () => {
    const task = await built({ batch: 10, train: 40 });
    const { loss } = await measure(task);
    for (let pass = 0; pass < 2; pass++) {
      let sum = 0;
      for (let i = 0; i < 4; i++) sum += await draw(task);
      expect(sum / 4).toBeCloseTo(loss as number, 5);
    }
    expect(await draw(task)).not.toBeCloseTo(await draw(task), 4);
  });

  it('draws the whole training set when the batch is "all" or as large', async () => {
    for (const batch of ['all', 30]) {
      const task = await built({ batch, train: 30 });
      expect(await draw(task)).toBe((await measure(task))['loss']);
    }
  });

  it('walks the same path for the same seed, and another one for another', async () => {
    const path = async (seed: number) => {
      const task = await built({ model: 'hidden', labelNoise: 0.2 }, seed);
      return [await draw(task), await draw(task), ...(await weights(task)).flat()];
    };
    const once = await path(3);
    expect(await path(3)).toEqual(once);
    expect(await path(4)).not.toEqual(once);
  });

  it('starts at the same weights whatever the batch, the images used and their labels are', async () => {
    const start = await weights(await built());
    expect(await weights(await built({ batch: 5, train: 50, labelNoise: 0.5 }))).toEqual(start);
  });

  it('shows the same images in any ink', async () => {
    const [plain, black] = [await built(), await built({ ink: 16 })];
    const [kernel] = plain.variables;
    const before = await measure(plain);
    kernel?.assign(kernel.mul(16));
    const { loss, validationLoss } = await measure(black);
    expect((await measure(plain))['loss']).toBeCloseTo(loss as number, 4);
    expect((await measure(plain))['validationLoss']).toBeCloseTo(validationLoss as number, 4);
    expect(before['loss']).not.toBeCloseTo(loss as number, 1);
  });

  it('mislabels training images and no others', async () => {
    const [clean, noisy] = [await built(), await built({ labelNoise: 0.3 })];
    const [before, after] = [await measure(clean), await measure(noisy)];
    expect(after['validationLoss']).toBe(before['validationLoss']);
    expect(after['loss']).not.toBeCloseTo(before['loss'] as number, 3);
  });

  it.each([
    [
      { model: 'cnn' },
      'digits: model must be one of softmax, hidden, residual, convolutional, got "cnn"',
    ],
    [{ layers: [0] }, 'digits: layers must be a list of whole numbers of at least 1, got [0]'],
    [{ layers: [] }, 'digits: layers must be a list of whole numbers of at least 1, got []'],
    [
      { model: 'residual', layers: [24, 12] },
      'digits: the layers of a residual model are its blocks, and must be equally wide, got [24,12]',
    ],
    [{ activation: 'rulu' }, 'digits: activation must be one of relu, tanh'],
    [{ gain: 0 }, 'digits: gain must be greater than 0, got 0'],
    [{ ink: -1 }, 'digits: ink must be greater than 0, got -1'],
    [{ batch: 0 }, 'digits: batch must be a whole number of at least 1, got 0'],
    [{ batch: 'full' }, 'digits: batch must be a number or "all", got "full"'],
    [{ batch: 33, train: 32 }, 'digits: batch must be at most 32, the training images there are'],
    [{ train: 1001 }, 'digits: train must be at most 1000, the training images there are'],
    [{ labelNoise: 1.1 }, 'digits: labelNoise must be at least 0 and at most 1, got 1.1'],
  ])('refuses %j', async (options, message) => {
    await expect(built(options)).rejects.toThrow(message);
  });
});
