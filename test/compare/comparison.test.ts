import { describe, expect, it } from 'vitest';
import { compete, comparison } from '../../src/compare/comparison.ts';
import { contestants } from '../../src/compare/contestant.ts';
import { finding } from '../../src/compare/figures.ts';
import { comparisonNotes, comparisonTable } from '../../src/compare/table.ts';
import type { TrainSeed } from '../../src/training/run.ts';

const conditions = comparison({ on: 'bowl', updates: 10 });

/** Ends at `loss(rate, seed)`; diverges where that is infinite. */
const ending =
  (loss: (rate: number, seed: number) => number): TrainSeed =>
  ({ optimizer }, seed) => {
    const end = loss(optimizer['learningRate'] as number, seed);
    const lost = !Number.isFinite(end);
    return Promise.resolve({
      series: { update: [0, 10], loss: [100, lost ? 1e9 : end], learningRate: [1, 1] },
      path: [],
      weights: [],
      divergedAt: lost ? 10 : null,
      final: { updates: lost ? null : 10, loss: lost ? null : end },
    });
  };

async function outcomes(losses: Record<string, (rate: number, seed: number) => number>) {
  return Promise.all(
    contestants(Object.keys(losses)).map((one) =>
      compete(one, conditions, 'cpu', ending(losses[one.id] as () => number)),
    ),
  );
}

describe('comparison', () => {
  it.each([1, 998, 1000, 1003, 4000])(
    'keeps trials apart from seeds that are shown: %i',
    (seed) => {
      const { seeds, tune } = comparison({ on: 'digits', seed, seeds: 5 }).experiment;
      expect(seeds).toEqual([0, 1, 2, 3, 4].map((i) => seed + i));
      expect(seeds.filter((one) => tune.seeds.includes(one))).toEqual([]);
    },
  );

  it('knows every problem on which somebody can win', () => {
    expect(() => comparison({ on: 'noise' })).toThrow('there is no race on noise');
    expect(() => comparison({ on: 'bowll' })).toThrow('did you mean "bowl"?');
  });

  it('starts the bowl at another place of the same height for each seed', () => {
    const starts = [1, 2, 3].map((seed) => conditions.track.vary?.(seed)['start'] as number[]);
    expect(new Set(starts.map(String)).size).toBe(3);
    for (const [x, y] of starts as [number, number][])
      expect((x * x + 100 * y * y) / 2).toBeCloseTo(208, 9);
  });
});

describe('contestants', () => {
  it('are rules, built-ins and files, each with a style of its own', () => {
    const all = contestants(['adam', 'tf:adam', 'a/x.ts', 'b/x.ts', './y.js']);
    expect(all.map(({ kind }) => kind)).toEqual(['rule', 'built-in', 'file', 'file', 'file']);
    expect(all.map(({ label }) => label)).toEqual([
      'Adam',
      'Adam (tfjs)',
      'a/x.ts',
      'b/x.ts',
      'y.js',
    ]);
    expect(new Set(all.map(({ style }) => style)).size).toBe(5);
  });

  it('are refused under a wrong name, or twice', () => {
    expect(() => contestants(['adm'])).toThrow('did you mean "adam"?');
    expect(() => contestants(['tf:adm'])).toThrow('did you mean "adam"?');
    expect(() => contestants(['adam', 'adam'])).toThrow('named twice');
  });
});

describe('the outcome', () => {
  it('counts who wins by more than the seeds differ, and says so when nobody does', async () => {
    const apart = await outcomes({ sgd: (_, seed) => 5 + seed, adam: (_, seed) => seed });
    expect(finding(apart, conditions)).toBe('Adam ends lowest on bowl');
    const close = await outcomes({ sgd: (_, seed) => 1.5 + seed, adam: (_, seed) => seed });
    expect(finding(close, conditions)).toBe('Adam and SGD end level on bowl: their seeds overlap');
    const behind = await outcomes({
      sgd: (_, seed) => 1.5 + seed,
      adam: (_, seed) => seed,
      momentum: (_, seed) => 50 + seed,
    });
    expect(finding(behind, conditions)).toBe(
      'Adam and SGD end lowest on bowl: their seeds overlap',
    );
  });

  it('warns of a best rate on the border, and of nothing else', async () => {
    const all = await outcomes({ sgd: (rate) => 1 / rate, adam: (rate) => Math.abs(rate - 1) });
    expect(comparisonNotes(all, conditions)).toEqual([
      'SGD: the best rate, 10, lies on the border of the search, so a better one may lie beyond it.',
    ]);
  });

  it('has a row for who diverges at every rate, behind who lost a seed, behind the rest', async () => {
    const all = await outcomes({
      sgd: () => Infinity,
      adam: (_, seed) => (seed === 2 ? Infinity : 0.001),
      momentum: (_, seed) => 10 * seed,
    });
    const { rows } = comparisonTable(all, conditions);
    expect(rows.map(([label, final, , diverged]) => [label, final, diverged])).toEqual([
      ['Momentum', '20 ± 10', '0 of 3'],
      ['Adam', '0.001 ± 0', '1 of 3'],
      ['SGD', 'diverges at every rate', ''],
    ]);
  });
});
