import type { FunctionMember } from '../function-member.ts';
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
import { linear } from './linear.ts';
import { minibatchVariance } from './minibatch-variance.ts';
import { multiStep } from './multi-step.ts';
import { newtonStep } from './newton-step.ts';
import { numericGradient } from './numeric-gradient.ts';
import { oneCycle } from './one-cycle.ts';
import { polynomial } from './polynomial.ts';
import { randomSearch } from './random-search.ts';
import { rateSweep } from './rate-sweep.ts';
import { scaleLearningRate } from './scale-learning-rate.ts';
import { softThreshold } from './soft-threshold.ts';
import { softmaxGradient } from './softmax-gradient.ts';
import { stepDecay } from './step-decay.ts';
import { trainingRecipe } from './training-recipe.ts';
import { twoLoop } from './two-loop.ts';
import { warmup } from './warmup.ts';

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
