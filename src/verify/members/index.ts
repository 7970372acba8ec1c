import type { FunctionMember } from '../function-member.ts';
import type { RuleMember } from '../member.ts';
import { adabelief } from './adabelief.ts';
import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import { amsgrad } from './amsgrad.ts';
import { batches } from './batches.ts';
import { constant } from './constant.ts';
import { cosineRestarts } from './cosine-restarts.ts';
import { cosine } from './cosine.ts';
import { cyclic } from './cyclic.ts';
import { exponentialWarmup } from './exponential-warmup.ts';
import { exponential } from './exponential.ts';
import { inverseSqrt } from './inverse-sqrt.ts';
import { inverseTime } from './inverse-time.ts';
import { l1 } from './l1.ts';
import { l2 } from './l2.ts';
import { escapeTime } from './escape-time.ts';
import { regularizedLoss } from './regularized-loss.ts';
import { stepLimit } from './step-limit.ts';
import { elasticNet } from './elastic-net.ts';
import { groupLasso } from './group-lasso.ts';
import { orthogonal } from './orthogonal.ts';
import { lamb } from './lamb.ts';
import { lars } from './lars.ts';
import { linear } from './linear.ts';
import { lion } from './lion.ts';
import { minibatchVariance } from './minibatch-variance.ts';
import { momentum } from './momentum.ts';
import { multiStep } from './multi-step.ts';
import { muon } from './muon.ts';
import { nadam } from './nadam.ts';
import { nesterov } from './nesterov.ts';
import { newtonStep } from './newton-step.ts';
import { numericGradient } from './numeric-gradient.ts';
import { oneCycle } from './one-cycle.ts';
import { polynomial } from './polynomial.ts';
import { radam } from './radam.ts';
import { randomSearch } from './random-search.ts';
import { rateSweep } from './rate-sweep.ts';
import { rmspropCentered } from './rmsprop-centered.ts';
import { rmspropMomentum } from './rmsprop-momentum.ts';
import { rmsprop } from './rmsprop.ts';
import { scaleLearningRate } from './scale-learning-rate.ts';
import { scheduleFreeAdamW } from './schedule-free-adamw.ts';
import { sgd } from './sgd.ts';
import { sgdw } from './sgdw.ts';
import { softThreshold } from './soft-threshold.ts';
import { softmaxGradient } from './softmax-gradient.ts';
import { stepDecay } from './step-decay.ts';
import { trainingRecipe } from './training-recipe.ts';
import { twoLoop } from './two-loop.ts';
import { warmup } from './warmup.ts';
import { yogi } from './yogi.ts';

/** All that is known of one member of the library. */
export type Member = RuleMember | FunctionMember;

/** What is known of each rule, in the order of the course. */
export const ruleMembers: readonly RuleMember[] = [
  sgd,
  momentum,
  nesterov,
  sgdw,
  adagrad,
  adadelta,
  rmsprop,
  rmspropCentered,
  rmspropMomentum,
  adam,
  adamw,
  amsgrad,
  adamax,
  nadam,
  radam,
  adabelief,
  yogi,
  lion,
  lars,
  lamb,
  muon,
  scheduleFreeAdamW,
  adafactor,
];

/** What is known of each schedule, penalty, gradient and plain function that a file can be meant to be. */
export const functionMembers: readonly FunctionMember[] = [
  constant,
  stepDecay,
  multiStep,
  exponential,
  inverseTime,
  inverseSqrt,
  linear,
  polynomial,
  cosine,
  cosineRestarts,
  oneCycle,
  cyclic,
  warmup,
  exponentialWarmup,
  l1,
  l2,
  elasticNet,
  groupLasso,
  orthogonal,
  softThreshold,
  numericGradient,
  softmaxGradient,
  escapeTime,
  regularizedLoss,
  randomSearch,
  batches,
  minibatchVariance,
  stepLimit,
  rateSweep,
  newtonStep,
  trainingRecipe,
  twoLoop,
  scaleLearningRate,
];

/** Every member by name. */
export const members: ReadonlyMap<string, Member> = new Map(
  [...ruleMembers, ...functionMembers].map((one) => [one.name, one]),
);
