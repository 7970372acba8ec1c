import { describe, expect, it } from 'vitest';
import { averaged, crowd, floorOf, noiseFloor, quantile } from '../../src/lab/noise-floor.ts';

const noisy = (optimizer: { name: string; learningRate: number; momentum?: number }) => ({
  problem: { name: 'noisyBowl', condition: 4, noise: 0.5, start: [0.5, 0.5] },
  optimizer,
  updates: 4000,
});
const bowl = { curvatures: [1, 4], noise: 0.5 };

describe('the floor that noise sets', () => {
  it.each([
    ['sgd', 0.02, 0],
    ['sgd', 0.3, 0],
    ['momentum', 0.02, 0.5],
    ['momentum', 0.1, 0.8],
  ])('is where %s rests: rate %d, momentum %d', (name, learningRate, momentum) => {
    const experiment = noisy({ name, learningRate, ...(name === 'momentum' && { momentum }) });
    const floor = noiseFloor(bowl, learningRate, momentum);
    expect(floorOf(crowd(experiment), experiment) / floor).toBeCloseTo(1, 1);
  });

  it('is a · σ² / (2 − a) on two axes of curvature 1, and none where nothing rests', () => {
    expect(noiseFloor({ curvatures: [1, 1], noise: 2 }, 0.4)).toBeCloseTo((0.4 * 4) / 1.6, 12);
    expect(noiseFloor(bowl, 0.5)).toBe(Infinity);
    const experiment = { ...noisy({ name: 'sgd', learningRate: 0.6 }), updates: 200 };
    expect(floorOf(crowd(experiment), experiment)).toBe(Infinity);
  });
});

it('an average of weights is that of what was, the latest most', () => {
  expect(
    averaged(
      [
        [1, 0],
        [3, 0],
      ],
      0.5,
    )[1],
  ).toEqual([(0.25 * 1 + 0.5 * 3) / 0.75, 0]);
  expect(
    averaged(
      [
        [1, 2],
        [3, 4],
      ],
      0,
    ),
  ).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it('a quantile lies between its neighbours, infinite or not', () => {
  expect(quantile([1, 2, 4], 0.75)).toBe(3);
  expect(quantile([1, Infinity, Infinity], 0.9)).toBe(Infinity);
});
