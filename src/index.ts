/** The library for Node and browsers: optimizers, schedules, transforms, regularizers and gradient tools. */
export * from './callbacks/index.ts';
export * from './gradients/index.ts';
export { mendKernels } from './kernels/index.ts';
export * from './minimizers/index.ts';
export * from './optimizers/index.ts';
export * from './problems/index.ts';
export * from './regularizers/index.ts';
export * from './rules/index.ts';
export * from './schedules/index.ts';
export * from './theory/index.ts';
export * from './transforms/index.ts';
export * from './wrappers/index.ts';
/** Where all randomness of a problem comes from. */
export { random, type Random } from './shared/random.ts';
/** What a schedule or rule of your own reads its options with. */
export { shown, UsageError } from './shared/errors.ts';
export {
  anyNumber,
  atMost,
  belowOne,
  checkNumber,
  count,
  nonNegative,
  positive,
  readOptions,
  risingCounts,
  several,
  share,
  wholeNumber,
  type OptionRule,
  type Range,
} from './shared/options.ts';
