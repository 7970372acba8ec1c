import { describe, expect, it } from 'vitest';
import { relativeError } from '../../src/gradients/index.ts';

describe('relativeError', () => {
  it('is |a - b| / (|a| + |b|), symmetric and at most 1', () => {
    expect(relativeError(3, 1)).toBe(0.5);
    expect(relativeError(1, 3)).toBe(0.5);
    expect(relativeError(2, -2)).toBe(1);
    expect(relativeError(7, 0)).toBe(1);
    expect(relativeError(1e9, 1e9)).toBe(0);
  });

  it('compares absolutely below the floor, also at 0', () => {
    expect(relativeError(0, 0)).toBe(0);
    expect(relativeError(1e-10, 0)).toBe(0.01);
    expect(relativeError(0.25, 0, 0.5)).toBe(0.5);
  });
});
