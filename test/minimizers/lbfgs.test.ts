import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { LBFGS, type LBFGSConfig, type PlainFunction } from '../../src/minimizers/index.ts';
import { testBackends } from '../support/backends.ts';
import { smallModel, smallTask } from '../support/small-model.ts';
import { rosenbrock } from './rosenbrock.ts';

const variable = (values: tf.TensorLike) => tf.tidy(() => tf.variable(tf.tensor(values)));
const numbers = async (one: tf.Tensor) => [...(await one.data())];

describe('L-BFGS', () => {
  const size = fc.double({ min: -3, max: 3, noNaN: true });
  const bowls = fc
    .integer({ min: 1, max: 6 })
    .chain((n) =>
      fc.record({
        start: fc.array(size, { minLength: n, maxLength: n }),
        optimum: fc.array(size, { minLength: n, maxLength: n }),
        powers: fc.array(size, { minLength: n, maxLength: n }),
        mix: fc.array(size, { minLength: n, maxLength: n }),
      }),
    )
    // Curvatures from 0.05 to 20 along the axes, and one more direction across them.
    .map(({ start, optimum, powers, mix }) => {
      const f: PlainFunction = (x) => {
        const way = x.map((value, i) => value - (optimum[i] as number));
        const across = way.reduce((sum, value, i) => sum + value * (mix[i] as number), 0);
        const slopes = way.map(
          (v, i) => v * Math.exp(powers[i] as number) + across * (mix[i] as number),
        );
        return {
          value: way.reduce((t, v, i) => t + (v * (slopes[i] as number)) / 2, 0),
          gradient: slopes,
        };
      };
      return { f, start, optimum };
    });

  it('keeps both Wolfe conditions in every update on every quadratic', async () => {
    const law = fc.asyncProperty(bowls, async ({ f, start }) => {
      const minimizer = new LBFGS({ updates: 1, toleranceGradient: 1e-4 });
      let x = start;
      for (let update = 0; update < 15; update++) {
        const result = await minimizer.minimizeFunction(f, x);
        if (result.updates === 0) return;
        const [before, after] = [await f([...x]), await f([...result.x])];
        const along = (gradient: ArrayLike<number>) =>
          result.x.reduce((t, v, i) => t + (v - (x[i] as number)) * (gradient[i] as number), 0);
        const promised = along(before.gradient);
        expect(promised).toBeLessThan(0);
        expect(after.value).toBeLessThanOrEqual(before.value + 1e-4 * promised + 1e-12);
        expect(Math.abs(along(after.gradient))).toBeLessThanOrEqual(-0.9 * promised + 1e-12);
        x = result.x;
      }
    });
    await fc.assert(law, { seed: 1 });
  });

  it('finds the optimum of every quadratic', async () => {
    const law = fc.asyncProperty(bowls, async ({ f, start, optimum }) => {
      const minimizer = new LBFGS({ updates: 200, toleranceChange: 0, toleranceGradient: 1e-8 });
      const { x, stopped } = await minimizer.minimizeFunction(f, start);
      expect(stopped).toBe('gradient');
      expect(x).toEqual(optimum.map((value) => expect.closeTo(value, 6)));
    });
    await fc.assert(law, { seed: 1 });
  });

  it('takes at most 1 over all weights together as its first step, and none before it is asked', async () => {
    const minimizer = new LBFGS({ updates: 1, lineSearch: null });
    const f = (x: number[]) => ({
      value: 100 * x.reduce((t, v) => t + v, 0),
      gradient: [100, 100],
    });
    expect((await minimizer.minimizeFunction(f, [1, 2])).x).toEqual([0.5, 1.5]);
  });

  it('remembers from call to call until it is reset', async () => {
    const walk = async (minimizer: LBFGS, updates: number, forget = false) => {
      let x = [-1.2, 1];
      for (let i = 0; i < updates; i++) {
        if (forget) minimizer.reset();
        x = (await minimizer.minimizeFunction(rosenbrock, x)).x;
      }
      return rosenbrock(x).value;
    };
    const one = { updates: 1 };
    const whole = (await new LBFGS({ updates: 30 }).minimizeFunction(rosenbrock, [-1.2, 1])).loss;
    expect(await walk(new LBFGS(one), 30)).toBeCloseTo(whole, 10);
    expect(await walk(new LBFGS(one), 30, true)).toBeGreaterThan(1);
    const again = new LBFGS(one);
    const first = await walk(again, 5);
    again.reset();
    expect(await walk(again, 5)).toBe(first);
  });

  it('does not use its memory for another number of weights', async () => {
    const minimizer = new LBFGS({ updates: 2 });
    const f = (x: number[]) => ({
      value: x.reduce((t, v) => t + v ** 4, 0),
      gradient: x.map((v) => 4 * v ** 3),
    });
    await minimizer.minimizeFunction(f, [1, 2]);
    await expect(minimizer.minimizeFunction(f, [1, 2, 3])).rejects.toThrow(
      'LBFGS: the steps remembered are of 2 weights, but there are 3 now; call reset() first',
    );
    minimizer.reset();
    await minimizer.minimizeFunction(f, [1, 2, 3]);
  });

  it('tries the gradient itself once more when the memory leads nowhere', async () => {
    const minimizer = new LBFGS({ updates: 3 });
    const steep = 1e12;
    await minimizer.minimizeFunction(
      ([x = 0]) => ({ value: (x * x) / steep, gradient: [(2 * x) / steep] }),
      [steep],
    );
    // The bowl is much narrower now, so that a step as long as before ends outside it, however often it is halved.
    const narrow: PlainFunction = ([x = 0]) =>
      x > 0.5 ? { value: x * x, gradient: [2 * x] } : { value: NaN, gradient: [NaN] };
    const { loss } = await minimizer.minimizeFunction(narrow, [1]);
    expect(loss).toBeLessThan(1);
  });

  it('says when no step along the gradient has a value, and stays', async () => {
    const cliff: PlainFunction = ([x = 0]) => ({ value: x === 1 ? 3 : NaN, gradient: [1] });
    await expect(new LBFGS().minimizeFunction(cliff, [1])).rejects.toThrow(
      'LBFGS: the loss is NaN after the step; give a smaller learningRate; the variables are back at the update before',
    );
  });

  it('says when a step of fixed length leaves where there is a loss', async () => {
    const half: PlainFunction = ([x = 0]) => ({ value: x > 0.5 ? x : NaN, gradient: [1] });
    const minimizer = new LBFGS({ lineSearch: null });
    await expect(minimizer.minimizeFunction(half, [1])).rejects.toThrow(
      'LBFGS: the loss is NaN after the step; give a smaller learningRate',
    );
  });

  it('stops where the gradient is not that of the loss', async () => {
    const wrong: PlainFunction = ([x = 0]) => ({ value: x * x, gradient: [-2 * x] });
    const { stopped, updates, x } = await new LBFGS().minimizeFunction(wrong, [1]);
    expect({ stopped, updates, x }).toEqual({ stopped: 'line-search', updates: 0, x: [1] });
  });

  it.each([
    [{ memory: 0 }, 'LBFGS: memory must be a whole number of at least 1, got 0'],
    [{ lineSearch: 'armijo' }, 'LBFGS: lineSearch must be "strong-wolfe" or null, got "armijo"'],
    [{ history: 5 }, 'LBFGS: unknown option "history"'],
  ])('refuses %o', (options, message) => {
    expect(() => new LBFGS(options as Partial<LBFGSConfig>)).toThrow(message);
  });
});

describe.each(testBackends)('L-BFGS on %s', (backend) => {
  it('walks down a curved valley as far as float32 goes, and ends', async () => {
    await useBackend(backend);
    const [a, b] = [variable(-1.2), variable([1])];
    const loss = () => {
      const bend = b.sub(a.square()).square().mul(100);
      return bend.add(tf.sub(1, a).square()).sum().asScalar();
    };
    const before = tf.memory().numTensors;
    const { stopped, updates } = await new LBFGS({ updates: 1000 }).minimize(loss, [a, b]);
    expect(tf.memory().numTensors).toBe(before);
    expect(['gradient', 'change', 'line-search']).toContain(stopped);
    expect(updates).toBeLessThan(60);
    for (const w of [a, b]) expect((await numbers(w))[0]).toBeCloseTo(1, 3);
    tf.dispose([a, b]);
  });

  it('walks down a bowl so shallow that the square of its slope is below the tolerance for changes', async () => {
    await useBackend(backend);
    const w = variable([1]);
    const result = await new LBFGS().minimize(() => w.square().mul(1e-6).sum().asScalar(), [w]);
    expect(result.stopped).toBe('gradient');
    expect(Math.abs((await numbers(w))[0] as number)).toBeLessThan(1e-3);
    w.dispose();
  });

  it('ends in noise, below which there is nothing to find', async () => {
    await useBackend(backend);
    const w = variable([1, 2, 3]);
    // Near 1e4 a float32 loss has steps of 0.001, which hide most of this bowl.
    const loss = () => w.square().sum().add(1e4).asScalar();
    for (const toleranceChange of [1e-9, 0]) {
      w.assign(tf.tensor([1, 2, 3]));
      const minimizer = new LBFGS({ updates: 10_000, toleranceGradient: 0, toleranceChange });
      const { stopped, evaluations } = await minimizer.minimize(loss, [w]);
      expect(['change', 'line-search', 'gradient']).toContain(stopped);
      expect(evaluations).toBeLessThan(500);
    }
    w.dispose();
  });

  it('trains a layers model on all of its data', async () => {
    await useBackend(backend);
    const model = smallModel();
    const [xs, ys] = smallTask();
    const before = tf.memory().numTensors;
    const loss = () => tf.losses.meanSquaredError(ys, model.apply(xs) as tf.Tensor) as tf.Scalar;
    const weights = model.trainableWeights.map((w) => w.read() as tf.Variable);
    const start = tf.tidy(loss);
    const { loss: end } = await new LBFGS({ updates: 100 }).minimize(loss, weights);
    const now = tf.tidy(loss);
    expect((await numbers(start))[0]).toBeGreaterThan(0.5);
    expect(end).toBeLessThan(0.02);
    expect((await numbers(now))[0]).toBeCloseTo(end, 5);
    tf.dispose([start, now]);
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
    tf.dispose([xs, ys]);
  });
});
