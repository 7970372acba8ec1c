import * as tf from '@tensorflow/tfjs';
import type {
  AdaGradConfig,
  AdamConfig,
  MomentumConfig,
  OptimizerConfig,
  RMSPropConfig,
  RMSPropMomentumConfig,
} from '../optimizers/index.ts';

/** A rule's options with the defaults filled in and the schedule evaluated. */
export type Resolved<C extends OptimizerConfig> = Readonly<
  { learningRate: number } & Omit<C, 'learningRate'>
>;

/** A rule's counterpart in `tf.train`. */
export interface Builtin<C extends OptimizerConfig = OptimizerConfig> {
  readonly name: `tf.train.${string}`;
  /** The built-in with the same options as our rule. */
  make(options: Resolved<C>): tf.Optimizer;
  /** Options our rule gets where its default cannot be given to the built-in. */
  readonly given?: Readonly<Record<string, number>>;
  /** Smallest and largest gradient for which the built-in's convention says the same as ours. Default: the stream's. */
  readonly scales?: readonly [number, number];
  /** Relative error of the built-in's own steps, where it is more than rounding: widens what is allowed. */
  stepError?(options: Resolved<C>): number;
  /** What the built-in does otherwise; empty when nothing. */
  readonly explanation: string;
}

/** Why a rule has no counterpart, or none that is right. */
export interface NoBuiltin {
  readonly none: string;
}

const insideRoot =
  'The built-in adds epsilon inside the root: the same for gradients well above the root of epsilon, which these are.';

/** What tfjs has for each rule, by the rule's name. */
export const builtins: Readonly<Record<string, Builtin | NoBuiltin>> = {
  sgd: {
    name: 'tf.train.sgd',
    make: ({ learningRate }) => tf.train.sgd(learningRate),
    explanation: '',
  },
  momentum: {
    name: 'tf.train.momentum',
    make: ({ learningRate, momentum }) => tf.train.momentum(learningRate, momentum),
    explanation: '',
  } satisfies Builtin<MomentumConfig>,
  nesterov: {
    name: 'tf.train.momentum',
    make: ({ learningRate, momentum }) => tf.train.momentum(learningRate, momentum, true),
    explanation: '',
  } satisfies Builtin<MomentumConfig>,
  sgdw: { none: 'tfjs has no SGDW.' },
  adagrad: {
    name: 'tf.train.adagrad',
    make: ({ learningRate, initialAccumulatorValue }) =>
      tf.train.adagrad(learningRate, initialAccumulatorValue),
    given: { initialAccumulatorValue: 0.1 },
    explanation:
      'Both sums start at 0.1, the default of the built-in. Beside so much it does not show that the built-in adds its ' +
      'own epsilon inside the root.',
  } satisfies Builtin<AdaGradConfig>,
  adadelta: {
    none: 'tf.train.adadelta divides by the average of the update before, so that its ratio is always 1: it walks the path of SGD.',
  },
  rmsprop: {
    name: 'tf.train.rmsprop',
    make: ({ learningRate, decay, epsilon }) => tf.train.rmsprop(learningRate, decay, 0, epsilon),
    scales: [1, 10],
    explanation: insideRoot,
  } satisfies Builtin<RMSPropConfig>,
  rmspropCentered: {
    none: 'tf.train.rmsprop subtracts epsilon under the root when centered, and gives NaN for a small gradient.',
  },
  rmspropMomentum: {
    name: 'tf.train.rmsprop',
    make: ({ learningRate, decay, momentum, epsilon }) =>
      tf.train.rmsprop(learningRate, decay, momentum, epsilon),
    scales: [1, 10],
    explanation: `${insideRoot} Its velocity holds the learning rate, which says the same while the rate does not change.`,
  } satisfies Builtin<RMSPropMomentumConfig>,
  adam: {
    name: 'tf.train.adam',
    make: ({ learningRate, beta1, beta2, epsilon }) =>
      tf.train.adam(learningRate, beta1, beta2, epsilon),
    // Each of t factors adds up to 2^-25 for itself and 2^-25 for the product to beta2^t; against 1 - beta2^t, at most
    // t · (1 - beta2), that is 2^-24 / (1 - beta2), and half of it under the root.
    stepError: ({ beta2 }) => 2 ** -25 / (1 - beta2),
    explanation:
      'The built-in takes its bias corrections from running products in float32, so that each of its steps is slightly off; ' +
      'left to itself it would also use epsilon 1e-7.',
  } satisfies Builtin<AdamConfig>,
  adamw: { none: 'tfjs has no AdamW.' },
  amsgrad: { none: 'tfjs has no AMSGrad.' },
  adamax: {
    name: 'tf.train.adamax',
    make: ({ learningRate, beta1, beta2, epsilon }) =>
      tf.train.adamax(learningRate, beta1, beta2, epsilon),
    scales: [0.01, 10],
    explanation:
      'The built-in adds epsilon to the maximum, ours within it: the same for gradients well above epsilon, which these are.',
  } satisfies Builtin<AdamConfig>,
  nadam: { none: 'tfjs has no NAdam.' },
  radam: { none: 'tfjs has no RAdam.' },
  adabelief: { none: 'tfjs has no AdaBelief.' },
  yogi: { none: 'tfjs has no Yogi.' },
  lion: { none: 'tfjs has no Lion.' },
  lars: { none: 'tfjs has no LARS.' },
  lamb: { none: 'tfjs has no LAMB.' },
  muon: { none: 'tfjs has no Muon.' },
  scheduleFreeAdamW: { none: 'tfjs has no schedule-free optimizer.' },
  adafactor: { none: 'tfjs has no Adafactor.' },
};
