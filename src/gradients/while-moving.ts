import * as tf from '@tensorflow/tfjs';

/** Moves one element away from its first value and puts every other back to its own; returns where it is, in float32. */
export type Move = (offset: number, by: number) => number;

/**
 * Lets `use` move single elements of `variable`. A move is in units of the element's size where that is above 1.
 * Afterwards the variable has its first values again, bit for bit, whether `use` succeeds or throws.
 */
export async function whileMoving(
  variable: tf.Variable,
  use: (move: Move) => Promise<void>,
): Promise<void> {
  const before = variable.clone();
  try {
    const first = Float32Array.from(await before.data());
    await use((offset, by) => {
      const moved = first.slice();
      const value = first[offset] as number;
      moved[offset] = value + by * Math.max(1, Math.abs(value));
      tf.tidy(() => variable.assign(tf.tensor(moved, variable.shape)));
      return moved[offset];
    });
  } finally {
    variable.assign(before);
    before.dispose();
  }
}
