import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { readSweep } from '../../src/sweep/read-sweep.ts';
import { meanScore, runShare, runSweep } from '../../src/sweep/run-sweep.ts';
import { countedRig } from './rig.ts';

await useBackend('cpu');

const who = 'study.json';
const read = (study: object) =>
  readSweep(who, JSON.stringify({ schema: 1, name: 'test', ...study }));

/** 27 settings on a noisy problem, some of which diverge. */
const grid = {
  problems: [{ name: 'noisyBowl', dimension: 10, condition: 30 }],
  optimizers: [
    {
      name: 'momentum',
      learningRate: { schedule: 'cosine', peak: { log: [1e-4, 1] }, updates: 90 },
      momentum: { choice: [0, 0.5, 0.9] },
    },
  ],
  updates: 90,
  trials: 27,
  final: [1],
};

describe('rungs', () => {
  it('lead to the best of the full grid with about a quarter of its updates', async () => {
    const [full, halved] = [countedRig(), countedRig()];
    const [all] = await runSweep(read(grid), full, { who });
    const [some] = await runSweep(read({ ...grid, rungs: [10, 30] }), halved, { who });
    expect(some?.best?.trial.setting).toEqual(all?.best?.trial.setting);
    // Both train the best once more.
    expect((halved.updates - 90) / (full.updates - 90)).toBeLessThan(0.3);
    // Not because there was nothing to choose: most settings of the grid are far from the best.
    const scores = all?.trials.map((one) => meanScore(one) ?? Infinity) ?? [];
    const best = Math.min(...scores);
    expect(scores.filter((score) => score < 1.5 * best).length).toBeLessThan(9);
  });

  it('let nobody win who was stopped, or came through with one seed only', async () => {
    const [cell] = await runSweep(read({ ...grid, rungs: [10, 30] }), countedRig(), { who });
    const whole = cell?.trials.filter(({ runs }) => runs.length === 3) ?? [];
    expect(whole.length).toBe(3);
    expect(whole.map(({ trial }) => trial.index)).toContain(cell?.best?.trial.index);
    for (const { runs, stoppedAt } of cell?.trials ?? []) {
      if (runs.length === 1) expect(stoppedAt ?? runs[0]?.divergedAt).not.toBeNull();
    }
  });
});

describe('a sweep', () => {
  const study = {
    problems: [{ name: 'bowl' }, { name: 'noisyBowl', dimension: 2 }],
    optimizers: [
      { name: 'sgd', learningRate: { choice: [0.001, 0.01, 1000] } },
      { name: 'adam', learningRate: { log: [0.01, 0.1] } },
    ],
    updates: 20,
    trials: 3,
    seeds: [7, 8],
    final: [1, 2],
  };

  it('tries all on each problem, and the best of each again with fresh seeds', async () => {
    const cells = await runSweep(read(study), countedRig(), { who });
    expect(cells.map(({ problem, optimizer }) => [problem.label, optimizer.label])).toEqual([
      ['bowl', 'SGD'],
      ['bowl', 'Adam'],
      ['noisyBowl', 'SGD'],
      ['noisyBowl', 'Adam'],
    ]);
    for (const { trials, best, final } of cells) {
      const scores = trials.map(meanScore);
      expect(best && meanScore(best)).toBe(Math.min(...scores.map((one) => one ?? Infinity)));
      expect(final?.seeds).toEqual([1, 2]);
      expect(final?.spec.optimizer).toEqual(best?.trial.experiment.optimizer);
    }
    expect(cells[0]?.trials.map(({ runs }) => runs[0]?.score)).toEqual([
      expect.any(Number),
      expect.any(Number),
      null,
    ]);
  });

  it('trains nothing of which there is a record, with rungs or without', async () => {
    for (const rungs of [undefined, [5, 10]]) {
      const first = countedRig();
      const sweep = read({ ...study, rungs });
      const cells = await runSweep(sweep, first, { who });
      const again = countedRig(first.records);
      expect(await runSweep(sweep, again, { who })).toEqual(cells);
      expect(first.updates).toBeGreaterThan(0);
      expect(again.updates).toBe(0);
    }
  });

  it('goes on from the records of half of it', async () => {
    const first = countedRig();
    const sweep = read(study);
    const cells = await runSweep(sweep, first, { who });
    const half = new Map([...first.records].filter((_, i) => i % 2 === 0));
    const again = countedRig(half);
    expect(await runSweep(sweep, again, { who })).toEqual(cells);
    expect(again.updates).toBeLessThan(first.updates);
    expect(again.records.size).toBe(first.records.size);
  });

  it.each([undefined, [5, 10]])(
    'is done by shares, the last of which sees to the best: rungs %j',
    async (rungs) => {
      const sweep = read({ ...study, rungs });
      const records = new Map();
      const updates: number[] = [];
      for (const index of [2, 0, 1]) {
        const rig = { ...countedRig(records), refresh: () => {} };
        await runShare(sweep, rig, { index, of: 3 }, { who });
        updates.push(records.size);
      }
      expect(new Set(updates).size).toBe(3);
      const collected = countedRig(records);
      const cells = await runSweep(sweep, collected, { who });
      expect(collected.updates).toBe(0);
      expect(cells.every(({ final }) => final?.seeds.length === 2)).toBe(true);
    },
  );

  it('says how far it is, up to the end', async () => {
    const told: number[][] = [];
    const onProgress = (...numbers: number[]) => told.push(numbers);
    await runSweep(read({ ...study, rungs: [5, 10] }), countedRig(), { who, onProgress });
    const [done, of] = told.at(-1) as [number, number];
    expect(done).toBe(of);
    expect(told.map(([one]) => one)).toEqual(
      told.map(([one]) => one).toSorted((a = 0, b = 0) => a - b),
    );
  });

  it('names what is measured where the score is not', async () => {
    const wrong = read({ ...study, score: 'validationLoss' });
    await expect(runSweep(wrong, countedRig(), { who })).rejects.toThrow(
      'study.json: score must be one of what is measured on bowl: loss, distance, got "validationLoss"',
    );
  });
});
