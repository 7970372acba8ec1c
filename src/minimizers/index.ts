export { LBFGS, type LBFGSConfig } from './lbfgs.ts';
export {
  Minimizer,
  type MinimizerConfig,
  type MinimizeResult,
  type PlainFunction,
  type Stop,
} from './minimizer.ts';
export { newtonStep } from './newton-step.ts';
export { Newton, type NewtonConfig, type NewtonResult } from './newton.ts';
export type { Objective, Point, Precision } from './objective.ts';
export { randomSearch, type RandomSearch } from './random-search.ts';
export { twoLoop, type CurvaturePair } from './two-loop.ts';
