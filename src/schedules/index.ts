export { constant, type ConstantOptions } from './constant.ts';
export { cosine, type CosineOptions } from './cosine.ts';
export { cosineRestarts, type CosineRestartsOptions } from './cosine-restarts.ts';
export { cyclic, type CyclicOptions } from './cyclic.ts';
export { exponential, type ExponentialOptions } from './exponential.ts';
export { exponentialWarmup } from './exponential-warmup.ts';
export { inverseSqrt, type InverseSqrtOptions } from './inverse-sqrt.ts';
export { inverseTime, type InverseTimeOptions } from './inverse-time.ts';
export { join, type JoinOptions } from './join.ts';
export { linear, type LinearOptions } from './linear.ts';
export { multiStep, type MultiStepOptions } from './multi-step.ts';
export { oneCycle, type OneCycleOptions } from './one-cycle.ts';
export { polynomial, type PolynomialOptions } from './polynomial.ts';
export { repeat } from './repeat.ts';
export { staircase } from './staircase.ts';
export { stepDecay, type StepDecayOptions } from './step-decay.ts';
export { warmup } from './warmup.ts';
export { scaleLearningRate, type ScaleLearningRateOptions } from './scale-learning-rate.ts';
export {
  asSchedule,
  checkSchedule,
  isSchedule,
  type Schedule,
  type ScheduleConfig,
} from './schedule.ts';
export { registerSchedule, schedule, scheduleFromConfig, scheduleNames } from './schedules.ts';
