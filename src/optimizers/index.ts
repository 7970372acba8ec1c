import { lookUp } from '../shared/look-up.ts';
import * as rules from '../rules/index.ts';
import type { Optimizer } from './optimizer.ts';
import { optimizer, type OptimizerClass } from './rule-optimizer.ts';

export type { LearningRate, Scheduled } from './scheduled.ts';
export { layerwise, type LayerwiseOptions } from './layerwise.ts';
export { Optimizer, type OptimizerConfig } from './optimizer.ts';
export { optimizer, RuleOptimizer, type ConfigOf, type OptimizerClass } from './rule-optimizer.ts';
export type { CommonOptions, GivenRate, RuleOptions } from './optimizer-settings.ts';
export type { ParameterGroup, Where } from './parameter-groups.ts';
export type { SavedState } from './saved-state.ts';

/** Gradient descent: a step against the gradient; on mini-batches, stochastic gradient descent. */
export const SGD = /* @__PURE__ */ optimizer('SGD', rules.sgd);
export type SGD = InstanceType<typeof SGD>;

/** Heavy-ball momentum: a velocity sums the gradients and forgets slowly; the weight moves with the velocity. */
export const Momentum = /* @__PURE__ */ optimizer('Momentum', rules.momentum);
export type Momentum = InstanceType<typeof Momentum>;

/** Nesterov momentum: the step looks ahead to where the velocity will carry the weight. */
export const Nesterov = /* @__PURE__ */ optimizer('Nesterov', rules.nesterov);
export type Nesterov = InstanceType<typeof Nesterov>;

/** SGDW: momentum that shrinks the weight itself, so the decay never enters the velocity. */
export const SGDW = /* @__PURE__ */ optimizer('SGDW', rules.sgdw);
export type SGDW = InstanceType<typeof SGDW>;

/** AdaGrad: divides each step by the root of all squared gradients so far, so the steps only ever shrink. */
export const AdaGrad = /* @__PURE__ */ optimizer('AdaGrad', rules.adagrad);
export type AdaGrad = InstanceType<typeof AdaGrad>;

/** AdaDelta: scales the gradient by the ratio of recent steps to recent gradients, so its size cancels out. */
export const AdaDelta = /* @__PURE__ */ optimizer('AdaDelta', rules.adadelta);
export type AdaDelta = InstanceType<typeof AdaDelta>;

/** RMSProp: AdaGrad that forgets; divides each step by the root of the recent average of squared gradients. */
export const RMSProp = /* @__PURE__ */ optimizer('RMSProp', rules.rmsprop);
export type RMSProp = InstanceType<typeof RMSProp>;

/** Centered RMSProp: divides by the recent standard deviation of the gradient instead of its root mean square. */
export const RMSPropCentered = /* @__PURE__ */ optimizer('RMSPropCentered', rules.rmspropCentered);
export type RMSPropCentered = InstanceType<typeof RMSPropCentered>;

/** RMSProp with momentum: the scaled gradients feed a velocity, which holds no learning rate (PyTorch's form). */
export const RMSPropMomentum = /* @__PURE__ */ optimizer('RMSPropMomentum', rules.rmspropMomentum);
export type RMSPropMomentum = InstanceType<typeof RMSPropMomentum>;

/** Adam: momentum and RMSProp in one, both corrected for their start at zero. */
export const Adam = /* @__PURE__ */ optimizer('Adam', rules.adam);
export type Adam = InstanceType<typeof Adam>;

/** AdamW: Adam that shrinks the weight itself, so the decay is never divided by the size of the gradient. */
export const AdamW = /* @__PURE__ */ optimizer('AdamW', rules.adamw);
export type AdamW = InstanceType<typeof AdamW>;

/** AMSGrad: Adam that divides by the largest average square so far, so that its step never grows again. */
export const AMSGrad = /* @__PURE__ */ optimizer('AMSGrad', rules.amsgrad);
export type AMSGrad = InstanceType<typeof AMSGrad>;

/** Adamax: Adam that divides by the largest recent gradient (the infinity norm), which needs no correction. */
export const Adamax = /* @__PURE__ */ optimizer('Adamax', rules.adamax);
export type Adamax = InstanceType<typeof Adamax>;

/** NAdam: Adam with Nesterov's look-ahead and a momentum that rises slowly to beta1. */
export const NAdam = /* @__PURE__ */ optimizer('NAdam', rules.nadam);
export type NAdam = InstanceType<typeof NAdam>;

/** RAdam: Adam that waits: while its average square rests on too few gradients it steps as Momentum does, then it lets the adaptive step in by degrees. */
export const RAdam = /* @__PURE__ */ optimizer('RAdam', rules.radam);
export type RAdam = InstanceType<typeof RAdam>;

/** AdaBelief: Adam that divides by how much the gradient differs from its average, so a steady gradient gives big steps. */
export const AdaBelief = /* @__PURE__ */ optimizer('AdaBelief', rules.adabelief);
export type AdaBelief = InstanceType<typeof AdaBelief>;

/** Yogi: Adam whose average square moves by steps of g² at most, so that it cannot collapse after a large gradient. */
export const Yogi = /* @__PURE__ */ optimizer('Yogi', rules.yogi);
export type Yogi = InstanceType<typeof Yogi>;

/** Lion: steps by the sign of a blend of gradient and momentum; every weight moves by the same amount. */
export const Lion = /* @__PURE__ */ optimizer('Lion', rules.lion);
export type Lion = InstanceType<typeof Lion>;

/** LARS: momentum whose steps have a length in proportion to the norm of the tensor they move. */
export const LARS = /* @__PURE__ */ optimizer('LARS', rules.lars);
export type LARS = InstanceType<typeof LARS>;

/** LAMB: Adam's direction with the decay inside, scaled so that its length is in proportion to the norm of the tensor. */
export const LAMB = /* @__PURE__ */ optimizer('LAMB', rules.lamb);
export type LAMB = InstanceType<typeof LAMB>;

/** Muon: momentum whose step is made orthogonal, so that every direction of a matrix is learned at the same pace. */
export const Muon = /* @__PURE__ */ optimizer('Muon', rules.muon);
export type Muon = InstanceType<typeof Muon>;

/** Schedule-free AdamW: steps a fast weight z, averages it into x, and takes gradients between the two, so that no decay of the rate must be planned. */
export const ScheduleFreeAdamW = /* @__PURE__ */ optimizer(
  'ScheduleFreeAdamW',
  rules.scheduleFreeAdamW,
);
export type ScheduleFreeAdamW = InstanceType<typeof ScheduleFreeAdamW>;

/** Adafactor: of the average squares it keeps only the means of the rows and columns (the last two axes; a weight with fewer keeps all), and its steps are in proportion to the weight. */
export const Adafactor = /* @__PURE__ */ optimizer('Adafactor', rules.adafactor);
export type Adafactor = InstanceType<typeof Adafactor>;

/** FTRL-Proximal: keeps the sum of all gradients and makes each weight anew of it, so that an L1 strength gives exact zeros. */
export const Ftrl = /* @__PURE__ */ optimizer('Ftrl', rules.ftrl);
export type Ftrl = InstanceType<typeof Ftrl>;

/** Every optimizer class by the name of its rule. */
export const optimizers = {
  sgd: SGD,
  momentum: Momentum,
  nesterov: Nesterov,
  sgdw: SGDW,
  adagrad: AdaGrad,
  adadelta: AdaDelta,
  rmsprop: RMSProp,
  rmspropCentered: RMSPropCentered,
  rmspropMomentum: RMSPropMomentum,
  adam: Adam,
  adamw: AdamW,
  amsgrad: AMSGrad,
  adamax: Adamax,
  nadam: NAdam,
  radam: RAdam,
  adabelief: AdaBelief,
  yogi: Yogi,
  lion: Lion,
  lars: LARS,
  lamb: LAMB,
  muon: Muon,
  scheduleFreeAdamW: ScheduleFreeAdamW,
  adafactor: Adafactor,
  ftrl: Ftrl,
} as const;

/** An optimizer's name and options as plain data. */
export interface OptimizerSpec {
  readonly name: string;
  readonly [option: string]: unknown;
}

/**
 * The optimizer that `spec` names, with its options.
 * @throws UsageError for an unknown name (with the nearest) or a bad option
 */
export function optimizerFromSpec({ name, ...options }: OptimizerSpec): Optimizer {
  const Named = lookUp<unknown>('optimizer', name, optimizers) as OptimizerClass;
  return new Named(options);
}
