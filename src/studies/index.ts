import * as tf from '@tensorflow/tfjs';
import { inTurn } from '../shared/in-turn.ts';
import { lookUp } from '../shared/look-up.ts';
import { readOptions } from '../shared/options.ts';
import { random } from '../shared/random.ts';
import { rounded } from '../shared/stats.ts';
import { chords } from './chords.ts';
import { descentCost } from './descent-cost.ts';
import { differenceError } from './difference-error.ts';
import { gradientCheck } from './gradient-check.ts';
import { gradientCost } from './gradient-cost.ts';
import { kinkAlarm } from './kink-alarm.ts';
import { kinkError } from './kink-error.ts';
import { pixelSlopes } from './pixel-slopes.ts';
import { orderCost } from './order-cost.ts';
import { minimizerRace } from './minimizer-race.ts';
import { minimizerWalk } from './minimizer-walk.ts';
import { newtonStarts } from './newton-starts.ts';
import { inputScaling } from './input-scaling.ts';
import { polynomialFit } from './polynomial-fit.ts';
import { blindSearch } from './blind-search.ts';
import { lossSlice } from './loss-slice.ts';
import { gradientVariance } from './gradient-variance.ts';
import { rangeTest } from './range-test.ts';
import { randomCurvatures } from './random-curvatures.ts';
import { randomDirections } from './random-directions.ts';
import { mistakes } from './mistakes.ts';
import { rateTrials } from './rate-trials.ts';
import { sharpness } from './sharpness.ts';
import { rareFeatures } from './rare-features.ts';
import { softmaxSteps } from './softmax-steps.ts';
import { stepSizes } from './step-sizes.ts';
import { turnedBowl } from './turned-bowl.ts';
import { isStudy, type Columns, type Study, type StudyKind, type StudyRecord } from './study.ts';

export { isStudy, type Columns, type Study, type StudyKind, type StudyRecord };

/** Every kind of study by the name that lessons use. */
export const studies = {
  chords,
  descentCost,
  differenceError,
  gradientCheck,
  gradientCost,
  kinkAlarm,
  kinkError,
  pixelSlopes,
  inputScaling,
  polynomialFit,
  randomCurvatures,
  randomDirections,
  blindSearch,
  lossSlice,
  gradientVariance,
  sharpness,
  softmaxSteps,
  rareFeatures,
  rangeTest,
  orderCost,
  minimizerRace,
  minimizerWalk,
  newtonStarts,
  stepSizes,
  turnedBowl,
  rateTrials,
  mistakes,
} as const;

/** Does a study, written without its seeds, under one of them. */
export type MeasureSeed = (study: Study, seed: number) => Promise<Columns>;

/**
 * Does a study, written without its seeds, under one of them, on the current backend.
 * @throws UsageError for an unknown name (with the nearest) or a bad option
 */
export async function measureSeed({ study, ...given }: Study, seed: number): Promise<Columns> {
  const kind: StudyKind = lookUp<StudyKind>('study', study, studies);
  const options = readOptions<object>(study, given, kind.ranges, kind.defaults);
  const columns = await kind.measure(options, random(seed));
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, values.map((value) => rounded(value))]),
  );
}

/**
 * Does a study under each of its seeds. Nothing in the record depends on the clock.
 * @param measure where each seed is done; all are asked for at once. Default: here, one after the other
 * @throws UsageError as `measureSeed` does
 */
export async function measureStudy(
  study: Study,
  onProgress: (done: number, of: number) => void = () => {},
  measure: MeasureSeed = inTurn(measureSeed),
): Promise<StudyRecord> {
  const { seeds = [1], ...alone } = study;
  let done = 0;
  const columns = await Promise.all(
    seeds.map(async (seed) => {
      const found = await measure(alone, seed);
      onProgress(++done, seeds.length);
      return found;
    }),
  );
  return { spec: { ...study, seeds }, backend: tf.getBackend(), seeds, columns };
}
