import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { LBFGS, Newton, type Minimizer } from '../../src/minimizers/index.ts';
import { UsageError } from '../../src/shared/errors.ts';
import { smallModel } from '../support/small-model.ts';

await useBackend('cpu');

const minimizers = [
  ['LBFGS', (options = {}) => new LBFGS(options)],
  ['Newton', (options = {}) => new Newton(options)],
] as const satisfies [string, (options?: object) => Minimizer][];

const made: tf.Variable[] = [];
function variable(values: tf.TensorLike, trainable = true): tf.Variable {
  const one = tf.tidy(() => tf.variable(tf.tensor(values), trainable));
  made.push(one);
  return one;
}
afterEach(() => tf.dispose(made.splice(0)));

const numbers = async (one: tf.Tensor) => [...(await one.data())];
const square = (one: tf.Variable) => () => one.square().sum().asScalar();

describe.each(minimizers)('%s', (who, make) => {
  it('moves what is trainable and used by the loss, and nothing else', async () => {
    const [w, matrix, scalar] = [
      variable([3, -1]),
      variable([
        [1, 2],
        [3, 4],
      ]),
      variable(5),
    ];
    const [frozen, unused] = [variable([1, 1], false), variable([7])];
    const loss = () => {
      const parts = [w.sub(frozen), matrix.sub(2), scalar.add(1)];
      return tf.addN(parts.map((part) => part.square().sum())).asScalar();
    };
    for (const variables of [[w, frozen, matrix, unused, scalar, w], undefined]) {
      w.assign(tf.tensor([3, -1]));
      const { loss: end } = await make({ updates: 30 }).minimize(loss, variables);
      expect(end).toBeLessThan(1e-9);
      expect(await numbers(w)).toEqual([1, 1].map((one) => expect.closeTo(one, 4)));
      expect(await numbers(matrix)).toEqual([2, 2, 2, 2].map((two) => expect.closeTo(two, 4)));
      expect(await numbers(scalar)).toEqual([expect.closeTo(-1, 4)]);
      expect(matrix.shape).toEqual([2, 2]);
      expect([await numbers(frozen), await numbers(unused)]).toEqual([[1, 1], [7]]);
    }
  });

  it('reports the loss and the gradient where it leaves the variables', async () => {
    const w = variable([3, -1]);
    const loss = () => w.square().mul([1, 5]).sum().add(2).asScalar();
    const result = await make({ updates: 1 }).minimize(loss, [w]);
    const [a, b] = (await numbers(w)) as [number, number];
    expect(result.loss).toBeCloseTo(2 + a * a + 5 * b * b, 5);
    expect(result.gradientNorm).toBeCloseTo(Math.max(Math.abs(2 * a), Math.abs(10 * b)), 4);
    expect(result.updates).toBe(1);
  });

  it('stops where it starts, at the optimum', async () => {
    const w = variable([0, 0]);
    expect(await make().minimize(square(w), [w])).toMatchObject({
      loss: 0,
      updates: 0,
      evaluations: 1,
      gradientNorm: 0,
      stopped: 'gradient',
    });
  });

  it('stops for each of its reasons', async () => {
    const f = ([x = 0]: number[]) => ({ value: x ** 4, gradient: [4 * x ** 3] });
    const stop = async (options: object) => {
      const { stopped } = await make({
        updates: 500,
        toleranceChange: 0,
        ...options,
      }).minimizeFunction(f, [2]);
      return stopped;
    };
    expect(await stop({ toleranceGradient: 1e-3 })).toBe('gradient');
    expect(await stop({ toleranceGradient: 0, toleranceChange: 1e-3 })).toBe('change');
    expect(await stop({ updates: 2 })).toBe('updates');
    expect(await stop({ evaluations: 5 })).toBe('evaluations');
  });

  it('counts every look at the loss', async () => {
    let looks = 0;
    const f = (x: number[]) => {
      looks += 1;
      return { value: x.reduce((t, v) => t + Math.cosh(v), 0), gradient: x.map(Math.sinh) };
    };
    const { evaluations, updates } = await make().minimizeFunction(f, [1, -2]);
    expect(updates).toBeGreaterThan(2);
    expect(evaluations).toBe(looks);
  });

  it('leaves no tensor behind, also when it throws', async () => {
    const w = variable([3, -1]);
    const bad = () => w.log().sum().asScalar();
    const before = tf.memory().numTensors;
    await make().minimize(square(w), [w]);
    await expect(make().minimize(bad, [w])).rejects.toThrow(UsageError);
    let calls = 0;
    const breaking = () => {
      if (++calls > 2) throw new Error('broken');
      return w.sub(9).square().sum().asScalar();
    };
    await expect(make().minimize(breaking, [w])).rejects.toThrow('broken');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses to start where there is no loss, and moves nothing', async () => {
    const w = variable([-1, 2]);
    const bad = () => w.log().sum().asScalar();
    await expect(make().minimize(bad, [w])).rejects.toThrow(
      `${who}: the loss is NaN at the start; start elsewhere, or look for a 0 in a log or division`,
    );
    const root = () => w.sub([-1, 1]).sqrt().sum().asScalar();
    await expect(make().minimize(root, [w])).rejects.toThrow(
      `${who}: the gradient is Infinity in element 0 of 2 at the start`,
    );
    expect(await numbers(w)).toEqual([-1, 2]);
  });

  it('goes back to the last update when the loss throws or is lost after it', async () => {
    const broken = () => {
      throw new Error('broken');
    };
    for (const lost of [() => NaN, broken]) {
      const w = variable([0.5, -0.3]);
      const height = () => w.exp().add(w.square()).sum();
      const { evaluations } = await make({ updates: 1 }).minimize(() => height().asScalar(), [w]);
      const reached = await numbers(w);

      w.assign(tf.tensor([0.5, -0.3]));
      let looks = 0;
      const loss = () => {
        looks += 1;
        return height()
          .mul(looks > evaluations ? lost() : 1)
          .asScalar();
      };
      await expect(make({ updates: 5 }).minimize(loss, [w])).rejects.toThrow(/NaN|broken/);
      expect(looks).toBeGreaterThan(evaluations);
      expect(await numbers(w)).toEqual(reached);
    }
  });

  it('minimizes once at a time', async () => {
    const w = variable([3]);
    const minimizer = make();
    const first = minimizer.minimize(square(w), [w]);
    await expect(minimizer.minimize(square(w), [w])).rejects.toThrow(
      `${who}: still minimizing; await the call before`,
    );
    expect((await first).loss).toBeLessThan(1e-9);
    await minimizer.minimize(square(w), [w]);
  });

  it('says what to give it', async () => {
    const w = variable([3]);
    const minimize = make().minimize.bind(make()) as (...given: unknown[]) => Promise<unknown>;
    await expect(minimize(w)).rejects.toThrow(/^\w+: loss must be a function/);
    // As one calls a tf.Optimizer.
    await expect(minimize(square(w), true, [w])).rejects.toThrow(/variables must be a list/);
    await expect(minimize(square(w), smallModel().trainableWeights)).rejects.toThrow('.read()');
    await expect(minimize(square(w), w)).rejects.toThrow(
      `${who}: variables must be a list of tf.Variable, got one; write [variable]`,
    );
    await expect(minimize(async () => square(w)(), [w])).rejects.toThrow(
      `${who}: loss must give its tensor at once, got a promise; take async off it, and read data before the call`,
    );
    const frozen = variable([1], false);
    await expect(minimize(square(w), [frozen])).rejects.toThrow('none of the 1 variables');
    await expect(
      make().minimizeFunction(() => ({ value: 1, gradient: [1, 2] }), [1]),
    ).rejects.toThrow(`${who}: the gradient must have 1 components, got 2`);
  });

  it.each([
    ['learningRate', 0],
    ['updates', 0],
    ['evaluations', 1.5],
    ['toleranceGradient', -1],
    ['toleranceChange', NaN],
  ])('refuses a %s of %d', (name, value) => {
    expect(() => make({ [name]: value })).toThrow(`${who}: ${name} must be`);
  });

  it('is no tf.Optimizer: for the compiler, for tfjs, and in words', () => {
    const minimizer = make();
    // @ts-expect-error a minimizer has nothing to do with single gradients
    expect(() => minimizer.applyGradients({})).toThrow(UsageError);
    // @ts-expect-error also without an argument
    expect(() => minimizer.applyGradients()).toThrow(
      `${who}: there is no applyGradients, because one update needs the loss at several points; call await minimize(() => loss, variables)`,
    );
    const model = smallModel();
    // @ts-expect-error fit gives gradients, and one batch after the other
    expect(() => model.compile({ optimizer: minimizer, loss: 'meanSquaredError' })).toThrow(
      /tf\.Optimizer/,
    );
    model.dispose();
  });
});
