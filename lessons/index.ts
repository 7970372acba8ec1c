import analyticGradient from './analytic-gradient/lesson.ts';
import adamw from './adamw/lesson.ts';
import adagrad from './adagrad/lesson.ts';
import conditioning from './conditioning/lesson.ts';
import learningRate from './learning-rate/lesson.ts';
import stepDecay from './step-decay/lesson.ts';
import cosineDecay from './cosine-decay/lesson.ts';
import warmUp from './warm-up/lesson.ts';
import linearScaling from './linear-scaling/lesson.ts';
import l1 from './l1/lesson.ts';
import l2 from './l2/lesson.ts';
import gradientDescent from './gradient-descent/lesson.ts';
import lossLandscape from './loss-landscape/lesson.ts';
import numericalGradient from './numerical-gradient/lesson.ts';
import sgd from './sgd/lesson.ts';
import gradientNoise from './gradient-noise/lesson.ts';
import lBfgs from './l-bfgs/lesson.ts';
import secondOrder from './second-order/lesson.ts';
import momentum from './momentum/lesson.ts';
import nesterov from './nesterov/lesson.ts';
import rmsprop from './rmsprop/lesson.ts';
import adam from './adam/lesson.ts';
import saddlePoints from './saddle-points/lesson.ts';
import practicalAdvice from './practical-advice/lesson.ts';
import overfitting from './overfitting/lesson.ts';

/** The syllabus: every lesson, in the order of the course. */
export default [
  overfitting,
  l2,
  l1,
  lossLandscape,
  numericalGradient,
  analyticGradient,
  gradientDescent,
  sgd,
  conditioning,
  saddlePoints,
  gradientNoise,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adam,
  adamw,
  learningRate,
  stepDecay,
  cosineDecay,
  warmUp,
  linearScaling,
  secondOrder,
  lBfgs,
  practicalAdvice,
];
