import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Adam, AdamW, Momentum, SGD, SGDW, type Optimizer } from '../../src/optimizers/index.ts';
import {
  elasticNet,
  groupLasso,
  l1,
  l2,
  proximalL1,
  type Regularizer,
} from '../../src/regularizers/index.ts';
import { warmup } from '../../src/schedules/index.ts';
import { random } from '../../src/shared/random.ts';
import { freshWalk, stream } from '../../src/verify/index.ts';
import { DecoupledDecay, GradientAccumulation } from '../../src/wrappers/index.ts';
import { steps } from '../support/step.ts';
import '../support/to-follow.ts';

beforeAll(() => useBackend('cpu'));

const variable = (values: tf.TensorLike, name: string) =>
  tf.tidy(() => tf.variable(tf.tensor(values), true, name));

describe('DecoupledDecay', () => {
  it.each<[string, Optimizer, () => Optimizer]>([
    [
      'AdamW',
      new Adam({ learningRate: 0.05 }),
      () => new AdamW({ learningRate: 0.05, weightDecay: 0.2 }),
    ],
    [
      'SGDW',
      new SGD({ learningRate: 0.05 }),
      () => new SGDW({ learningRate: 0.05, momentum: 0, weightDecay: 0.2 }),
    ],
  ])('is %s with half its weightDecay as l2', async (_, optimizer, peer) => {
    const feed = stream({ rate: 0.05, updates: 100 });
    const path = await freshWalk(
      () => new DecoupledDecay({ optimizer, by: l2({ l2: 0.1 }) }),
      feed,
    );
    expect(path).toFollow(await freshWalk(peer, feed), feed.variables, 2e-6);
  });

  it('never lets the gradient see the penalty', async () => {
    // Adam's step is the rate for any constant gradient; the decay comes on top, in proportion to the weight alone.
    const by = l2({ l2: 0.5 });
    const path = (g: number) =>
      steps(new DecoupledDecay({ optimizer: new Adam({ learningRate: 0.1 }), by }), [2], [[g]]);
    for (const g of [1e-2, 1, 1e3]) {
      expect((await path(g))[1]?.[0]).toBeCloseTo(2 - 0.1 * 1 - 0.1 * 2 * 0.5 * 2, 4);
    }
  });

  it('leaves a weight at 0 there, where the kink of L1 is', async () => {
    const decay = new DecoupledDecay({
      optimizer: new SGD({ learningRate: 0.5 }),
      by: l1({ l1: 1 }),
    });
    expect(await steps(decay, [0, 2, -2], [[0, 0, 0]])).toEqual([
      [0, 2, -2],
      [0, 1.5, -1.5],
    ]);
  });

  it('takes the proximal step at the weight after the update, with the rate of that update', async () => {
    const decay = new DecoupledDecay({
      optimizer: new SGD({ learningRate: 0.5 }),
      by: proximalL1({ l1: 1 }),
    });
    // 2 - 0.5 - 0.5; then 1 - 0.75 lies within 0.5 of zero; then zero stays, for a slope below the threshold.
    expect(await steps(decay, [2], [[1], [1.5], [0.9]])).toEqual([[2], [1], [0], [0]]);
  });

  it.each([l2({ l2: 0.5 }), proximalL1({ l1: 1 })])(
    'decays with the rate that the schedule gives for this very update (%#)',
    async (by) => {
      const learningRate = warmup(4, 0.4);
      const decay = new DecoupledDecay({ optimizer: new SGD({ learningRate }), by });
      const [start, first, second] = (await steps(decay, [1], [[0], [0]])).flat();
      const share = by.config.regularizer === 'l2' ? (w: number) => w : () => 1;
      expect(first).toBeCloseTo(1 - 0.1 * share(start as number), 6);
      expect(second).toBeCloseTo((first as number) - 0.2 * share(first as number), 6);
    },
  );

  it('spares what the update leaves alone', async () => {
    const [given, missing, frozen] = [
      variable([[1]], 'given'),
      variable([[1]], 'missing'),
      variable([[1]], 'frozen'),
    ];
    const g = tf.tensor([[0]]);
    const optimizer = new SGD({
      learningRate: 0.1,
      groups: [{ where: { name: 'frozen' }, frozen: true }],
    });
    const decay = new DecoupledDecay({ optimizer, by: l2({ l2: 1 }) });
    decay.applyGradients({ given: g, missing: null as unknown as tf.Tensor, frozen: g });
    expect(await given.array()).toEqual([[expect.closeTo(0.8, 6)]]);
    expect([await missing.array(), await frozen.array()]).toEqual([[[1]], [[1]]]);
    decay.dispose();
    tf.dispose([given, missing, frozen, g]);
  });

  it.each([
    ['kernels alone', { minRank: 2 }, [0.8, 1]],
    ['a name', { name: 'bias_' }, [1, 0.8]],
    ['a function', (one: tf.Variable) => one.size === 1, [0.8, 0.8]],
    ['all by default', undefined, [0.8, 0.8]],
  ])('shrinks %s', async (_, where, [kernelAfter, biasAfter]) => {
    const [kernel, bias] = [variable([[1]], 'kernel_1'), variable([1], 'bias_1')];
    const [g, h] = [tf.zerosLike(kernel), tf.zerosLike(bias)];
    const optimizer = new SGD({ learningRate: 0.1 });
    const by = l2({ l2: 1 });
    const decay = new DecoupledDecay({ optimizer, by, ...(where && { where }) });
    decay.applyGradients({ kernel_1: g, bias_1: h });
    expect((await kernel.data())[0]).toBeCloseTo(kernelAfter as number, 6);
    expect((await bias.data())[0]).toBeCloseTo(biasAfter as number, 6);
    decay.dispose();
    tf.dispose([kernel, bias, g, h]);
  });

  it.each<[string, Regularizer, number]>([
    ['once more, for all variables', l2({ l2: 0.1 }), 2],
    ['once more for a proximal step', proximalL1({ l1: 0.1 }), 2],
    ['only for the update where the penalty looks along axes', groupLasso({ strength: 0.1 }), 1],
  ])('calls the kernel %s', async (_, by, calls) => {
    const variables = [variable([[1, 2]], 'one'), variable([[3], [4]], 'other')];
    const gradients = variables.map((one) => ({ name: one.name, tensor: tf.onesLike(one) }));
    const decay = new DecoupledDecay({ optimizer: new Adam({ fused: 'require' }), by });
    const { newTensors, kernels } = await tf.profile(() => decay.applyGradients(gradients));
    expect(kernels.filter(({ name }) => name === 'Descent')).toHaveLength(calls);
    expect(newTensors).toBe(2 * variables.length);
    expect(decay.path).toBe('fused');
    decay.dispose();
    tf.dispose([...variables, ...gradients.map(({ tensor }) => tensor)]);
  });

  it('keeps to tensor operations where the update did', () => {
    const [one, g] = [variable([2], 'one'), tf.tensor([1])];
    const optimizer = new SGD({ learningRate: 0.1, fused: false });
    const decay = new DecoupledDecay({ optimizer, by: l2({ l2: 1 }) });
    const run = vi.spyOn(tf.engine(), 'runKernel');
    decay.applyGradients({ one: g });
    expect(run.mock.calls.map(([name]) => name)).not.toContain('Descent');
    expect(decay.path).toBe('tensors: fused is false');
    run.mockRestore();
    tf.dispose([one, g]);
  });

  it('leaves a weight at 0 there, where l1 pulls neither way', async () => {
    const decay = new DecoupledDecay({ optimizer: new SGD(), by: l1({ l1: 1 }) });
    expect(await steps(decay, [0], [[0]])).toEqual([[0], [0]]);
  });

  it('cannot be saved with variables that a function picks', () => {
    const decay = new DecoupledDecay({ optimizer: new SGD(), by: l2(), where: () => true });
    expect(() => decay.getConfig()).toThrow(/is a function, which cannot be saved/);
  });

  it('acts once an update around or in gradient accumulation', async () => {
    const by = l2({ l2: 1 });
    const sgd = () => new SGD({ learningRate: 0.1 });
    const inside = new GradientAccumulation({
      optimizer: new DecoupledDecay({ optimizer: sgd(), by }),
      every: 2,
    });
    const outside = new DecoupledDecay({
      optimizer: new GradientAccumulation({ optimizer: sgd(), every: 2 }),
      by,
    });
    const zeros = [[0], [0], [0], [0]];
    const path = await steps(inside, [1], zeros);
    expect(path.flat()).toEqual([1, 1, 0.8, 0.8, 0.64].map((w) => expect.closeTo(w, 6)));
    expect(await steps(outside, [1], zeros)).toEqual(path);
  });

  describe('in a regression of which 3 of 20 inputs count', () => {
    const truth = Array.from({ length: 20 }, (_, i) => (i < 3 ? 2 - i / 2 : 0));
    const data = () => {
      const draw = random(11);
      const x = tf.tensor2d(draw.normals(100 * 20), [100, 20]);
      const noise = tf.tensor2d(draw.normals(100), [100, 1]).mul(0.1);
      return { x, y: x.matMul(tf.tensor2d(truth, [20, 1])).add(noise) };
    };

    /** The weights after 150 updates of half the mean squared error. */
    async function fitted(
      by: Regularizer,
      optimizer: Optimizer = new SGD({ learningRate: 0.4 }),
    ): Promise<number[]> {
      const { x, y } = tf.tidy(data);
      const w = tf.tidy(() => tf.variable(tf.zeros([20, 1])));
      const decay = new DecoupledDecay({ optimizer, by });
      const loss = () => x.matMul(w).sub(y).square().mean().div(2) as tf.Scalar;
      for (let i = 0; i < 150; i++) decay.minimize(loss, false, [w]);
      const values = [...(await w.data())];
      decay.dispose();
      tf.dispose([x, y, w]);
      return values;
    }
    const zeros = (weights: readonly number[]) => weights.filter((one) => one === 0).length;

    it('finds exact zeros with the proximal step, and none with the subgradient', async () => {
      const proximal = await fitted(proximalL1({ l1: 0.1 }));
      expect(zeros(proximal)).toBe(17);
      expect(proximal.slice(0, 3).every((one) => one > 0.5)).toBe(true);
      expect(zeros(await fitted(l1({ l1: 0.1 })))).toBe(0);
      expect(zeros(await fitted(elasticNet({ l1: 0.1, l2: 0.01 })))).toBe(0);
    });

    it.each<[string, Optimizer, number]>([
      ['SGD', new SGD({ learningRate: 0.4 }), 0.1],
      [
        'momentum, as if l1 were 1 - momentum times itself',
        new Momentum({ learningRate: 0.2, momentum: 0.5 }),
        0.05,
      ],
    ])('ends where the lasso is least around %s', async (_, optimizer, strength) => {
      const weights = await fitted(proximalL1({ l1: 0.1 }), optimizer);
      const { x, y } = tf.tidy(data);
      const slopes = tf.tidy(() =>
        x
          .matMul(tf.tensor2d(weights, [20, 1]))
          .sub(y)
          .mul(x)
          .mean(0),
      );
      const g = await slopes.data();
      // The optimality conditions: the slope of the loss is -l1 · sign(w), or within [-l1, l1] where w is 0.
      for (const [i, w] of weights.entries()) {
        if (w === 0) expect(Math.abs(g[i] as number)).toBeLessThanOrEqual(strength);
        else expect(g[i]).toBeCloseTo(-strength * Math.sign(w), 4);
      }
      expect(zeros(weights)).toBeGreaterThan(10);
      tf.dispose([x, y, slopes]);
    });

    it('knows no measure between few zeros and none but zeros around Adam', async () => {
      const around = (l1: number) => fitted(proximalL1({ l1 }), new Adam({ learningRate: 0.05 }));
      expect(zeros(await around(0.5))).toBeLessThan(5);
      expect(zeros(await around(1.5))).toBe(20);
    });
  });
});
