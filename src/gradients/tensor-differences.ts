import * as tf from '@tensorflow/tfjs';
import { whileMoving } from './while-moving.ts';

/**
 * The slope of a loss by some elements of a variable, by centred differences in float32: two calls of the loss for each.
 * The variable is bit for bit what it was afterwards.
 * @param offsets positions among the variable's elements, row by row
 */
export async function tensorDifferences(
  loss: () => tf.Scalar,
  variable: tf.Variable,
  offsets: readonly number[],
  h: number,
): Promise<readonly number[]> {
  const slopes: number[] = [];
  const read = async () => {
    const tensor = tf.tidy(loss);
    const [value] = await tensor.data();
    tensor.dispose();
    return value as number;
  };
  await whileMoving(variable, async (move) => {
    for (const offset of offsets) {
      const below = move(offset, -h);
      const low = await read();
      const above = move(offset, h);
      slopes.push(((await read()) - low) / (above - below));
    }
  });
  return slopes;
}
