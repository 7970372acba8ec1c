import { describe, expect, it } from 'vitest';
import { bySeed, fall, final, needed, over, tail } from '../../src/figures/results.ts';
import { record } from './record.ts';

const loss = [
  [9, 8, 1, 2, 3, 4],
  [9, 8, 3, 4, 5, 6],
];
const run = record({ loss });
describe('what a run ended with', () => {
  it('is there for each seed, and as their mean', () => {
    expect(bySeed(run, 'loss')).toEqual([4, 6]);
    expect(final(run, 'loss')).toBe(5);
  });

  it('is not a number where a seed was lost', () => {
    const lost = record({ loss, divergedAt: [null, 5] });
    expect(bySeed(lost, 'loss')).toEqual([4, null]);
    expect(final(lost, 'loss')).toBeNaN();
    expect(needed({ ...run, final: { updates: [12, null] } })).toBeNaN();
    expect(needed({ ...run, final: { updates: [12, 14] } })).toBe(13);
  });

  it('names the nearest for a result that there is not', () => {
    expect(() => final(run, 'los')).toThrow('unknown result "los"; did you mean "loss"?');
  });
});

describe('a series', () => {
  it('has a tail of a third, and of no less than one measurement', () => {
    expect(tail(run)).toBe((3 + 4 + 5 + 6) / 4);
    expect(tail(run, 'loss', 0.01)).toBe(5);
    expect(tail(record({ loss: [[3]] }))).toBe(3);
  });

  it('falls from its highest point, as a mean of the seeds', () => {
    expect(fall(run, 'loss')).toBe(9 - 5);
    expect(fall(record({ loss: [[1, 2, 3]] }), 'loss')).toBe(0);
  });
});

it('a family whose names are numbers is a line over them', () => {
  const two = { ...run, seeds: [1] };
  expect(over({ 0.5: run, 10: run, 100: two, 0.1: two }, ({ seeds }) => seeds.length)).toEqual({
    x: [0.1, 0.5, 10, 100],
    y: [1, 2, 2, 1],
  });
});
