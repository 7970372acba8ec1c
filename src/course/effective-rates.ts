import type { Walker } from '../figures/index.ts';
import { landscape, type Landscape } from '../problems/index.ts';
import type { RunRecord } from '../training/experiment.ts';

/**
 * How far each of two weights went for a slope of 1, from row to row of a run's first path: what is left of the rate once
 * a rule has multiplied and divided. Means something only where each update is a row.
 */
export function effectiveRates({ path, spec }: RunRecord): readonly (readonly [number, number])[] {
  const points = path?.[0] ?? [];
  const ground = landscape(spec.problem) as Landscape;
  return points.slice(1).map(([toX, toY], i) => {
    const [x, y] = points[i] as readonly [number, number];
    const [slopeX, slopeY] = ground.gradient(x, y);
    return [(x - toX) / slopeX, (y - toY) / slopeY];
  });
}

/** The effective rates of both weights at some updates of a path, as the half axes of ellipses that are all equally large. */
export function rateEllipses(
  run: RunRecord,
  updates: readonly number[],
): NonNullable<Walker['outlines']> {
  const rates = effectiveRates(run);
  return updates.map((update) => {
    const [x, y] = run.path?.[0]?.[update] ?? [NaN, NaN];
    const [a, b] = rates[update] ?? [NaN, NaN];
    const wide = Math.sqrt(a / b);
    return Array.from({ length: 60 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 60;
      return [x + 0.5 * wide * Math.cos(angle), y + (0.5 / wide) * Math.sin(angle)];
    });
  });
}
