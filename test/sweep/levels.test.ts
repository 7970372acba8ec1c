import { describe, expect, it } from 'vitest';
import { levels } from '../../src/sweep/levels.ts';
import type { Dimension } from '../../src/sweep/space.ts';

const experiment = { problem: { name: 'bowl' }, optimizer: { name: 'sgd' }, updates: 1 };
const trials = (values: readonly unknown[]) =>
  values.map((rate, index) => ({
    trial: { index, setting: { rate }, experiment },
    stoppedAt: null,
    runs: [],
  }));
const labels = (values: readonly unknown[], dimension: Dimension, most: number) =>
  levels(trials(values), dimension, most).map((level) => [level.label, level.trials.length]);

const range: Dimension = { kind: 'log', name: 'rate', low: 0.001, high: 1 };

describe('levels', () => {
  it('are the values in their order, where there are few', () => {
    expect(labels([1, 0.01, 1, 0.1], range, 4)).toEqual([
      ['0.01', 1],
      ['0.1', 1],
      ['1', 2],
    ]);
  });

  it('are equal parts of a range where there are many, without those that nothing fell into', () => {
    expect(labels([0.001, 0.002, 0.009, 0.5, 1], range, 3)).toEqual([
      ['0.001 to 0.009', 3],
      ['0.5 to 1', 2],
    ]);
  });

  it('are all choices, however many, schedules by their names', () => {
    const values = ['a', { schedule: 'cosine', peak: 1, updates: 2 }, true];
    expect(labels(values, { kind: 'choice', name: 'rate', values }, 1)).toEqual([
      ['a', 1],
      ['cosine', 1],
      ['true', 1],
    ]);
  });
});
