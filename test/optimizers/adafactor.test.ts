import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Adafactor } from '../../src/optimizers/index.ts';
import { adafactor, Float64, startSlots } from '../../src/rules/index.ts';
import { freshWalk, place, stream, walk } from '../../src/verify/index.ts';

await useBackend('cpu');

/** The change of `w` in the first update. */
function change(w: Float64, g: Float64, options: object = {}): readonly number[] {
  const hyper = { ...adafactor.defaults, ...options };
  const slots = startSlots(adafactor, { w, zeros: Float64.zeros(...w.shape) }, hyper);
  const next = adafactor.update({ w, g, lr: 0.01, t: 1 }, slots, hyper);
  return (next.w.sub(w) as Float64).values;
}

describe('the first step', () => {
  const w = new Float64([3, -3, 3, 3, -3, 3], [2, 3]);

  it('is the sign of a gradient whose squares are rows times columns, in proportion to the weight', () => {
    // (1, -2) by (1, 3, -0.5): what the means of rows and columns keep is all there is.
    const g = new Float64([1, 3, -0.5, -2, -6, 1], [2, 3]);
    change(w, g).forEach((value, i) => {
      expect(value).toBeCloseTo(-0.01 * 3 * Math.sign(g.values[i] as number), 12);
    });
  });

  it('is no larger than the threshold allows, whatever the gradient', () => {
    const g = new Float64([1, 0, 0, 0, 1000, 0], [2, 3]);
    const size = (clipThreshold: number) =>
      Math.hypot(...change(w, g, { clipThreshold })) / Math.sqrt(6);
    expect(size(0.5)).toBeCloseTo(0.01 * 3 * 0.5, 12);
    expect(size(100)).toBeGreaterThan(0.01 * 3);
  });

  it('of a weight of zeros is in proportion to epsilon2', () => {
    const g = new Float64([1, -2, 4]);
    change(Float64.zeros(3), g, { epsilon2: 0.5 }).forEach((value, i) => {
      expect(value).toBeCloseTo(-0.01 * 0.5 * Math.sign(g.values[i] as number), 12);
    });
  });
});

it('keeps a row and a column of a matrix, those of the last two axes of a kernel, and all of a vector', async () => {
  const shapes = [[4, 3], [2, 5, 4, 3], [5], []];
  const { variables, updates } = stream({ rate: 0.01, updates: 2, shapes });
  const rule = new Adafactor();
  const placed = place(variables);
  await walk(rule, placed, updates);
  const saved = await rule.saveState();
  expect(
    saved.variables.map(({ slots }) => ['r', 'c', 'v'].map((slot) => slots[slot]?.shape)),
  ).toEqual([
    [[4, 1], [1, 3], []],
    [[2, 5, 4, 1], [2, 5, 1, 3], []],
    [[], [], [5]],
    [[], [], []],
  ]);
  const tensors = await rule.getWeights();
  expect(tensors.slice(2, 5).map(({ tensor }) => tensor.shape)).toEqual([[4, 1], [1, 3], []]);
  rule.dispose();
  tf.dispose(placed);
});

it('stays finite in float32 while a matrix has gradients of zero, and moves after that', async () => {
  const zeros = [0, 0, 0, 0];
  const path = await freshWalk(() => new Adafactor(), {
    variables: [{ shape: [2, 2], start: [1, 2, 3, 4] }],
    updates: [zeros, [0, 0, 0, 1e-3], [1, 2, 3, 1e4]].map((g) => ({ rate: 0.01, gradients: [g] })),
  });
  expect(path[1]).toEqual(path[0]);
  expect(path.at(-1)?.every(Number.isFinite)).toBe(true);
  expect(path[2]?.[3]).toBeLessThan(4);
});
