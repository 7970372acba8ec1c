import { beale } from '../problems/beale.ts';
import { bowl } from '../problems/bowl.ts';
import { himmelblau } from '../problems/himmelblau.ts';
import { noisyBowl } from '../problems/noisy-bowl.ts';
import { plateau } from '../problems/plateau.ts';
import type { Landscape, ProblemKind } from '../problems/problem.ts';
import { rosenbrock } from '../problems/rosenbrock.ts';
import { saddle } from '../problems/saddle.ts';
import { twoWells } from '../problems/two-wells.ts';
import type { ProblemSpec } from '../problems/index.ts';
import { lookUp } from '../shared/look-up.ts';
import { readOptions } from '../shared/options.ts';
import { UsageError } from '../shared/errors.ts';

/** The problems that are landscapes of two weights, by name. Listed anew, since those with data are too large for a page. */
export const groundKinds: Readonly<Record<string, ProblemKind>> = {
  bowl,
  noisyBowl,
  saddle,
  twoWells,
  rosenbrock,
  beale,
  himmelblau,
  plateau,
};

/** A landscape to walk on. */
export interface Ground extends Landscape {
  readonly start: readonly [number, number];
  /** The height of the lowest point. */
  readonly lowest: number;
  /** Standard deviation of the noise on each component of the gradient. */
  readonly noise: number;
  /** Every option of the problem. */
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * The landscape that `spec` names.
 * @throws UsageError for an unknown name (with the nearest), a bad option, or other than two weights
 */
export function ground({ name, ...given }: ProblemSpec): Ground {
  const kind = lookUp<ProblemKind>('landscape', name, groundKinds);
  const options = readOptions<Record<string, unknown>>(name, given, kind.ranges, kind.defaults);
  const landscape = kind.landscape?.(options);
  const { start, noise = 0 } = options;
  const both = typeof start === 'number' ? [start, start] : start;
  if (landscape === undefined || !Array.isArray(both) || both.length !== 2) {
    throw new UsageError({ who: name, rule: 'a landscape has two weights' });
  }
  return {
    ...landscape,
    lowest: landscape.height(...landscape.minimum),
    start: [both[0] as number, both[1] as number],
    noise: noise as number,
    options,
  };
}
