import * as tf from '@tensorflow/tfjs';
import type { Elementwise } from '../rules/index.ts';
import { UsageError } from '../shared/errors.ts';

/** Gradients by variable name. */
export type GradientMap = ReadonlyMap<string, tf.Tensor>;

/** The plain object that rebuilds a transform: its name and its options. */
export interface TransformConfig {
  readonly transform: string;
  readonly [option: string]: number | string | boolean;
}

/**
 * What happens to all gradients of an update before the rule sees them; runs inside a tidy. A variable whose gradient it
 * leaves out stays as it is; what it gives for a variable that the update does not name is not used.
 */
export interface Transform {
  (gradients: GradientMap): GradientMap;
  readonly config: TransformConfig;
  /** Whether all that it does to a gradient is to shorten it. */
  readonly shortens?: true;
}

/** Joins a config and its function into a transform. */
export function transform(
  config: TransformConfig,
  change: (gradients: GradientMap) => GradientMap,
): Transform {
  return Object.assign((gradients: GradientMap) => change(gradients), { config });
}

/** Joins a config and a function that does no more to a gradient than to shorten it. */
export function shortening(
  config: TransformConfig,
  change: (gradients: GradientMap) => GradientMap,
): Transform {
  return Object.assign(transform(config, change), { shortens: true as const });
}

/** `change` applied to each gradient by itself. */
export function each(
  gradients: GradientMap,
  change: (g: tf.Tensor, name: string) => tf.Tensor,
): GradientMap {
  return new Map([...gradients].map(([name, g]) => [name, change(g, name)]));
}

/** The gradients that are still to be shortened, and by what, while `factored` runs a transform. */
let later: Map<tf.Tensor, number> | undefined;

/** `g` times a factor below 1. */
export function shortened(g: tf.Tensor, factor: number): tf.Tensor {
  if (later === undefined) return times(g as never, factor) as never;
  later.set(g, factor);
  return g;
}

/** `g` times a factor that may be too small for a float32. */
export function times(g: Elementwise, factor: number): Elementwise {
  return factor < 2 ** -64 ? g.mul(2 ** -64).mul(factor * 2 ** 64) : g.mul(factor);
}

/** What a transform makes of gradients, as far as it is not left to the update: there each is still to be shortened by its factor. */
export interface Factored {
  readonly gradients: GradientMap;
  /** By gradient; none for those that are done. */
  readonly factors: ReadonlyMap<tf.Tensor, number>;
}

/** Leaves it to the update, which reads each gradient anyway, to shorten it. */
export function factored(change: Transform, gradients: GradientMap): Factored {
  const factors = new Map<tf.Tensor, number>();
  if (change.shortens) {
    later = factors;
    try {
      const changed = change(gradients);
      const isAsGiven = [...changed].every(([name, g]) => g === gradients.get(name));
      if (isAsGiven) return { gradients: changed, factors };
    } finally {
      later = undefined;
    }
  }
  return { gradients: change(gradients), factors: new Map() };
}

/**
 * Euclidean norm of each gradient, in gradient order. Reads synchronously, because an update is synchronous; a backend
 * that cannot (webgpu under Node) cannot clip by norm.
 * @throws UsageError naming every variable whose gradient holds NaN or an infinity, before it can spread
 */
export function norms(who: string, gradients: GradientMap): number[] {
  const found = measured(gradients, (g) => g.square().sum()).map(Math.sqrt);
  if (found.every(isUsual)) return found;
  // Squares have overflowed, or vanished: the norm is that of the gradient in units of its largest element.
  checkFinite(who, gradients);
  const units = measured(gradients, (g) => g.abs().max()).map((largest) => largest || 1);
  const inUnits = measured(gradients, (g, i) =>
    g
      .div(units[i] as number)
      .square()
      .sum(),
  );
  return found.map((norm, i) =>
    isUsual(norm) ? norm : (units[i] as number) * Math.sqrt(inUnits[i] as number),
  );
}

const isUsual = (norm: number) => norm > 2 ** -60 && norm < 2 ** 60;

/** @throws UsageError naming every variable whose gradient holds NaN or an infinity */
export function checkFinite(who: string, gradients: GradientMap): void {
  const names = notFinite(gradients);
  if (names.length > 0) throw notFiniteError(who, names);
}

/** What `who` says of the variables of these names, whose gradients hold NaN or an infinity. */
export function notFiniteError(who: string, names: readonly string[]): UsageError {
  const list = names.map((name) => `"${name}"`).join(', ');
  return new UsageError({
    who,
    rule: `the gradient of ${list} holds NaN or an infinity`,
    remedy: 'lower the learning rate, or look at the loss just before',
  });
}

/** The names of those whose gradients hold NaN or an infinity; reads synchronously. */
export function notFinite(gradients: GradientMap): string[] {
  const zeros = measured(gradients, (g) => g.mul(0).sum());
  return [...gradients.keys()].filter((_, i) => zeros[i] !== 0);
}

/** A number of each gradient, 0 for one without elements, read in one go. */
function measured(gradients: GradientMap, of: (g: tf.Tensor, i: number) => tf.Tensor): number[] {
  if (gradients.size === 0) return [];
  const scalars = [...gradients.values()].map((g, i) => (g.size === 0 ? tf.scalar(0) : of(g, i)));
  return [...tf.stack(scalars).dataSync()];
}
