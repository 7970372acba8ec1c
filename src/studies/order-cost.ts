import { hessianAt } from '../minimizers/hessian.ts';
import { doubles } from '../minimizers/objective.ts';
import { dot } from '../minimizers/vector.ts';
import { count, type Range } from '../shared/options.ts';
import type { StudyKind } from './study.ts';

export interface OrderCostOptions {
  /** Of the derivatives that a step knows: 1, the gradient, or 2, the Hessian by differences of gradients. */
  readonly order: number;
  /** Bowls: the first has 25 weights, each further one twice as many. */
  readonly bowls: number;
}

const oneOrTwo: Range = { says: '1 or 2', holds: (value) => value === 1 || value === 2 };

/**
 * What derivatives of first and second order take, counted on bowls. Gives `weights`, the `numbers` in the gradient or the
 * Hessian, and the `gradients` that were computed for it.
 */
export const orderCost: StudyKind<OrderCostOptions> = {
  about: 'the numbers in a gradient or a Hessian, and the gradients that it takes',
  cost: 500,
  defaults: { order: 2, bowls: 4 },
  ranges: { order: oneOrTwo, bowls: count },
  async measure({ order, bowls }) {
    const weights = Array.from({ length: bowls }, (_, i) => 25 * 2 ** i);
    const numbers: number[] = [];
    const gradients: number[] = [];
    for (const size of weights) {
      let looks = 0;
      const look = (x: Float64Array) => {
        looks += 1;
        const gradient = x.map((value, i) => (1 + i) * value);
        return Promise.resolve({ x, value: dot(x, gradient) / 2, gradient });
      };
      const x = new Float64Array(size).fill(1);
      const rows =
        order === 1
          ? [(await look(x)).gradient]
          : await hessianAt({ x }, { precision: doubles, look });
      numbers.push(rows.reduce((sum, row) => sum + row.length, 0));
      gradients.push(looks);
    }
    return { weights, numbers, gradients };
  },
};
