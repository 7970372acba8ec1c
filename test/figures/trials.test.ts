import { describe, expect, it } from 'vitest';
import { best, regret, trials } from '../../src/figures/trials.ts';
import { record } from './record.ts';

const run = record({ loss: [[1]] });
const tuned = record({
  loss: [[1]],
  tuning: {
    option: 'learningRate',
    values: [0.1, 0.2, 0.4],
    score: 'accuracy',
    seeds: [7, 8],
    scores: [
      [0.5, 0.7],
      [0.9, 0.7],
      [0.2, null],
    ],
    best: 0.2,
    onBorder: false,
  },
});

const row = (...scores: number[]) => scores;
/** Rates 1, 2, 3 with decays 10, 20: rate 2 with decay 20 is best. */
const together = record({
  loss: [[1]],
  tuning: {
    option: 'learningRate',
    values: [1, 2, 3],
    score: 'loss',
    seeds: [7],
    scores: [row(5), row(2), row(4)],
    best: 2,
    onBorder: false,
    and: {
      option: 'weightDecay',
      values: [10, 20],
      scores: [
        [row(5), row(6)],
        [row(3), row(2)],
        [row(9), row(4)],
      ],
      best: 20,
      onBorder: true,
    },
  },
});

describe('a search', () => {
  it('has a best value, and values that scored worse', () => {
    expect(best(tuned)).toBe(0.2);
    expect(regret(tuned, 0.1)).toBeCloseTo(0.2, 12);
    expect(regret(tuned, 0.2)).toBe(0);
    expect(regret(tuned, 0.4)).toBeNaN();
  });

  it('is refused where there was none, and for a value that was not tried', () => {
    expect(() => best(run)).toThrow(/was not tuned; give its experiment a tune entry/);
    expect(() => regret(tuned, 0.3)).toThrow('regret: value must be one of 0.1, 0.2, 0.4, got 0.3');
  });

  it('over two options shows each with the other at its best', () => {
    expect(trials(together)).toMatchObject({ option: 'learningRate', scores: [[5], [2], [4]] });
    expect(trials(together, 'weightDecay')).toMatchObject({ values: [10, 20], scores: [[3], [2]] });
    expect([best(together), best(together, 'weightDecay')]).toEqual([2, 20]);
    expect([regret(together, 3), regret(together, 10, 'weightDecay')]).toEqual([2, 1]);
  });

  it('names the nearest option for one that was not tuned', () => {
    expect(() => trials(together, 'weightDecai')).toThrow('did you mean "weightDecay"?');
  });
});
