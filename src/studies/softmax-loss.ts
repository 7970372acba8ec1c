import type { SoftmaxRegression } from '../gradients/softmax-gradient.ts';

/** Weights row by row and behind them the biases, as one list: what a difference moves. */
export function flat({ weights, biases }: Pick<SoftmaxRegression, 'weights' | 'biases'>): number[] {
  return [...weights.flat(), ...biases];
}

/** The mean cross-entropy of softmax regression in doubles, as a function of such a list. */
export function softmaxLoss({
  inputs,
  labels,
  biases: { length: classes },
}: SoftmaxRegression): (at: readonly number[]) => number {
  return (at) => {
    const scores = new Float64Array(classes);
    let total = 0;
    for (const [i, x] of inputs.entries()) {
      scores.set(at.slice(-classes));
      for (let j = 0; j < x.length; j++) {
        const xj = x[j] as number;
        for (let k = 0; k < classes; k++) {
          scores[k] = (scores[k] as number) + xj * (at[j * classes + k] as number);
        }
      }
      const highest = Math.max(...scores);
      const powers = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
      total += Math.log(powers) + highest - (scores[labels[i] as number] as number);
    }
    return total / inputs.length;
  };
}
