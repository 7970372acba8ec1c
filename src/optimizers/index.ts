import * as tf from '@tensorflow/tfjs';
import { lookUp } from '../shared/nearest.ts';
import { AdaBelief } from './adabelief.ts';
import { AdaDelta } from './adadelta.ts';
import { Adafactor } from './adafactor.ts';
import { AdaGrad } from './adagrad.ts';
import { Adam } from './adam.ts';
import { Adamax } from './adamax.ts';
import { AdamW } from './adamw.ts';
import { AMSGrad } from './amsgrad.ts';
import { LAMB } from './lamb.ts';
import { LARS } from './lars.ts';
import { Lion } from './lion.ts';
import { Momentum } from './momentum.ts';
import { Muon } from './muon.ts';
import { NAdam } from './nadam.ts';
import { Nesterov } from './nesterov.ts';
import { RAdam } from './radam.ts';
import { RMSProp } from './rmsprop.ts';
import { RMSPropCentered } from './rmsprop-centered.ts';
import { RMSPropMomentum } from './rmsprop-momentum.ts';
import { ScheduleFreeAdamW } from './schedule-free-adamw.ts';
import { SGD } from './sgd.ts';
import { SGDW } from './sgdw.ts';
import { Yogi } from './yogi.ts';
import type { Optimizer } from './optimizer.ts';

export {
  AdaBelief,
  AdaDelta,
  Adafactor,
  AdaGrad,
  Adam,
  Adamax,
  AdamW,
  AMSGrad,
  LAMB,
  LARS,
  Lion,
  Momentum,
  Muon,
  NAdam,
  Nesterov,
  RAdam,
  RMSProp,
  RMSPropCentered,
  RMSPropMomentum,
  ScheduleFreeAdamW,
  SGD,
  SGDW,
  Yogi,
};
export type { AdaDeltaConfig } from './adadelta.ts';
export type { AdafactorConfig } from './adafactor-config.ts';
export type { AdaGradConfig } from './adagrad.ts';
export type { AdamConfig } from './adam.ts';
export type { AdamWConfig } from './adamw.ts';
export type { LARSConfig } from './lars.ts';
export type { LionConfig } from './lion.ts';
export type { MomentumConfig } from './momentum.ts';
export type { MuonConfig } from './muon.ts';
export type { NAdamConfig } from './nadam.ts';
export type { RMSPropConfig } from './rmsprop.ts';
export type { RMSPropMomentumConfig } from './rmsprop-momentum.ts';
export type { SGDWConfig } from './sgdw.ts';
export type { YogiConfig } from './yogi.ts';
export type { Elementwise, Next, Slots, Step } from './elementwise.ts';
export { Float64 } from './float64.ts';
export { sign } from './sign.ts';
export { trustRatio } from './trust-ratio.ts';
export { Optimizer, type OptimizerConfig } from './optimizer.ts';
export type { CommonOptions, RuleOptions } from './optimizer-settings.ts';
export type { ParameterGroup, Where } from './parameter-groups.ts';
export type { SavedState } from './saved-state.ts';

/** An optimizer class that can be built from plain options. */
export interface OptimizerClass {
  new (options?: Record<string, unknown>): Optimizer;
  readonly className: string;
  readonly slots: readonly string[];
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** Every rule by the name that commands, experiments and lessons use. */
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
export function optimizer({ name, ...options }: OptimizerSpec): Optimizer {
  const rule = lookUp('optimizer', name, optimizers) as unknown as OptimizerClass;
  return new rule(options);
}

for (const rule of Object.values(optimizers)) tf.serialization.registerClass(rule);
