import { mean } from '../shared/stats.ts';
import type { Experiment } from '../training/experiment.ts';
import { ground } from './grounds.ts';
import { walk, type Walk } from './walk.ts';

/** A bowl with noise on its slope. */
export interface NoisyBowl {
  /** Of its axes. */
  readonly curvatures: readonly number[];
  /** Standard deviation of the noise on each component of the gradient. */
  readonly noise: number;
}

/**
 * The mean loss at which momentum μ (SGD with 0) comes to rest at a constant rate, summed over the axes:
 * a · σ² · (1 + μ) / (2 · (1 − μ) · (2 · (1 + μ) − a · λ)), which for SGD is a · σ² / (2 · (2 − a · λ)).
 * @returns Infinity where it never rests
 */
export function noiseFloor({ curvatures, noise }: NoisyBowl, rate: number, momentum = 0): number {
  const each = curvatures.map((curvature) => {
    const room = 2 * (1 + momentum) - rate * curvature;
    if (room <= 0) return Infinity;
    return (rate * noise ** 2 * (1 + momentum)) / (2 * (1 - momentum) * room);
  });
  return each.reduce((sum, one) => sum + one, 0);
}

/** The walks of an experiment with the seeds from 1 to `count`. */
export function crowd(experiment: Experiment, count = 20): readonly Walk[] {
  return Array.from({ length: count }, (_, i) => walk(experiment, { seed: i + 1 }));
}

/** The mean height above the lowest point over the second half of all walks; Infinity where one diverged. */
export function floorOf(walks: readonly Walk[], experiment: Experiment): number {
  const { lowest } = ground(experiment.problem);
  if (walks.some(({ divergedAt }) => divergedAt !== null)) return Infinity;
  const half = Math.ceil(experiment.updates / 2);
  return mean(walks.flatMap(({ losses }) => losses.slice(half).map((loss) => loss - lowest)));
}

/** The running average of a way's points, corrected for its start at zero. */
export function averaged(points: Walk['points'], decay: number): Walk['points'] {
  let [x, y, weight] = [0, 0, 0];
  return points.map((point) => {
    x = decay * x + (1 - decay) * point[0];
    y = decay * y + (1 - decay) * point[1];
    weight = decay * weight + 1 - decay;
    return [x / weight, y / weight];
  });
}

/** What `share` of sorted values lies at or below; between two of them a straight line. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]] as [number, number];
  // The difference of two infinities would be no number.
  return below === above ? below : below + (at % 1) * (above - below);
}
