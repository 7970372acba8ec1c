import { describe, expect, it } from 'vitest';
import { LBFGS, type LBFGSConfig, type PlainFunction } from '../../src/minimizers/index.ts';
import { golden, type GoldenCase, type GoldenFile } from '../support/golden.ts';
import { minimized } from '../support/minimized.ts';

interface PathCase extends GoldenCase {
  readonly problem: { readonly name: string; readonly start: readonly number[] };
  readonly path: readonly {
    readonly point: readonly number[];
    readonly value: number;
    readonly evaluations?: number;
  }[];
}

const { file, followed, departing } = golden<GoldenFile<PathCase>>('optimizers/lbfgs.json');

/**
 * Rounding of doubles, which the bends of Rosenbrock's valley make larger with every update: a start one unit in the last
 * place away ends as far from our own path as torch's path does.
 */
const allowanceAt = (update: number) => (update < 20 ? 1e-12 : 5e-8);

describe('L-BFGS', () => {
  it.each(followed)(
    'follows $source through $id, one update a call',
    async ({ settings, problem, path }) => {
      const minimizer = new LBFGS({ ...(settings as Partial<LBFGSConfig>), updates: 1 });
      const f = minimized[problem.name] as PlainFunction;
      let x = [...problem.start];
      let evaluations = 0;
      for (const [update, row] of path.entries()) {
        const result = await minimizer.minimizeFunction(f, x);
        x = result.x;
        // Every call looks at its start anew.
        evaluations += result.evaluations - (update === 0 ? 0 : 1);
        const errors = row.point.map((value, i) => Math.abs(value - (x[i] as number)));
        const error = Math.max(Math.abs(row.value - result.loss), ...errors);
        expect(error, `update ${update}`).toBeLessThan(allowanceAt(update));
        if (row.evaluations !== undefined) expect(evaluations).toBe(row.evaluations);
      }
    },
  );

  it('walks the same path in one call', async () => {
    const { problem, path, settings } = followed[0] as PathCase;
    const minimizer = new LBFGS({ ...(settings as Partial<LBFGSConfig>), updates: path.length });
    const f = minimized[problem.name] as PlainFunction;
    const { x, stopped } = await minimizer.minimizeFunction(f, problem.start);
    expect(stopped).toBe('change');
    expect(x[0]).toBeCloseTo(path.at(-1)?.point[0] as number, 9);
  });

  it('has every case to follow', () => {
    expect(departing).toEqual([]);
    expect(followed).toHaveLength(file.cases.length);
  });
});
