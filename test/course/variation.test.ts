import { describe, expect, it } from 'vitest';
import { varied } from '../../src/course/variation.ts';
import type { Experiment } from '../../src/training/experiment.ts';

const written: Experiment = {
  problem: { name: 'bowl' },
  optimizer: { name: 'sgd' },
  updates: 105,
  seeds: [1, 2, 3],
  tune: { values: [1], score: 'loss', seeds: [101, 102] },
};
const { seeds: _, ...rest } = written;
const single: Experiment = rest;

describe('varied', () => {
  it('leaves an experiment as its author wrote it when nothing is varied', () => {
    expect(varied(written, {})).toEqual(written);
    expect(varied(single, {})).toEqual({ ...single, seeds: [1] });
  });

  it('moves all seeds by as much as the first, those of the trials too', () => {
    const { seeds, tune } = varied(written, { seed: 11 });
    expect(seeds).toEqual([11, 12, 13]);
    expect(tune?.seeds).toEqual([111, 112]);
    expect(varied(single, { seed: 0 }).seeds).toEqual([0]);
  });

  it('changes the number of seeds only where there are several', () => {
    expect(varied(written, { seeds: 2 }).seeds).toEqual([1, 2]);
    expect(varied(written, { seeds: 5 }).seeds).toEqual([1, 2, 3, 4, 5]);
    expect(varied(written, { seeds: 5, seed: 11 }).seeds).toEqual([11, 12, 13, 14, 15]);
    expect(varied(single, { seeds: 5 }).seeds).toEqual([1]);
    expect(varied(written, { seeds: 5 }).tune?.seeds).toEqual([101, 102]);
  });

  it('makes a draft of a tenth of the updates, at least one, except where it runs until it arrives', () => {
    expect(varied(written, { fast: true }).updates).toBe(11);
    expect(varied({ ...written, updates: 3 }, { fast: true }).updates).toBe(1);
    expect(varied({ ...written, until: 0.1 }, { fast: true }).updates).toBe(105);
    expect(varied(written, { fast: false }).updates).toBe(105);
  });

  it('gives no seed twice, however far the seeds are extended', () => {
    const scattered: Experiment = { ...written, seeds: [5, 2] };
    const seeds = varied(scattered, { seeds: 6 }).seeds ?? [];
    expect(new Set(seeds).size).toBe(6);
  });

  it('gives only seeds that there are, wherever the first one is moved', () => {
    const scattered: Experiment = { ...written, seeds: [5, 2] };
    const { seeds = [], tune } = varied(scattered, { seed: 0 });
    for (const seed of [...seeds, ...(tune?.seeds ?? [])]) expect(seed).toBeGreaterThanOrEqual(0);
  });
});
