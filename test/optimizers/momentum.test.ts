import { describe, expect, it } from 'vitest';
import { Momentum } from '../../src/optimizers/index.ts';
import { descend, steps } from '../support/step.ts';
import { momentum } from '../../src/rules/index.ts';

it('lets the velocity forget a little and take in the gradient', async () => {
  const rule = new Momentum({ learningRate: 0.5, momentum: 0.5 });
  // v: 1, 0.5 - 2 = -1.5, -0.75
  expect(await steps(rule, [1], [[1], [-2], [0]])).toEqual([[1], [0.5], [1.25], [1.625]]);
});

describe('under a steady gradient', () => {
  const [lr, rho, g] = [0.01, 0.9, 2];
  const path = descend(momentum, { learningRate: lr, momentum: rho }, 0, () => g, 200);

  it('has the closed form of a geometric sum', () => {
    path.forEach((w, t) => {
      const velocities = (t - (rho * (1 - rho ** t)) / (1 - rho)) / (1 - rho);
      expect(w).toBeCloseTo(-lr * g * velocities, 12);
    });
  });

  it('comes to move as far as SGD with a rate 1 / (1 - momentum) times as large', () => {
    const [before, after] = path.slice(-2) as [number, number];
    expect(before - after).toBeCloseTo((lr * g) / (1 - rho), 8);
  });
});

it('holds no learning rate in its velocity, so that a new rate acts at once', async () => {
  const rule = new Momentum({ learningRate: 0.5, momentum: 0.5 });
  await steps(rule, [1], [[1]]);
  rule.learningRate = 0;
  expect((await steps(rule, [7], [[1], [1]])).at(-1)).toEqual([7]);
});

it('walks the path of the form whose velocity holds the rate while the rate is constant', () => {
  const path = descend(momentum, { learningRate: 0.1 }, 1, (w) => 3 * w, 40);
  let [w, v] = [1, 0];
  for (const reached of path.slice(1)) {
    v = 0.9 * v - 0.1 * 3 * w;
    w += v;
    expect(reached).toBeCloseTo(w, 12);
  }
});
