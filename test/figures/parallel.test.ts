import { describe, expect, it } from 'vitest';
import { parallel } from '../../src/figures/parallel.ts';

const axes = [
  { label: 'rate', scale: 'log' },
  { label: 'loss', scale: 'linear' },
] as const;
const line = (...values: (number | null)[]) => ({ style: 'sgd', bold: false, values });

describe('parallel', () => {
  it('says how many lines are bold, and what a cross is where there is one', () => {
    const two = [line(0.1, 2), { ...line(0.01, 1), bold: true }];
    expect(parallel({ axes, lines: two }).subtitle).toBe('a line for each of 2, bold: the best 1');
    expect(parallel({ axes, lines: [...two, line(1, null)] }).subtitle).toBe(
      'a line for each of 3, bold: the best 1 · cross: no result',
    );
  });

  it('lets 0 stand at the low end of a log axis, and says how often', () => {
    const { subtitle, lines } = parallel({ axes, lines: [line(0.1, 0), line(0, 1), line(0, 2)] });
    expect(subtitle).toBe('a line for each of 3 · 2 of 3 at rate 0, the low end of its axis');
    expect(lines.map(({ values }) => values[0])).toEqual([0.1, 0, 0]);
  });

  it.each([
    ['one axis', { axes: axes.slice(0, 1), lines: [line(1)] }, 'at least two axes, got 1'],
    ['too few values', { axes, lines: [line(1)] }, 'a value for each axis (2), got 1'],
    ['no place', { axes, lines: [line(-1, 1)] }, 'axis "rate" has no place for a value, got -1'],
    ['zeros alone', { axes, lines: [line(0, 1)] }, 'axis "rate" has no value to show'],
    ['nothing', { axes, lines: [line(1, null)] }, 'axis "loss" has no value to show'],
    ['an unknown style', { axes, lines: [{ ...line(1, 1), style: 'sdg' }] }, 'unknown style "sdg"'],
  ])('refuses lines with %s', (_, options, says) => {
    expect(() => parallel(options)).toThrow(says);
  });
});
