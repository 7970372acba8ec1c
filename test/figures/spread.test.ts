import { describe, expect, it } from 'vitest';
import { divergence, spread } from '../../src/figures/spread.ts';
import { record } from './record.ts';

describe('spread', () => {
  it('takes the median and the range of the seeds at every update', () => {
    const run = record({
      loss: [
        [9, 3],
        [1, 2],
        [4, 10],
      ],
      every: 5,
    });
    expect(spread(run, 'loss')).toEqual({
      update: [0, 5],
      centre: [4, 3],
      low: [1, 2],
      high: [9, 10],
    });
  });

  it('takes the mean of the logarithms where asked to', () => {
    const run = record({ loss: [[1], [100], [10_000]] });
    expect(spread(run, 'loss', 'geometric mean').centre[0]).toBeCloseTo(100, 10);
  });

  it('keeps the last value of a seed that arrived early', () => {
    const run = record({
      loss: [
        [8, 1],
        [8, 4, 2, 0.5],
      ],
    });
    expect(spread(run, 'loss').centre).toEqual([8, 2.5, 1.5, 0.75]);
  });

  it('counts a diverged seed as infinite in the median and leaves it out of the band', () => {
    const run = record({
      loss: [
        [8, 99],
        [8, 4, 2],
        [8, 6, 3],
      ],
      divergedAt: [2, null, null],
    });
    expect(spread(run, 'loss')).toEqual({
      update: [0, 1, 2],
      centre: [8, 6, 3],
      low: [8, 4, 2],
      high: [8, 6, 3],
    });
  });

  it('ends the median where half of the seeds have diverged', () => {
    const run = record({
      loss: [
        [8, 99],
        [8, 50],
        [8, 6, 3],
      ],
      divergedAt: [2, 2, null],
    });
    expect(spread(run, 'loss').centre).toEqual([8, 50, null]);
  });

  it('names the nearest series for one that was not measured', () => {
    expect(() => spread(record({ loss: [[1]] }), 'los')).toThrow(
      'unknown series "los"; did you mean "loss"?',
    );
  });
});

describe('divergence', () => {
  const diverged = (divergedAt: (number | null)[]) =>
    divergence(record({ loss: divergedAt.map(() => [1]), divergedAt }));

  it('says when, how many, or nothing', () => {
    expect(diverged([null, null])).toBeUndefined();
    expect(diverged([12])).toBe('diverged at update 12');
    expect(diverged([12, 30, 14])).toBe('diverged at updates 12 to 30');
    expect(diverged([12, null, null])).toBe('1 of 3 seeds diverged');
  });
});
