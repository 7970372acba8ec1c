import type { OptimizerSpec } from '../optimizers/index.ts';
import { Float64 } from '../rules/index.ts';
import { mustList } from '../shared/options.ts';
import { optimizerSpec } from './specs.ts';
import { stepper } from './stepper.ts';
import type { StudyKind } from './study.ts';

export interface StepSizesOptions {
  /** A rule by name, with its options. Its rate is 1 unless it says otherwise. */
  readonly optimizer: OptimizerSpec;
  /** The slopes that the weight meets, wherever it goes: each a size, and for how many updates. */
  readonly slopes: readonly (readonly [size: number, updates: number])[];
  /** `corrected` averages, or as they are: those of a rule that takes itself for infinitely old, and has nothing to correct. */
  readonly averages: 'corrected' | 'raw';
}

const stretches = mustList(
  'pairs of a slope and a number of updates such as [[1, 100]]',
  (one: unknown) =>
    Array.isArray(one) &&
    one.length === 2 &&
    Number.isFinite(one[0]) &&
    Number.isInteger(one[1]) &&
    (one[1] as number) > 0,
);

/**
 * The steps of a rule, in doubles, on slopes that are given.
 * Gives `update`, from 1, and `step`, how far that update went downhill.
 */
export const stepSizes: StudyKind<StepSizesOptions> = {
  about: 'the steps of a rule on slopes that are given',
  cost: 20,
  defaults: { optimizer: { name: 'adam' }, slopes: [[1, 100]], averages: 'corrected' },
  ranges: { optimizer: optimizerSpec, slopes: stretches, averages: ['corrected', 'raw'] },
  measure({ optimizer, slopes, averages }) {
    const next = stepper({ learningRate: 1, ...optimizer }, averages === 'raw' ? Infinity : 0);
    const slope = slopes.flatMap(([size, updates]) => Array<number>(updates).fill(size));
    // From zero at every update, so that a step is not lost in the digits of where it stands.
    const step = slope.map((size) => -(next(zero, new Float64([size])).values[0] as number));
    return { update: slope.map((_, i) => i + 1), step };
  },
};

const zero = new Float64([0]);
