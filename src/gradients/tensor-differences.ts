import * as tf from '@tensorflow/tfjs';
import { whileMoving } from './while-moving.ts';

/**
 * The slope of a loss by some elements of a variable, by differences in float32: with two sides two calls of the loss for each, with one side
 * one, and one for all.
 * The variable is bit for bit what it was afterwards.
 * @param offsets positions among the variable's elements, row by row
 */
export async function tensorDifferences(
  loss: () => tf.Scalar,
  variable: tf.Variable,
  offsets: readonly number[],
  h: number,
  sides: number = 2,
): Promise<readonly number[]> {
  const slopes: number[] = [];
  const read = async () => {
    const tensor = tf.tidy(loss);
    const [value] = await tensor.data();
    tensor.dispose();
    return value as number;
  };
  await whileMoving(variable, async (move) => {
    const here = sides === 1 ? await read() : NaN;
    for (const offset of offsets) {
      const below = move(offset, sides === 1 ? 0 : -h);
      const low = sides === 1 ? here : await read();
      const above = move(offset, h);
      slopes.push(((await read()) - low) / (above - below));
    }
  });
  return slopes;
}
