import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { checkGradient } from '../../src/gradients/index.ts';
import { problem } from '../../src/problems/index.ts';
import { random } from '../../src/shared/random.ts';

beforeAll(() => useBackend('cpu'));
afterEach(() => tf.disposeVariables());

const variable = (values: tf.TensorLike, name?: string) =>
  tf.tidy(() => tf.variable(tf.tensor(values), true, name));

/** Softmax regression on random data with an L2 penalty, and its gradient written by hand. */
function softmaxRegression(strength: number) {
  const stream = random(7);
  const x = tf.tensor2d(stream.normals(12), [4, 3]);
  const y = tf.tensor2d([1, 0, 0, 1, 1, 0, 0, 1], [4, 2]);
  const w = variable(
    [0.3, -0.2, 0.1, 0.4, -0.5, 0.2].map((v) => [v, -v / 2]).slice(0, 3),
    'kernel',
  );
  const b = variable([0.1, -0.3], 'bias');
  const logits = () => x.matMul<tf.Tensor2D>(w).add<tf.Tensor2D>(b);
  const loss = () =>
    logits()
      .logSoftmax()
      .mul(y)
      .sum(1)
      .mean<tf.Scalar>()
      .neg()
      .add<tf.Scalar>(w.square().sum().mul(strength));
  const residual = () => logits().softmax().sub(y).div<tf.Tensor2D>(4);
  const dataGradient = () => tf.matMul(x, residual(), true);
  const gradients = () => [dataGradient().add(w.mul(2 * strength)), residual().sum(0)];
  const forgetful = () => [dataGradient(), residual().sum(0)];
  return { loss, variables: [w, b], gradients, forgetful, dispose: () => tf.dispose([x, y]) };
}

describe('checkGradient', () => {
  it("agrees with tfjs's gradient of a quadratic, a sine and a softmax", async () => {
    const w = variable([
      [0.5, -2],
      [3, 0],
    ]);
    const quadratic = () =>
      w
        .square()
        .mul([
          [1, 2],
          [3, 4],
        ])
        .sum<tf.Scalar>();
    const sine = () => w.sin().sum<tf.Scalar>();
    const softmax = softmaxRegression(0.1);
    for (const check of [
      await checkGradient(quadratic, [w]),
      await checkGradient(sine, [w]),
      await checkGradient(softmax.loss, softmax.variables),
    ]) {
      expect(check.agrees).toBe(true);
      expect(check.allowed).toBe(1e-3);
      expect(check.maxError).toBeLessThan(5e-4);
    }
    softmax.dispose();
  });

  it('agrees with a gradient written by hand', async () => {
    const { loss, variables, gradients, dispose } = softmaxRegression(0.1);
    const check = await checkGradient(loss, variables, { analytic: gradients });
    expect(check.agrees).toBe(true);
    expect(check.checked).toBe(8);
    dispose();
  });

  it('catches a forgotten term, and says at which element', async () => {
    const { loss, variables, forgetful, dispose } = softmaxRegression(0.1);
    const check = await checkGradient(loss, variables, { analytic: forgetful });
    expect(check.agrees).toBe(false);
    expect(check.maxError).toBeGreaterThan(0.1);
    expect(check.worst.variable).toBe('kernel');
    expect(check.worst.index).toHaveLength(2);
    const [row, column] = check.worst.index as [number, number];
    const weight = ((await variables[0]!.array()) as number[][])[row]?.[column] as number;
    expect(check.worst.numeric - check.worst.analytic).toBeCloseTo(0.2 * weight, 4);
    dispose();
  });

  it('catches a single wrong element', async () => {
    const w = variable(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      'wrong',
    );
    const loss = () => w.square().sum<tf.Scalar>();
    const analytic = () => [
      w.mul(2).add([
        [0, 0, 0],
        [0, 0.1, 0],
      ]),
    ];
    const check = await checkGradient(loss, [w], { analytic });
    expect(check).toMatchObject({ agrees: false, worst: { variable: 'wrong', index: [1, 1] } });
    expect(check.worst.analytic).toBeCloseTo(10.1, 5);
    expect(check.worst.numeric).toBeCloseTo(10, 2);
  });

  it('gives a false alarm at a kink, which shrinks with h as a wrong gradient does not', async () => {
    const w = variable([0.004, 2]);
    const relu = () => w.relu().sum<tf.Scalar>();
    const check = await checkGradient(relu, [w]);
    // From -0.006 to 0.014 the ReLU rises by 0.014, over a way of 0.02.
    expect(check).toMatchObject({ agrees: false, worst: { index: [0], analytic: 1 } });
    expect(check.worst.numeric).toBeCloseTo(0.7, 4);
    expect((await checkGradient(relu, [w], { h: 1e-3 })).agrees).toBe(true);
    const doubled = () => [w.step().mul(2)];
    expect((await checkGradient(relu, [w], { h: 1e-3, analytic: doubled })).agrees).toBe(false);
  });

  it('errs in a V over h, least near 0.01 in float32', async () => {
    const w = variable([0.7, -0.9, 0.2]);
    const loss = () => w.exp().sum<tf.Scalar>();
    const error = async (h: number) => {
      const { worst } = await checkGradient(loss, [w], { h });
      return Math.abs(worst.analytic / worst.numeric - 1);
    };
    const [coarse, best, fine] = [await error(0.5), await error(1e-2), await error(1e-6)];
    expect(best).toBeLessThan(1e-3);
    expect(coarse).toBeGreaterThan(1e-2);
    expect(fine).toBeGreaterThan(1e-2);
  });

  it('does not take rounding for an error, however small the step', async () => {
    const w = variable([0.7, -1.3, 2.1]);
    for (const h of [1e-2, 1e-3, 1e-4, 1e-5]) {
      const check = await checkGradient(() => w.exp().sum<tf.Scalar>(), [w], { h });
      expect(check.agrees).toBe(true);
    }
  });

  describe('beside a loss so large that float32 hides the gradient', () => {
    const cannotTell = { verdict: 'cannot tell', agrees: false };

    it('finds a doubled gradient of a large weight, whose step is large too', async () => {
      const w = variable([1e5]);
      const loss = () => w.square().sum<tf.Scalar>();
      const check = await checkGradient(loss, [w], { analytic: () => [w.mul(4)] });
      expect(check).toMatchObject({ verdict: 'disagrees', agrees: false });
      expect(await checkGradient(loss, [w])).toMatchObject({ verdict: 'agrees', agrees: true });
    });

    it('does not agree with a gradient that is wrong by 2 beside a million', async () => {
      const w = variable([1.5, -0.5], 'beside');
      const loss = () => w.square().sum().add<tf.Scalar>(1e6);
      for (const analytic of [() => [w.mul(2).add(2)], () => [w.mul(2)], () => [w.mul(0)]]) {
        const check = await checkGradient(loss, [w], { analytic });
        expect(check).toMatchObject(cannotTell);
        expect(check.says).toMatch(
          /^rounding hides the gradient by "beside"\[\d\]: it is .*, the loss rises by .*, and float32 may be wrong by 95; take constants out of the loss, scale the targets, give a larger h, or compare in doubles with numericGradient$/,
        );
      }
      // The ways out that it names.
      const wrong = { analytic: () => [w.mul(2).add(2)] };
      expect((await checkGradient(loss, [w], { ...wrong, h: 1000 })).verdict).toBe('disagrees');
      expect((await checkGradient(loss, [w], { h: 1000 })).verdict).toBe('agrees');
      const alone = () => w.square().sum<tf.Scalar>();
      expect((await checkGradient(alone, [w], wrong)).verdict).toBe('disagrees');
    });

    it('does not agree with a bias gradient of 0 where the targets are near 200 000', async () => {
      const y = tf.tensor1d([2e5, 2.1e5, 1.9e5]);
      for (const steep of [1, 1000]) {
        const x = tf.tensor1d([-steep, 0.5 * steep, 2 * steep]);
        const [w, b] = [variable(0.5), variable(0.1)];
        const residual = () => x.mul(w).add(b).sub(y);
        const loss = () => residual().square().mean<tf.Scalar>();
        const analytic = () => [residual().mul(x).mean().mul(2), tf.scalar(0)];
        expect(await checkGradient(loss, [w, b], { analytic })).toMatchObject(cannotTell);
        x.dispose();
      }
      y.dispose();
    });

    it('takes a small variable beside a large one for hidden, and says which', async () => {
      const [large, small] = [variable([1e5], 'large'), variable([1e-3], 'small')];
      const loss = () => large.square().sum().add<tf.Scalar>(small.square().sum());
      const check = await checkGradient(loss, [large, small]);
      expect(check).toMatchObject(cannotTell);
      expect(check.says).toContain('the gradient by "small"[0]');
    });
  });

  it('says its verdict in a sentence', async () => {
    const w = variable([1, 2], 'said');
    const loss = () => w.square().sum<tf.Scalar>();
    expect((await checkGradient(loss, [w])).says).toBe(
      'the gradient agrees with the differences of the loss in all 2 coordinates',
    );
    const { says } = await checkGradient(loss, [w], { analytic: () => [w.mul([2, 3])] });
    expect(says).toMatch(
      /^the gradient by "said"\[1\] is 6, but the loss rises by (?:4|3\.999\d*|4\.000\d*)$/,
    );
  });

  it('checks real losses on cpu and wasm, where sums round more', async () => {
    for (const backend of ['cpu', 'wasm'] as const) {
      await useBackend(backend);
      const task = await problem({ name: 'digits', batch: 'all' }, random(1));
      const check = await checkGradient(() => task.loss(), task.variables, { sample: 20 });
      expect(check).toMatchObject({ agrees: true, checked: 30 });
      task.dispose();
    }
    await useBackend('cpu');
  });

  it('takes a variable that the loss does not use for one of gradient 0', async () => {
    const [used, unused] = [variable([1]), variable([2])];
    const check = await checkGradient(() => used.square().sum<tf.Scalar>(), [used, unused]);
    expect(check).toMatchObject({ agrees: true, checked: 2 });
  });

  it('checks a scalar variable', async () => {
    const w = variable(3, 'scalar');
    const check = await checkGradient(() => w.square() as tf.Scalar, [w]);
    expect(check).toMatchObject({ agrees: true, worst: { variable: 'scalar', index: [] } });
  });

  it('samples so many coordinates of each variable, the same for the same seed', async () => {
    const [w, b] = [variable(Array(50).fill(1)), variable([1, 2])];
    const moved: number[][] = [];
    const look = async (seed: number) => {
      const seen: tf.Tensor[] = [];
      const spying = () => {
        seen.push(tf.keep(w.clone()));
        return w.square().sum().add<tf.Scalar>(b.sum());
      };
      const { checked } = await checkGradient(spying, [w, b], { sample: 5, seed });
      expect(checked).toBe(7);
      const values = await Promise.all(seen.map((tensor) => tensor.data()));
      moved.push([...new Set(values.map((value) => value.findIndex((one) => one !== 1)))]);
      tf.dispose(seen);
    };
    for (const seed of [1, 1, 2]) await look(seed);
    // The five, and -1 from when nothing had moved.
    expect(moved[0]).toHaveLength(6);
    expect(moved[1]).toEqual(moved[0]);
    expect(moved[2]).not.toEqual(moved[0]);
  });

  it('leaves the variables bit for bit as they were, and no tensor behind', async () => {
    for (const backend of ['cpu', 'wasm'] as const) {
      await useBackend(backend);
      const values = [0.1, 1 / 3, -0, 1e-30, 12_345.678];
      const w = variable(values);
      const bits = async () => [...new Uint32Array(Float32Array.from(await w.data()).buffer)];
      const before = await bits();
      const count = tf.memory().numTensors;
      await checkGradient(() => w.sin().sum<tf.Scalar>(), [w]);
      await checkGradient(() => w.sin().sum<tf.Scalar>(), [w], { analytic: () => [w] });
      expect(await bits()).toEqual(before);
      expect(tf.memory().numTensors).toBe(count);
    }
    await useBackend('cpu');
  });

  it('puts the variables back when the loss throws half-way', async () => {
    const w = variable([1, 2]);
    const count = tf.memory().numTensors;
    let calls = 0;
    const fragile = () => {
      calls += 1;
      if (calls > 4) throw new Error('broken');
      return w.square().sum<tf.Scalar>();
    };
    await expect(checkGradient(fragile, [w])).rejects.toThrow('broken');
    expect([...(await w.data())]).toEqual([1, 2]);
    expect(tf.memory().numTensors).toBe(count);
  });

  it('gives plain data', async () => {
    const w = variable([1, 2]);
    const check = await checkGradient(() => w.square().sum<tf.Scalar>(), [w]);
    expect(JSON.parse(JSON.stringify(check))).toEqual(check);
  });

  describe('refuses', () => {
    const loss = (w: tf.Variable) => () => w.square().sum<tf.Scalar>();

    it('a loss that changes between two calls', async () => {
      const w = variable([1]);
      let calls = 0;
      const noisy = () => w.sum().add<tf.Scalar>((calls += 1));
      await expect(checkGradient(noisy, [w])).rejects.toThrow(
        'checkGradient: loss must give the same value at every call, got 2 and 3; use a fixed batch and no dropout',
      );
    });

    it('a loss that is no finite scalar', async () => {
      const w = variable([-1, 4]);
      await expect(checkGradient(() => w.sqrt() as tf.Scalar, [w])).rejects.toThrow(
        'checkGradient: loss must be a finite scalar, got [NaN,2]',
      );
    });

    it('an analytic gradient of another count or shape', async () => {
      const w = variable([1, 2], 'w');
      const check = (analytic: () => tf.Tensor[]) => checkGradient(loss(w), [w], { analytic });
      await expect(check(() => [])).rejects.toThrow(
        'checkGradient: analytic must give one tensor for each of the 1 variables, got 0',
      );
      await expect(check(() => w.mul<never>(2))).rejects.toThrow(
        'checkGradient: analytic must give one tensor for each of the 1 variables, got',
      );
      await expect(check(() => [w.mul(2).expandDims(0)])).rejects.toThrow(
        'checkGradient: the analytic gradient of "w" must have its shape [2], got [1,2]',
      );
    });

    it('variables that are not float32, or none', async () => {
      const w = variable([1]);
      const whole = tf.tidy(() => tf.variable(tf.tensor1d([1], 'int32'), true, 'whole'));
      await expect(checkGradient(loss(w), [w, whole])).rejects.toThrow(
        'checkGradient: variable "whole" must be float32, got int32',
      );
      await expect(checkGradient(loss(w), [])).rejects.toThrow(
        'checkGradient: variables must be at least one tf.Variable, got none',
      );
    });

    it('a loss that is no function of a tensor at once', async () => {
      const w = variable([1]);
      for (const [given, message] of [
        [
          async () => w.square().sum(),
          'loss must give its tensor at once, got a promise; take async off it, and read data before the call',
        ],
        [() => 3, 'loss must give a scalar tensor, got 3'],
        [w.square().sum(), 'loss must be a function that gives a scalar, got '],
      ] as const) {
        await expect(checkGradient(given as never, [w])).rejects.toThrow(
          `checkGradient: ${message}`,
        );
      }
    });

    it('one variable in place of a list', async () => {
      const w = variable([1]);
      await expect(checkGradient(loss(w), w as never)).rejects.toThrow(
        'checkGradient: variables must be a list of tf.Variable, got one; write [variable]',
      );
      await expect(checkGradient(loss(w), 'w' as never)).rejects.toThrow(
        'checkGradient: variables must be a list of tf.Variable; of a layers model:',
      );
    });

    it('options out of range', async () => {
      const w = variable([1]);
      for (const [options, message] of [
        [{ h: 1e-9 }, 'h must be at least 0.000001, since float32 loses smaller steps, got 1e-9'],
        [{ allowed: 0 }, 'allowed must be greater than 0, got 0'],
        [{ sample: 0 }, 'sample must be a whole number of at least 1, got 0'],
        [{ analytic: 3 }, 'analytic must be a function, got 3'],
        [{ epsilon: 1 }, 'unknown option "epsilon"; known: analytic, h, allowed, sample, seed'],
      ] as const) {
        await expect(checkGradient(loss(w), [w], options as object)).rejects.toThrow(
          `checkGradient: ${message}`,
        );
      }
    });
  });
});
