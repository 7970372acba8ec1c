import * as tf from '@tensorflow/tfjs';
import { tensorDifferences } from '../gradients/tensor-differences.ts';
import { problem } from '../problems/index.ts';
import { count } from '../shared/options.ts';
import type { StudyKind } from './study.ts';

export interface GradientCostOptions {
  /** Of a difference: 2 or 1. */
  readonly sides: number;
  /** Networks: the first has one hidden unit, each further one twice as many. */
  readonly networks: number;
}

/**
 * How often the loss of a network is evaluated for one gradient, counted, for networks from the pixels of a digit over
 * hidden units to its class. Gives `weights`, and the evaluations by `differences` and in `backpropagation`,
 * which then goes back once.
 */
export const gradientCost: StudyKind<GradientCostOptions> = {
  about: 'evaluations of the loss for one gradient, as a network grows',
  cost: 3000,
  defaults: { sides: 2, networks: 4 },
  ranges: { sides: count, networks: count },
  async measure({ sides, networks }, random) {
    const weights: number[] = [];
    const differences: number[] = [];
    const backpropagation: number[] = [];
    for (let network = 0; network < networks; network++) {
      const digits = await problem(
        { name: 'digits', model: 'hidden', layers: [2 ** network], train: 10, batch: 'all' },
        random.fork(network),
      );
      let evaluations = 0;
      const loss = () => {
        evaluations += 1;
        return digits.loss();
      };
      const counted = async (work: () => unknown) => {
        evaluations = 0;
        await work();
        return evaluations;
      };
      weights.push(digits.variables.reduce((sum, { size }) => sum + size, 0));
      differences.push(
        await counted(async () => {
          for (const variable of digits.variables) {
            const offsets = Array.from({ length: variable.size }, (_, i) => i);
            await tensorDifferences(loss, variable, offsets, 1e-2, sides);
          }
        }),
      );
      backpropagation.push(
        await counted(() => {
          const { value, grads } = tf.variableGrads(loss, [...digits.variables]);
          tf.dispose([value, grads]);
        }),
      );
      digits.dispose();
    }
    return { weights, differences, backpropagation };
  },
};
