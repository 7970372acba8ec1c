import * as tf from '@tensorflow/tfjs';
import { rowOf, type Path } from './path.ts';
import type { Stream, StreamVariable, Update } from './stream.ts';

type Gradients = Parameters<tf.Optimizer['applyGradients']>[0];

/** One gradient as an optimizer is handed it; tfjs itself puts null or undefined where a variable has none. */
export interface NamedGradient {
  readonly name: string;
  readonly tensor: tf.Tensor | null | undefined;
}

export interface WalkOptions {
  /** Sets the rate of the coming update. Default: the optimizer knows its own. */
  readonly steer?: (rate: number) => void;
  /** The form in which an update's gradients are handed over. Default: a list, with null for a missing one. */
  readonly deliver?: (gradients: readonly NamedGradient[]) => unknown;
}

/** The stream's variables at their start values; disposed by the caller. */
export function place(variables: readonly StreamVariable[]): tf.Variable[] {
  return variables.map(({ shape, start }) =>
    tf.tidy(() => tf.variable(tf.tensor([...start], [...shape], 'float32'))),
  );
}

/** Where the variables are, as a row of a path. */
export async function readRow(variables: readonly tf.Variable[]): Promise<Float64Array> {
  return rowOf(await Promise.all(variables.map((one) => one.data())));
}

/** The path of `variables` under a tfjs optimizer, on the current backend. Leaves no tensor behind but the optimizer's own. */
export async function walk(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
  updates: readonly Update[],
  { steer, deliver = (gradients) => gradients }: WalkOptions = {},
): Promise<Path> {
  const path = [await readRow(variables)];
  for (const { rate, gradients } of updates) {
    const named = variables.map(({ name, shape }, i) => {
      const values = gradients[i];
      return { name, tensor: values && tf.tensor([...values], shape, 'float32') };
    });
    try {
      steer?.(rate);
      optimizer.applyGradients(deliver(named) as Gradients);
    } finally {
      for (const { tensor } of named) tensor?.dispose();
    }
    path.push(await readRow(variables));
  }
  return path;
}

/** The path of a stream under an optimizer and variables that are made for it and disposed after it. */
export async function freshWalk<O extends tf.Optimizer>(
  make: () => O,
  { variables, updates }: Stream,
  options?: (optimizer: O) => WalkOptions,
): Promise<Path> {
  const optimizer = make();
  const placed = place(variables);
  try {
    return await walk(optimizer, placed, updates, options?.(optimizer));
  } finally {
    optimizer.dispose();
    // Some built-ins forget tensors of their own when they are disposed (Momentum its rate, for one).
    tf.dispose(Object.values(optimizer).filter((value) => value instanceof tf.Tensor));
    tf.dispose(placed);
  }
}
