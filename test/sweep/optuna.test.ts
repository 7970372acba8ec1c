import { describe, expect, it } from 'vitest';
import type { CellResult } from '../../src/sweep/run-sweep.ts';
import { optunaJournal } from '../../src/sweep/optuna.ts';
import type { Dimension } from '../../src/sweep/space.ts';
import type { Sweep } from '../../src/sweep/sweep.ts';
import { cell } from './cells.ts';

const sweep = { score: 'loss', seeds: [7, 8], rungs: [20, 60], updates: 100 } as unknown as Sweep;
const space: Dimension[] = [
  { kind: 'log', name: 'learningRate', low: 0.01, high: 1 },
  { kind: 'choice', name: 'schedule', values: [{ schedule: 'a' }, 'none'] },
];

function ended(stoppedAt: number | null, scores: readonly (number | null)[]): CellResult {
  const setting = { learningRate: 0.1, schedule: { schedule: 'a' } };
  const one = cell('bowl', 'SGD', [], { setting });
  const runs = scores.map((score) => ({ score, atFirstRung: 5, divergedAt: null }));
  const trials = one.trials.map((trial) => ({ ...trial, stoppedAt, runs }));
  return { ...one, optimizer: { ...one.optimizer, space }, trials };
}
const lines = (...cells: CellResult[]) =>
  optunaJournal(cells, sweep)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

// That Optuna itself reads it is tested in test/slow/exports.test.ts.
describe('a journal for Optuna', () => {
  it.each([
    ['came through', ended(null, [1, 3]), { state: 1, value: 2, intermediate_values: { 20: 5 } }],
    [
      'was stopped',
      ended(60, [4]),
      { state: 2, value: null, intermediate_values: { 20: 5, 60: 4 } },
    ],
    ['lost a seed', ended(null, [1, null]), { state: 3, value: null }],
  ])('has a trial that %s', (_, one, expected) => {
    expect(lines(one)[1]).toMatchObject(expected);
  });

  it('has a study for each cell, the space as distributions, and a schedule as its text', () => {
    const all = lines(ended(null, [1, 3]), ended(null, [1, 3]));
    expect(all.map((line) => line['study_id'] ?? line['study_name'])).toEqual([
      'SGD on bowl',
      0,
      'SGD on bowl',
      1,
    ]);
    expect(all[0]).toMatchObject({ directions: [1] });
    expect(all[1]?.['params']).toEqual({ learningRate: 0.1, schedule: 0 });
    expect(all[1]?.['distributions']).toEqual({
      learningRate:
        '{"name":"FloatDistribution","attributes":{"step":null,"low":0.01,"high":1,"log":true}}',
      schedule: String.raw`{"name":"CategoricalDistribution","attributes":{"choices":["{\"schedule\":\"a\"}","none"]}}`,
    });
  });
});
