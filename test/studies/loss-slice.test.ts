import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

const study = 'lossSlice';
/** One update of rate 0.1 goes from (1, 1) to (0.9, 0). */
const bowl = {
  study,
  problem: { name: 'bowl', condition: 10, start: [1, 1] },
  optimizer: { name: 'sgd', learningRate: 0.1 },
  updates: 1,
};
const height = (x: number, y: number) => (x * x + 10 * y * y) / 2;
type Found = Record<'x' | 'y' | 'loss' | 'placeX' | 'placeY', number[]>;

describe('lossSlice', () => {
  it('measures the line from the start through the end, and beyond', async () => {
    const found = await measureSeed(
      { ...bowl, through: ['start', 'end'], x: [-1, 2], points: 7 },
      1,
    );
    const { x, y, loss, placeX, placeY } = found as Found;
    expect(x).toEqual([-1, -0.5, 0, 0.5, 1, 1.5, 2]);
    expect(y).toEqual([0]);
    for (const [i, t] of x.entries()) expect(loss[i]).toBeCloseTo(height(1 - 0.1 * t, 1 - t), 4);
    expect(placeX[1]).toBeCloseTo(1, 6);
    expect([placeX[0], ...placeY]).toEqual([0, 0, 0]);
  });

  it('measures the plane through three places, with axes at a right angle and of one unit', async () => {
    const options = { ...bowl, problem: { name: 'digits', train: 10, batch: 'all' }, updates: 3 };
    const found = await measureSeed(
      { ...options, through: ['start', 'end', 'other'], x: [0, 1], y: [-0.5, 1], points: 3 },
      4,
    );
    const { x, y, loss, placeX, placeY } = found as Found;
    expect([x, y]).toEqual([
      [0, 0.5, 1],
      [-0.5, 0, 0.5, 1],
    ]);
    expect(loss).toHaveLength(12);
    const line = await measureSeed(
      { ...options, through: ['start', 'end'], x: [0, 1], points: 3 },
      4,
    );
    expect(loss.slice(3, 6)).toEqual(line['loss']);
    const far = Math.hypot(placeX[2] ?? NaN, placeY[2] ?? NaN);
    const along = await measureSeed(
      { ...options, through: ['start', 'other'], x: [0, 1], points: 2 },
      4,
    );
    // The other end has its own loss, wherever it is looked at from.
    const there = await measureSeed(
      {
        ...options,
        through: ['start', 'end', 'other'],
        x: [placeX[2], (placeX[2] ?? 0) + 1],
        y: [placeY[2], (placeY[2] ?? 0) + 1],
        points: 2,
      },
      4,
    );
    expect(far).toBeGreaterThan(1);
    expect(there['loss']?.[0]).toBeCloseTo(along['loss']?.[1] ?? NaN, 4);
  });

  it('spans a bowl around a minimum with two random directions that are equally long', async () => {
    const found = await measureSeed(
      {
        ...bowl,
        problem: { name: 'digits', train: 20, batch: 'all' },
        updates: 200,
        optimizer: { name: 'sgd', learningRate: 1 },
        through: ['end', 'random', 'random'],
        points: 3,
      },
      2,
    );
    const { loss, placeX, placeY } = found as Found;
    expect(Math.min(...loss)).toBe(loss[4]);
    // Nearly at a right angle, and equally long.
    expect(Math.abs(placeX[2] ?? NaN)).toBeLessThan(0.15);
    expect(placeY[2]).toBeCloseTo(1, 1);
  });

  it.each([
    [{ through: ['start'] }, 'through must be two or three of start, end, other, random'],
    [{ x: [1, 0] }, 'x must be two numbers, the smaller one first, got [1,0]'],
    [{ optimizer: 'sgd' }, 'optimizer must be an optimizer such as'],
  ])('refuses %j', async (wrong, message) => {
    await expect(measureSeed({ ...bowl, ...wrong }, 1)).rejects.toThrow(message);
  });
});
