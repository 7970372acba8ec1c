import { shown, UsageError } from '../shared/errors.ts';

/** Softmax regression on labelled examples, as plain lists. */
export interface SoftmaxRegression {
  /** A row of numbers for each example. */
  readonly inputs: readonly (readonly number[])[];
  /** The class of each example, from 0. */
  readonly labels: readonly number[];
  /** `weights[j][k]` takes input j to the score of class k. */
  readonly weights: readonly (readonly number[])[];
  /** One for each class. */
  readonly biases: readonly number[];
}

/**
 * The gradient of the mean cross-entropy of softmax regression, by the chain rule in doubles. The derivative of the loss by
 * a score is the class's chance minus 1 for the right class: the logarithm and the exponentials have cancelled.
 * @see Rumelhart, Hinton & Williams 1986 (doi 10.1038/323533a0)
 * @returns a slope for each weight and each bias, in their shapes
 * @throws UsageError for lists that do not fit each other, or a label that is no class
 */
export function softmaxGradient({ inputs, labels, weights, biases }: SoftmaxRegression): {
  weights: number[][];
  biases: number[];
} {
  check({ inputs, labels, weights, biases });
  // #region exercise: the chances of each example, the slopes of its scores, and from these the slopes of weights and biases
  const slopes = inputs.map((x, i) => {
    const scores = biases.map((bias, k) => bias + dot(x, column(weights, k)));
    const highest = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - highest));
    const chances = powers.map((power) => power / sum(powers));
    return chances.map((chance, k) => (chance - (k === labels[i] ? 1 : 0)) / inputs.length);
  });
  return {
    weights: weights.map((row, j) => row.map((_, k) => dot(column(inputs, j), column(slopes, k)))),
    biases: biases.map((_, k) => sum(column(slopes, k))),
  };
  // #endregion
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const dot = (a: readonly number[], b: readonly number[]) =>
  sum(a.map((value, i) => value * (b[i] as number)));
const column = (rows: readonly (readonly number[])[], k: number) =>
  rows.map((row) => row[k] as number);

function check({ inputs, labels, weights, biases }: SoftmaxRegression): void {
  const rules: readonly (readonly [holds: boolean, rule: string, got: unknown])[] = [
    [inputs.length > 0, 'inputs must have at least one row', inputs],
    [labels.length === inputs.length, `labels must be ${inputs.length}, one for each row`, labels],
    [
      inputs.every((row) => row.length === weights.length),
      `each row of inputs must have ${weights.length} numbers, one for each row of weights`,
      inputs.map((row) => row.length),
    ],
    [
      weights.every((row) => row.length === biases.length),
      `each row of weights must have ${biases.length} numbers, one for each bias`,
      weights.map((row) => row.length),
    ],
    [
      labels.every((label) => label in biases),
      `labels must be whole numbers from 0 to ${biases.length - 1}`,
      labels,
    ],
  ];
  const broken = rules.find(([holds]) => !holds);
  if (broken === undefined) return;
  const [, rule, got] = broken;
  throw new UsageError({ who: 'softmaxGradient', rule, got: shown(got) });
}
