import { expect, it } from 'vitest';
import { descend } from '../support/step.ts';
import { adam, adamw } from '../../src/rules/index.ts';

it('shrinks a weight without gradient by 1 - lr · weightDecay in each update', () => {
  const path = descend(adamw, { learningRate: 0.1, weightDecay: 0.5 }, 8, () => 0, 30);
  path.forEach((w, t) => expect(w).toBeCloseTo(8 * 0.95 ** t, 12));
});

it('shrinks the weight before it steps, so that the step itself is Adam’s', () => {
  const [, w] = descend(adamw, { learningRate: 0.1, weightDecay: 0.5, epsilon: 0 }, 8, () => 1, 1);
  expect(w).toBeCloseTo(8 * 0.95 - 0.1, 12);
});

it('decays in the same way whatever the size of the gradient, as an L2 penalty inside Adam does not', () => {
  // Gradients that change sign cancel in m, so that only the decay moves the weight far.
  const noise = (size: number) => {
    let t = 0;
    return () => size * (t++ % 2 === 0 ? 1 : -1);
  };
  const options = { learningRate: 0.01, beta1: 0.5 };
  const decoupled = (size: number) =>
    descend(adamw, { ...options, weightDecay: 0.1 }, 10, noise(size), 400).at(-1) as number;
  const coupled = (size: number) => {
    const g = noise(size);
    return descend(adam, options, 10, (w) => g() + 0.1 * w, 400).at(-1) as number;
  };
  expect(Math.abs(decoupled(10) - decoupled(1))).toBeLessThan(0.01);
  expect(decoupled(1)).toBeCloseTo(10 * (1 - 0.001) ** 400, 1);
  expect(Math.abs(coupled(10) - coupled(1))).toBeGreaterThan(1);
});
