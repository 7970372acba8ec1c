import { describe, expect, it } from 'vitest';
import { LBFGS, type LBFGSConfig, type PlainFunction } from '../../src/minimizers/index.ts';
import { golden, type GoldenCase, type GoldenFile } from '../support/golden.ts';

interface PathCase extends GoldenCase {
  readonly problem: { readonly name: string; readonly start: readonly number[] };
  readonly path: readonly {
    readonly point: readonly number[];
    readonly value: number;
    readonly evaluations?: number;
  }[];
}

/** The problems of the file as their formulas say, with gradients by hand. */
const problems: Readonly<Record<string, PlainFunction>> = {
  rosenbrock,
  'rosenbrock-6': rosenbrock,
  quadratic: ([a = 0, b = 0, c = 0]) => ({
    value: (a * a + 10 * b * b + 100 * c * c) / 2,
    gradient: [a, 10 * b, 100 * c],
  }),
  'coupled-quadratic': ([a = 0, b = 0, c = 0]) => ({
    value: 2 * a * a + b * b + 3 * c * c + a * b - b * c - a + 2 * c,
    gradient: [4 * a + b - 1, 2 * b + a - c, 6 * c - b + 2],
  }),
};

function rosenbrock(x: readonly number[]) {
  const gradient = x.map(() => 0);
  let value = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const [here, next] = [x[i] as number, x[i + 1] as number];
    const [bend, rest] = [next - here * here, 1 - here];
    value += 100 * bend * bend + rest * rest;
    gradient[i] = (gradient[i] as number) - 400 * here * bend - 2 * rest;
    gradient[i + 1] = (gradient[i + 1] as number) + 200 * bend;
  }
  return { value, gradient };
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
      const f = problems[problem.name] as PlainFunction;
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
    const f = problems[problem.name] as PlainFunction;
    const { x, stopped } = await minimizer.minimizeFunction(f, problem.start);
    expect(stopped).toBe('change');
    expect(x[0]).toBeCloseTo(path.at(-1)?.point[0] as number, 9);
  });

  it('has every case to follow', () => {
    expect(departing).toEqual([]);
    expect(followed).toHaveLength(file.cases.length);
  });
});
