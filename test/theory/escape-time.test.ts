import { describe, expect, it } from 'vitest';
import { escapeTime } from '../../src/theory/index.ts';

/** Counts updates of plain descent on -½ · curvature · y². */
function counted(from: number, to: number, curvature: number, learningRate: number): number {
  let y = from;
  let updates = 0;
  for (; y < to; updates++) y += learningRate * curvature * y;
  return updates;
}

describe('escapeTime', () => {
  it.each([
    [1e-6, 1, 2, 0.01],
    [1e-3, 5, 1, 0.1],
    [0.2, 0.9, 3, 0.02],
  ])(
    'from %s to %s with curvature %s at rate %s is what an update-by-update walk needs',
    (from, to, curvature, learningRate) => {
      const updates = escapeTime({ from, to, curvature, learningRate });
      expect(Math.ceil(updates)).toBe(counted(from, to, curvature, learningRate));
    },
  );

  it('is 0 for who is out already', () => {
    expect(escapeTime({ from: 2, to: 1, curvature: 1, learningRate: 0.1 })).toBe(0);
  });

  it('refuses a start on the ridge, from which nobody escapes', () => {
    expect(() => escapeTime({ from: 0, to: 1, curvature: 1, learningRate: 0.1 })).toThrow(
      'escapeTime: from must be greater than 0, got 0',
    );
  });
});
