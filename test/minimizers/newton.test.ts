import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Newton, type PlainFunction } from '../../src/minimizers/index.ts';
import { testBackends } from '../support/backends.ts';
import { newtonStep, rosenbrock } from './rosenbrock.ts';

const variable = (values: tf.TensorLike) => tf.tidy(() => tf.variable(tf.tensor(values)));
const close = (values: readonly number[], digits: number) =>
  values.map((value) => expect.closeTo(value, digits) as number);

/** ½ (a² − b²): a saddle at 0. */
const saddle: PlainFunction = ([a = 0, b = 0]) => ({
  value: (a * a - b * b) / 2,
  gradient: [a, -b],
});
/** (a + b)²: a valley with a level floor. */
const level: PlainFunction = ([a = 0, b = 0]) => ({
  value: (a + b) ** 2,
  gradient: [2 * (a + b), 2 * (a + b)],
});

describe('Newton', () => {
  it.each([0, 5])(
    "takes the steps of Rosenbrock's analytic Hessian, damping %d",
    async (damping) => {
      const minimizer = new Newton({ updates: 1, damping });
      let x = [-1.2, 1];
      for (let update = 0; update < 5; update++) {
        const wanted = newtonStep(x, damping);
        x = (await minimizer.minimizeFunction(rosenbrock, x)).x;
        const errors = x.map((value, i) => Math.abs(value - (wanted[i] as number)));
        expect(Math.max(...errors)).toBeLessThan(1e-6);
      }
    },
  );

  it('doubles its digits in every update, and needs six on Rosenbrock', async () => {
    const { x, updates, indefinite } = await new Newton().minimizeFunction(rosenbrock, [-1.2, 1]);
    expect(x).toEqual(close([1, 1], 9));
    expect({ updates, indefinite }).toEqual({ updates: 6, indefinite: 0 });
  });

  it('takes the share of the step that the learning rate says', async () => {
    const minimizer = new Newton({ updates: 1, learningRate: 0.25 });
    const f: PlainFunction = (x) => ({
      value: x.reduce((t, v) => t + v * v, 0),
      gradient: x.map((v) => 2 * v),
    });
    expect((await minimizer.minimizeFunction(f, [4, -8])).x).toEqual(close([3, -6], 8));
  });

  it('is drawn to a saddle as much as to a minimum, and counts that', async () => {
    const { x, indefinite, stopped, updates } = await new Newton({ updates: 3 }).minimizeFunction(
      saddle,
      [2, 1],
    );
    expect(x).toEqual(close([0, 0], 7));
    expect(stopped).toBe('gradient');
    expect(indefinite).toBe(updates);
    const { x: top } = await new Newton().minimizeFunction(
      ([a = 0]) => ({ value: Math.cos(a), gradient: [-Math.sin(a)] }),
      [0.5],
    );
    expect(top[0]).toBeCloseTo(0, 7);
  });

  it('leaves a saddle with damping above its negative curvature', async () => {
    const { loss, indefinite } = await new Newton({ damping: 1.5, updates: 4 }).minimizeFunction(
      saddle,
      [2, 1],
    );
    expect(loss).toBeLessThan(-5);
    expect(indefinite).toBe(0);
  });

  it('starts its count anew in every call', async () => {
    const minimizer = new Newton({ updates: 1 });
    expect(await minimizer.minimizeFunction(saddle, [2, 1])).toMatchObject({ indefinite: 1 });
    expect(await minimizer.minimizeFunction(rosenbrock, [-1.2, 1])).toMatchObject({
      indefinite: 0,
    });
  });

  it('says that a Hessian is singular, with a damping that is enough', async () => {
    const rejected = await new Newton()
      .minimizeFunction(level, [1, 2])
      .catch((error: Error) => error.message);
    expect(rejected).toMatch(
      /^Newton: the Hessian is singular, so that no step is defined; a damping of ([\d.]+) is enough here$/,
    );
    const damping = Number(/damping of ([\d.]+)/.exec(String(rejected))?.[1]);
    const { loss } = await new Newton({ damping }).minimizeFunction(level, [1, 2]);
    expect(loss).toBeLessThan(1e-9);
    const line: PlainFunction = () => ({ value: 1, gradient: [1, 2] });
    await expect(new Newton().minimizeFunction(line, [1, 2])).rejects.toThrow(
      'damping of 1 is enough',
    );
    await expect(new Newton({ damping: 1 }).minimizeFunction(saddle, [1, 2])).rejects.toThrow(
      'Newton: the Hessian plus damping 1 is singular',
    );
  });

  it('halves a step that would go up, when it backtracks', async () => {
    // From beyond 1.09 on, each of Newton's own steps on log cosh is longer than the one before.
    const logCosh: PlainFunction = ([a = 0]) => ({
      value: Math.log(Math.cosh(a)),
      gradient: [Math.tanh(a)],
    });
    await expect(new Newton().minimizeFunction(logCosh, [1.5])).rejects.toThrow(/Newton: /);
    const { x, stopped } = await new Newton({ backtracking: true }).minimizeFunction(
      logCosh,
      [1.5],
    );
    expect(x[0]).toBeCloseTo(0, 6);
    expect(stopped).toBe('gradient');
  });

  it('backtracks from where there is no value', async () => {
    const barrier: PlainFunction = ([a = 0]) => ({
      value: 1 / a - Math.sqrt(1 - a),
      gradient: [-1 / a ** 2 + 0.5 / Math.sqrt(1 - a)],
    });
    const { x } = await new Newton({ backtracking: true, learningRate: 8 }).minimizeFunction(
      barrier,
      [0.5],
    );
    expect((await barrier(x)).gradient[0]).toBeCloseTo(0, 6);
  });

  it('backtracks from where there is no gradient', async () => {
    const f: PlainFunction = ([a = 0]) => ({
      value: a * a,
      gradient: [Math.abs(a) < 0.5 ? NaN : 2 * a],
    });
    const minimizer = new Newton({ backtracking: true, updates: 1 });
    expect((await minimizer.minimizeFunction(f, [2])).x).toEqual(close([1], 8));
  });

  it.each([
    ['moves no weight by more than the tolerance', 1e9, 1e-4],
    ['lowers the loss by less', 1e-9, 0.5],
  ])('stops when an update %s', async (_, curve, learningRate) => {
    const f: PlainFunction = ([a = 0]) => ({ value: (curve * a * a) / 2, gradient: [curve * a] });
    const options = { learningRate, toleranceChange: 1e-3, toleranceGradient: 1e-12 };
    const { stopped, updates } = await new Newton(options).minimizeFunction(f, [1]);
    expect({ stopped, updates }).toEqual({ stopped: 'change', updates: 1 });
  });

  it('backtracks downhill only', async () => {
    const options = { backtracking: true };
    await expect(new Newton(options).minimizeFunction(saddle, [1, 2])).rejects.toThrow(
      /makes the step go uphill, where halving it is no use; a damping of 1\.1 is enough here/,
    );
    const wrong: PlainFunction = ([a = 0]) => ({ value: -a, gradient: [a] });
    expect(await new Newton(options).minimizeFunction(wrong, [1])).toMatchObject({
      stopped: 'line-search',
      updates: 0,
    });
  });

  it('refuses more than 1000 weights before it begins', async () => {
    const f: PlainFunction = (x) => ({ value: 1, gradient: x });
    await expect(new Newton().minimizeFunction(f, Array<number>(1001).fill(1))).rejects.toThrow(
      'Newton: at most 1000 weights, got 1001: the Hessian would have 1002001 entries; use LBFGS',
    );
  });

  it('says when the curvature cannot be felt, or the step leaves where there is a loss', async () => {
    const edge: PlainFunction = ([a = 0]) => ({ value: a, gradient: [a > 1 ? NaN : 1] });
    await expect(new Newton().minimizeFunction(edge, [1])).rejects.toThrow(
      'Newton: the gradient is NaN in element 0 of 1 close to the weights; give damping',
    );
    const hole: PlainFunction = ([a = 0]) => ({ value: a > 1 ? a * a : NaN, gradient: [2 * a] });
    await expect(new Newton().minimizeFunction(hole, [3])).rejects.toThrow(
      'Newton: the loss is NaN after the step; give damping, backtracking: true or a smaller learningRate',
    );
  });

  it('refuses damping below 0', () => {
    expect(() => new Newton({ damping: -1 })).toThrow('Newton: damping must be at least 0, got -1');
  });
});

describe.each(testBackends)('Newton on %s', (backend) => {
  it('is at the optimum of a quadratic after one update, to 1e-4 of the way', async () => {
    await useBackend(backend);
    const [a, b] = [variable([3, -2]), variable([[4]])];
    // Condition 10, axes turned; lowest at a = (1, 2), b = 3.
    const loss = () => {
      const [u, v] = [a.sub([1, 2]), b.sub(3)];
      return u
        .square()
        .mul([0.5, 5])
        .sum()
        .add(v.square().sum())
        .add(u.sum().mul(v.sum()).mul(0.3))
        .asScalar();
    };
    const before = tf.memory().numTensors;
    const { updates, indefinite } = await new Newton({ updates: 1 }).minimize(loss, [a, b]);
    expect({ updates, indefinite }).toEqual({ updates: 1, indefinite: 0 });
    expect(tf.memory().numTensors).toBe(before);
    const errors = [...(await a.data()), ...(await b.data())].map((value, i) =>
      Math.abs(value - (i + 1)),
    );
    expect(Math.max(...errors)).toBeLessThan(4e-4);
    tf.dispose([a, b]);
  });

  it.each([1, 10, 100, 1000])(
    'takes two updates on a turned bowl of condition %d',
    async (condition) => {
      await useBackend(backend);
      const w = variable([3, -2]);
      const half = Math.SQRT1_2;
      const loss = () => {
        const turned = tf.matMul(w.sub([1, 2]).as2D(1, 2), [
          [half, -half],
          [half, half],
        ]);
        return turned
          .square()
          .mul([0.5, condition / 2])
          .sum()
          .asScalar();
      };
      const minimizer = new Newton({ updates: 1, toleranceGradient: 0 });
      const leftover = async () => {
        await minimizer.minimize(loss, [w]);
        const [a, b] = (await w.data()) as unknown as [number, number];
        return Math.hypot(a - 1, b - 2) / Math.hypot(2, 4);
      };
      expect(await leftover()).toBeLessThan(4e-5 * condition);
      expect(await leftover()).toBeLessThan(1e-6);
      w.dispose();
    },
  );

  it('knows a level valley though its differences are noisy', async () => {
    await useBackend(backend);
    const w = variable([0.3, 1.7, 0.9]);
    const loss = () => w.mul([1, 3, -0.7]).sum().square().asScalar();
    await expect(new Newton().minimize(loss, [w])).rejects.toThrow(
      'Newton: the Hessian is singular',
    );
    expect([...(await w.data())]).toEqual([...Float32Array.of(0.3, 1.7, 0.9)]);
    w.dispose();
  });
});
