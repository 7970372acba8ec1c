import { describe, expect, it } from 'vitest';
import { sobol, sobolDimensions } from '../../src/sweep/sobol.ts';

describe('the Sobol sequence', () => {
  it('begins as Joe and Kuo print it', () => {
    expect(sobol(10, 3)).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
      [0.1875, 0.3125, 0.9375],
      [0.6875, 0.8125, 0.4375],
    ]);
  });

  it('is that of SciPy 1.17 in all its dimensions', () => {
    expect(sobol(1, 21, 37)).toEqual([
      [
        0.921875, 0.640625, 0.578125, 0.921875, 0.765625, 0.296875, 0.171875, 0.796875, 0.609375,
        0.171875, 0.015625, 0.078125, 0.578125, 0.859375, 0.109375, 0.484375, 0.796875, 0.421875,
        0.046875, 0.140625, 0.953125,
      ],
    ]);
    expect(sobol(1, 21, 64)).toEqual([
      [
        0.0234375, 0.3984375, 0.8203125, 0.8359375, 0.6484375, 0.4453125, 0.6640625, 0.2109375,
        0.7421875, 0.1171875, 0.9453125, 0.2265625, 0.4296875, 0.5234375, 0.8046875, 0.5078125,
        0.8828125, 0.3203125, 0.3515625, 0.9453125, 0.7109375,
      ],
    ]);
  });

  it('has one number in each of 256 parts along every axis, wherever 256 of its points begin', () => {
    for (const first of [0, 256, 4096]) {
      const points = sobol(256, sobolDimensions, first);
      for (let axis = 0; axis < sobolDimensions; axis++) {
        const parts = new Set(points.map((point) => Math.floor((point[axis] as number) * 256)));
        expect(parts.size, `axis ${axis} from ${first}`).toBe(256);
      }
    }
  });

  it('refuses more dimensions than it has directions for', () => {
    expect(() => sobol(1, sobolDimensions + 1)).toThrow(
      `sobol: dimensions must be a whole number from 1 to ${sobolDimensions}, got 22`,
    );
  });
});
