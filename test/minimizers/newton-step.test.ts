import { expect, it } from 'vitest';
import { newtonStep } from '../../src/minimizers/newton-step.ts';
import { solveSymmetric } from '../../src/minimizers/solve-symmetric.ts';
import { newtonStep as place, rosenbrock } from './rosenbrock.ts';

const solve = (matrix: readonly ArrayLike<number>[], b: ArrayLike<number>) =>
  Array.from(solveSymmetric(matrix, b, 1e-12)?.x ?? []);

it.each([0, 5])('leads where Cramer leads on Rosenbrock, damping %d', (damping) => {
  const x = [-1.2, 1];
  const { gradient, hessian } = rosenbrock(x);
  const step = newtonStep(gradient, hessian, damping, solve);
  for (const [i, value] of place(x, damping).entries())
    expect((x[i] as number) + (step[i] as number)).toBeCloseTo(value, 10);
});

it('changes nothing that it is given', () => {
  const hessian = [Float64Array.of(2, 1), Float64Array.of(1, 3)];
  newtonStep(Float64Array.of(1, -1), hessian, 4, solve);
  expect(hessian).toEqual([Float64Array.of(2, 1), Float64Array.of(1, 3)]);
});

it('gives what the solver gives, whatever that is', () => {
  expect(newtonStep([3], [[0]], 0, () => 'no step')).toBe('no step');
});
