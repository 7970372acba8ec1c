import { describe, expect, it } from 'vitest';
import type { Stepper } from '../../src/verify/index.ts';
import { memberOf, textbook } from '../support/members.ts';

const textbookOf = (name: string) => memberOf(name).textbook;

/** The path of one weight under given gradients. */
const path = (step: Stepper, start: number, gradients: readonly number[], lr: number) => {
  let w = [start];
  return gradients.map((g) => (w = step(w, [g], lr))[0] as number);
};

// Worked by hand from each paper's formulas, with numbers chosen so that they come out short.
describe('by hand', () => {
  it.each([
    ['sgd', textbookOf('sgd')({}), [0.5, 1.5]],
    ['momentum', textbookOf('momentum')({ momentum: 0.5 }), [0.5, 1.25]],
    ['nesterov', textbookOf('nesterov')({ momentum: 0.5 }), [0.25, 1.625]],
    ['sgdw', textbookOf('sgdw')({ momentum: 0.5, weightDecay: 0.5 }), [0.25, 0.9375]],
    ['adagrad', textbookOf('adagrad')({ epsilon: 0 }), [0.5, 0.5 + 1 / Math.sqrt(5)]],
    ['rmsprop', textbookOf('rmsprop')({ decay: 0, epsilon: 1 }), [0.75, 0.75 + 1 / 3]],
    ['adam', textbookOf('adam')({ beta1: 0, beta2: 0, epsilon: 1 }), [0.75, 0.75 + 1 / 3]],
    ['adamw', textbookOf('adamw')({ beta1: 0, beta2: 0, epsilon: 0, weightDecay: 1 }), [0, 0.5]],
  ] as const)('%s', (_, step, expected) => {
    path(step, 1, [1, -2], 0.5).forEach((w, i) => expect(w).toBeCloseTo(expected[i] ?? NaN, 14));
  });
});

it('corrects Adam’s averages for their start at zero', () => {
  // mHat = g and vHat = g² for a steady gradient, whatever the decays.
  const steady = path(textbookOf('adam')({ epsilon: 0 }), 0, Array(20).fill(3), 0.1);
  steady.forEach((w, i) => expect(w).toBeCloseTo(-0.1 * (i + 1), 12));
});

it.each(Object.entries(textbook))('%s begins with fresh state each time', (_, rule) => {
  const run = () => path(rule({}), 1, [0.3, -0.2, 0.1], 0.1);
  expect(run()).toEqual(run());
  const [w, g] = [
    [1, 2],
    [0.5, 0.25],
  ] as const;
  rule({})(w, g, 0.1);
  expect([w, g]).toEqual([[1, 2], [0.5, 0.25]]); // prettier-ignore
});
