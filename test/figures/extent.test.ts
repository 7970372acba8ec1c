import { describe, expect, it } from 'vitest';
import { extentOf } from '../../src/figures/extent.ts';

const linear = { label: '', scale: 'linear' } as const;
const log = { label: '', scale: 'log' } as const;

describe('extentOf', () => {
  it('ends a linear axis on ticks, with air at the top and 0 as a border', () => {
    expect(extentOf(linear, [0, 0.1], 380)).toMatchObject({ min: 0, max: 0.12 });
    expect(extentOf(linear, [0.001, 97], 380)).toMatchObject({ min: 0, max: 100 });
    expect(extentOf(linear, [-1, 1], 380)).toMatchObject({ min: -1.5, max: 1.5 });
  });

  it('ends at the data along the bottom', () => {
    expect(extentOf(linear, [0, 297], 640, true)).toMatchObject({ min: 0, max: 297 });
  });

  it('counts whole updates only', () => {
    const texts = extentOf(linear, [0, 3], 640, true).ticks.map(({ text }) => text);
    expect(texts).toEqual(['0', '1', '2', '3']);
  });

  it('leaves given ends alone', () => {
    expect(extentOf({ ...linear, min: 0.3, max: 0.9 }, [0.5], 380)).toMatchObject({
      min: 0.3,
      max: 0.9,
    });
  });

  it('makes room around values that are all the same', () => {
    expect(extentOf(linear, [1, 1], 380)).toMatchObject({ min: 0.9, max: 1.1 });
    expect(extentOf(log, [3, 3], 380)).toMatchObject({ min: 1, max: 9 });
    const { min, max } = extentOf(linear, [0], 640, true);
    expect(max).toBeGreaterThan(min);
  });

  it.each<readonly [typeof linear | typeof log, readonly number[]]>([
    ...[linear, log].flatMap((axis) =>
      [
        [1, 1e308],
        [1e-160, 1e160],
        [1e-320, 2e-320],
        [5e-324, Number.MAX_VALUE],
        [5e-324],
        [Number.MAX_VALUE],
        [1, 1 + Number.EPSILON],
        [1e-300, 3e-300],
      ].map((values) => [axis, values] as const),
    ),
    [linear, [-Number.MAX_VALUE, Number.MAX_VALUE]],
    [linear, [-1e-320, 1e-320]],
    [linear, [0, 0]],
  ])('holds %j with a few ticks for %j', (axis, values) => {
    for (const tight of [false, true]) {
      const { min, max, ticks } = extentOf(axis, values, 380, tight);
      expect(Number.isFinite(min) && Number.isFinite(max) && Number.isFinite(max - min)).toBe(true);
      expect(max).toBeGreaterThan(min);
      if (axis === log) expect(min).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThan(40);
      for (const { value } of ticks) expect(Number.isFinite(value)).toBe(true);
      const texts = ticks.map(({ text }) => text).filter((text) => text !== '');
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it('holds a log axis whose end was computed beyond the largest number', () => {
    expect(extentOf({ ...log, min: 1, max: Infinity }, [2], 380)).toMatchObject({
      min: 1,
      max: Number.MAX_VALUE,
    });
  });

  it('looks only at what a log axis can show', () => {
    const { min, max } = extentOf(log, [null, 0, NaN, 1e-3, 10], 380);
    expect(min).toBeGreaterThan(0);
    expect(min).toBeLessThan(1e-3);
    expect(max).toBeLessThan(30);
  });
});
