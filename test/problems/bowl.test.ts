import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { landscape, problem, type Problem, type ProblemSpec } from '../../src/problems/index.ts';
import { random } from '../../src/shared/random.ts';
import { gradients, measure } from './read.ts';

beforeAll(() => useBackend('cpu'));

const built = (spec: Omit<ProblemSpec, 'name'> = {}) =>
  problem({ name: 'bowl', ...spec }, random(1));

/** Updates of plain gradient descent at the optimal rate until the distance is a millionth of the start's. */
async function updatesToTheBottom(task: Problem, rate: number): Promise<number> {
  const rule = tf.train.sgd(rate);
  const goal = 1e-6 * ((await measure(task))['distance'] as number);
  for (let updates = 0; updates < 2000; updates++) {
    if (((await measure(task))['distance'] as number) <= goal) return updates;
    rule.minimize(() => task.loss(), false, [...task.variables]);
  }
  return Infinity;
}

describe('bowl', () => {
  it('has the gradient curvature · w', async () => {
    const task = await built({ condition: 10, start: [-3, 0.5] });
    expect(await gradients(task)).toEqual([[-3, 5]]);
    expect((await measure(task))['loss']).toBe((9 + 10 * 0.25) / 2);
    expect((await measure(task))['distance']).toBeCloseTo(Math.hypot(3, 0.5), 6);
    task.dispose();
  });

  it('has the gradient R diag(1, condition) Rᵀ w when it is turned', async () => {
    const task = await built({ condition: 10, start: [1, 0], rotation: 45 });
    // At 45 degrees the matrix is [[5.5, -4.5], [-4.5, 5.5]].
    const [[x, y]] = (await gradients(task)) as [[number, number]];
    expect(x).toBeCloseTo(5.5, 5);
    expect(y).toBeCloseTo(-4.5, 5);
    task.dispose();
  });

  // The distance shrinks by (condition - 1) / (condition + 1) at the best rate, 2 / (1 + condition).
  it.each([
    { condition: 10, updates: 69 },
    { condition: 100, updates: 691 },
  ])(
    'takes $updates updates of gradient descent at condition $condition',
    async ({ condition, updates }) => {
      const task = await built({ condition });
      expect(await updatesToTheBottom(task, 2 / (1 + condition))).toBe(updates);
      task.dispose();
    },
  );

  it('takes gradient descent, which does not see the axes, as long when it is turned', async () => {
    const task = await built({ condition: 10, rotation: 45 });
    expect(await updatesToTheBottom(task, 2 / 11)).toBe(69);
    task.dispose();
  });

  it('is as high in the picture as in the loss, and lowest at the minimum', async () => {
    const options = { condition: 7, rotation: 30 };
    const picture = landscape({ name: 'bowl', ...options });
    for (const [x, y] of [
      [1, 2],
      [-0.5, 3],
      [2, 0],
    ] as const) {
      const task = await built({ ...options, start: [x, y] });
      expect(picture?.height(x, y)).toBeCloseTo((await measure(task))['loss'] as number, 5);
      task.dispose();
    }
    expect(picture?.minimum).toEqual([0, 0]);
    expect(picture?.height(0, 0)).toBe(0);
  });

  it('can lie elsewhere', async () => {
    const task = await built({ condition: 10, start: [-1, 2], minimum: [2, 1.5] });
    expect(await gradients(task)).toEqual([[-3, 5]]);
    expect((await measure(task))['distance']).toBeCloseTo(Math.hypot(3, 0.5), 6);
    task.dispose();
  });

  it('rises along its first axis, counter-clockwise by the rotation, with curvature 1', () => {
    const angle = Math.PI / 6;
    const picture = landscape({ name: 'bowl', condition: 7, rotation: 30 });
    expect(picture?.height(Math.cos(angle), Math.sin(angle))).toBeCloseTo(0.5, 12);
    expect(picture?.height(-Math.sin(angle), Math.cos(angle))).toBeCloseTo(3.5, 12);
  });

  it.each([
    [{ condition: 0 }, 'bowl: condition must be at least 1, got 0'],
    [{ start: [1] }, 'bowl: start must be two finite numbers, got [1]'],
    [{ start: [1, Number.NaN] }, 'bowl: start must be two finite numbers, got [1,null]'],
    [{ start: 3 }, 'bowl: start must be two finite numbers, got 3'],
    [{ rotation: Infinity }, 'bowl: rotation must be a finite number, got Infinity'],
    [{ noise: 1 }, 'bowl: unknown option "noise"; known: condition, start, rotation, minimum'],
  ])('refuses %j', async (options, message) => {
    await expect(built(options)).rejects.toThrow(message);
  });
});
