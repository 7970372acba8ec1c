import { lookUp } from '../shared/look-up.ts';
import { readOptions } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import { beale } from './beale.ts';
import { bowl } from './bowl.ts';
import { diabetes } from './diabetes.ts';
import { digits } from './digits.ts';
import { himmelblau } from './himmelblau.ts';
import { noise } from './noise.ts';
import { noisyBowl } from './noisy-bowl.ts';
import { plateau } from './plateau.ts';
import type { Landscape, Problem, ProblemKind } from './problem.ts';
export { kernelsOf } from './problem.ts';
import { rosenbrock } from './rosenbrock.ts';
import { saddle } from './saddle.ts';
import { twoWells } from './two-wells.ts';

export type { BealeOptions } from './beale.ts';
export type { BowlOptions } from './bowl.ts';
export type { DiabetesOptions } from './diabetes.ts';
export type { DigitsOptions } from './digits.ts';
export type { HimmelblauOptions } from './himmelblau.ts';
export type { NoiseOptions } from './noise.ts';
export type { NoisyBowlOptions } from './noisy-bowl.ts';
export type { PlateauOptions } from './plateau.ts';
export type { RosenbrockOptions } from './rosenbrock.ts';
export type { SaddleOptions } from './saddle.ts';
export type { TwoWellsOptions } from './two-wells.ts';
export type { Landscape, Problem, ProblemKind };
export { useDiabetes } from './diabetes-data.ts';
export { useDigits } from './digits-data.ts';

/** Every kind of problem by the name that commands, experiments and lessons use. */
export const problems = {
  bowl,
  noisyBowl,
  noise,
  saddle,
  twoWells,
  rosenbrock,
  beale,
  himmelblau,
  plateau,
  digits,
  diabetes,
} as const;

/** A problem's name and options as plain data. */
export interface ProblemSpec {
  readonly name: string;
  readonly [option: string]: unknown;
}

/**
 * The problem that `spec` names, at its start; all its randomness comes from `random`.
 * @throws UsageError for an unknown name (with the nearest) or a bad option
 */
export async function problem(spec: ProblemSpec, random: Random): Promise<Problem> {
  const { kind, options } = read(spec);
  return kind.build(options, random);
}

/**
 * The landscape of the problem that `spec` names, for drawing and walking; undefined where it has none.
 * @throws UsageError for an unknown name (with the nearest) or a bad option
 */
export function landscape(spec: ProblemSpec): Landscape | undefined {
  const { kind, options } = read(spec);
  return kind.landscape?.(options);
}

function read({ name, ...given }: ProblemSpec): { kind: ProblemKind; options: object } {
  const kind: ProblemKind = lookUp<ProblemKind>('problem', name, problems);
  return { kind, options: readOptions(name, given, kind.ranges, kind.defaults) };
}
