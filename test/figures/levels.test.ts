import { describe, expect, it } from 'vitest';
import { levelsOf } from '../../src/figures/levels.ts';

const range = (low: number, high: number) =>
  Array.from({ length: 1001 }, (_, i) => low + ((high - low) * i) / 1000);

describe('levelsOf', () => {
  it('takes round numbers that rise evenly in the logarithm', () => {
    const squares = range(-10, 10).map((x) => x * x);
    expect(levelsOf(squares, 'log', 0)).toEqual([
      0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50,
    ]);
  });

  it('counts from the height of the lowest point', () => {
    const [first] = levelsOf(
      range(-10, 10).map((x) => 3 + x * x),
      'log',
      3,
    );
    expect(first).toBe(3.005);
  });

  it('takes fewer steps where there are many powers of ten, never more than 15', () => {
    const steep = range(0, 20).map((x) => 10 ** (x - 10));
    const levels = levelsOf(steep, 'log', 0);
    expect(levels.length).toBeGreaterThan(6);
    expect(levels.length).toBeLessThanOrEqual(15);
    expect(levels.every((level) => Number.isInteger(Math.log10(level)))).toBe(true);
  });

  it('spaces them evenly where asked to', () => {
    expect(levelsOf(range(-2, 2), 'linear')).toEqual([-1.5, -1, -0.5, 0, 0.5, 1, 1.5]);
  });

  it('takes those that are given, in order', () => {
    expect(levelsOf([0, 1], [3, 1, 2])).toEqual([1, 2, 3]);
  });

  it('draws none on a plain', () => {
    expect(levelsOf([1, 1, 1], 'log')).toEqual([]);
    expect(levelsOf([1, 1, 1], 'linear')).toEqual([]);
  });

  it('draws none where no numbers lie between two of them, or the way is longer than any', () => {
    for (const choice of ['log', 'linear'] as const) {
      expect(levelsOf([1e-320, 2e-320], choice)).toEqual([]);
      expect(levelsOf([-1e308, 1e308], choice)).toEqual([]);
      expect(levelsOf([0, 1e308], choice).length).toBeGreaterThan(5);
    }
  });
});
