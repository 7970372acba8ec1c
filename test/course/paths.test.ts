import { describe, expect, it } from 'vitest';
import { paths } from '../../src/course/paths.ts';
import { record } from '../figures/record.ts';

const path = [
  [2, 1],
  [1, 0.5],
] as const;
const walk = (problem: { readonly name: string; readonly [option: string]: unknown }) => {
  const run = record({ loss: [[1, 0]], path });
  return { ...run, spec: { ...run.spec, problem } };
};

describe('paths', () => {
  it('stand on the ground of their own problems, which those who start elsewhere share', () => {
    const entrants = [
      walk({ name: 'bowl', condition: 4, start: [2, 1] }),
      walk({ name: 'bowl', condition: 4, start: [1, 1] }),
      walk({ name: 'bowl', condition: 9, start: [2, 1] }),
    ].map((run) => ({ run }));
    const { landscapes, panels } = paths({ entrants });
    expect(panels.map(({ landscape }) => landscape)).toEqual([0, 0, 1]);
    expect(panels[0]?.minimum).toEqual([0, 0]);
    const top = landscapes.map(({ heights }) => heights.at(-1));
    // ½ (x² + κ y²) in the upper right corner of one window.
    const [x, y] = [landscapes[0]?.x[1] as number, landscapes[0]?.y[1] as number];
    expect(top[0]).toBeCloseTo((x * x + 4 * y * y) / 2, 2);
    expect(top[1]).toBeCloseTo((x * x + 9 * y * y) / 2, 2);
  });

  it('are refused where a problem has no ground', () => {
    expect(() => paths({ entrants: [{ run: walk({ name: 'digits' }) }] })).toThrow(
      'paths: the problem must have two weights, got {"name":"digits"}',
    );
  });
});
