import * as tf from '@tensorflow/tfjs';
import { lookUp } from '../shared/nearest.ts';
import { AdamW } from './adamw.ts';
import { Adam } from './adam.ts';
import { Momentum } from './momentum.ts';
import { Nesterov } from './nesterov.ts';
import type { Optimizer } from './optimizer.ts';
import { SGD } from './sgd.ts';

export { Adam, AdamW, Momentum, Nesterov, SGD };
export type { AdamConfig } from './adam.ts';
export type { AdamWConfig } from './adamw.ts';
export type { MomentumConfig } from './momentum.ts';
export type { Elementwise, Next, Slots, Step } from './elementwise.ts';
export { Float64 } from './float64.ts';
export { Optimizer, type OptimizerConfig } from './optimizer.ts';
export type { SavedState } from './optimizer-state.ts';

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
  adam: Adam,
  adamw: AdamW,
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
