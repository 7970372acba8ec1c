import * as tf from '@tensorflow/tfjs';

/** Where a variable starts: its shape and its values, row by row. */
export interface Start {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

let problems = 0;

/**
 * Variables for one problem, called `<kind>-<n>/<name>`: tfjs refuses a name that is taken, and optimizers keep their
 * state by name, so that n counts the problems of this process.
 */
export function variables<N extends string>(
  kind: string,
  starts: Readonly<Record<N, Start>>,
): Record<N, tf.Variable> {
  problems += 1;
  const made = Object.entries<Start>(starts).map(([name, { shape, values }]) => {
    const start = () => tf.tensor(Float32Array.from(values), [...shape]);
    return [name, tf.tidy(() => tf.variable(start(), true, `${kind}-${problems}/${name}`))];
  });
  return Object.fromEntries(made) as Record<N, tf.Variable>;
}

/** Disposes what is not disposed yet; disposing a tfjs variable twice would free what its values share with others. */
export function disposeAll(tensors: readonly tf.Tensor[]): void {
  for (const tensor of tensors) if (!tensor.isDisposed) tensor.dispose();
}
