import { describe, expect, it } from 'vitest';
import { extentOf } from '../../src/render/scale.ts';

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

  it('looks only at what a log axis can show', () => {
    const { min, max } = extentOf(log, [null, 0, NaN, 1e-3, 10], 380);
    expect(min).toBeGreaterThan(0);
    expect(min).toBeLessThan(1e-3);
    expect(max).toBeLessThan(30);
  });
});
