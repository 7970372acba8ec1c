import { accumulators } from './accumulators.ts';
import { adabelief } from './adabelief.ts';
import { adafactor } from './adafactor.ts';
import { averages } from './averages.ts';
import { corrections } from './corrections.ts';
import { decay } from './decay.ts';
import { denominators } from './denominators.ts';
import { gradientDescent } from './gradient-descent.ts';
import { lamb } from './lamb.ts';
import { lars } from './lars.ts';
import { lion } from './lion.ts';
import { maxima } from './maxima.ts';
import { muon } from './muon.ts';
import type { Mutant } from './mutant.ts';
import { nadam } from './nadam.ts';
import { radam } from './radam.ts';
import { rmsprop } from './rmsprop.ts';
import { rmspropCentered } from './rmsprop-centered.ts';
import { rmspropMomentum } from './rmsprop-momentum.ts';
import { scheduleFree } from './schedule-free.ts';
import { steps } from './steps.ts';
import { velocity } from './velocity.ts';
import { yogi } from './yogi.ts';

export type { Mutant } from './mutant.ts';

/** Every known single mistake. */
export const mutants: readonly Mutant[] = [
  ...accumulators,
  ...adabelief,
  ...adafactor,
  ...averages,
  ...corrections,
  ...decay,
  ...denominators,
  ...gradientDescent,
  ...lamb,
  ...lars,
  ...lion,
  ...maxima,
  ...muon,
  ...nadam,
  ...radam,
  ...rmsprop,
  ...rmspropCentered,
  ...rmspropMomentum,
  ...scheduleFree,
  ...steps,
  ...velocity,
  ...yogi,
];
