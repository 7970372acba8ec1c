import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';

/** Gradients by variable name. */
export type GradientMap = ReadonlyMap<string, tf.Tensor>;

/** The plain object that rebuilds a transform: its name and its options. */
export interface TransformConfig {
  readonly transform: string;
  readonly [option: string]: number | string | boolean;
}

/** What happens to all gradients of an update before the rule sees them; runs inside a tidy. */
export interface Transform {
  (gradients: GradientMap): GradientMap;
  readonly config: TransformConfig;
}

/** Joins a config and its function into a transform. */
export function transform(
  config: TransformConfig,
  change: (gradients: GradientMap) => GradientMap,
): Transform {
  return Object.assign((gradients: GradientMap) => change(gradients), { config });
}

/** `change` applied to each gradient by itself. */
export function each(
  gradients: GradientMap,
  change: (g: tf.Tensor, name: string) => tf.Tensor,
): GradientMap {
  return new Map([...gradients].map(([name, g]) => [name, change(g, name)]));
}

/**
 * Euclidean norm of each gradient, in gradient order. Reads synchronously, because an update is synchronous; a backend
 * that cannot (webgpu under Node) cannot clip by norm.
 * @throws UsageError naming every variable whose gradient holds NaN or an infinity, before it can spread
 */
export function norms(who: string, gradients: GradientMap): number[] {
  if (gradients.size === 0) return [];
  const squares = [...gradients.values()].map((g) => g.square().sum());
  const found = [...tf.stack(squares).dataSync()].map(Math.sqrt);
  const names = [...gradients.keys()].filter((_, i) => !Number.isFinite(found[i]));
  if (names.length === 0) return found;
  const list = names.map((name) => `"${name}"`).join(', ');
  throw new UsageError({
    who,
    rule: `the gradient of ${list} holds NaN or an infinity`,
    remedy: 'lower the learning rate, or look at the loss just before',
  });
}
