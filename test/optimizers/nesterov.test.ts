import { expect, it } from 'vitest';
import { Nesterov } from '../../src/optimizers/index.ts';
import { descend, steps } from '../support/step.ts';
import { nesterov, rules } from '../../src/rules/index.ts';

it('steps by the gradient and what the new velocity will add next time', async () => {
  const rule = new Nesterov({ learningRate: 0.5, momentum: 0.5 });
  // v: 1, 0.5 - 2 = -1.5; steps: 1 + 0.5, -2 - 0.75
  expect(await steps(rule, [1], [[1], [-2]])).toEqual([[1], [0.25], [1.625]]);
});

it('is at the point where Nesterov looks ahead from', () => {
  const [lr, rho] = [0.1, 0.8];
  const gradient = (w: number) => Math.sin(3 * w) + w;
  const path = descend(nesterov, { learningRate: lr, momentum: rho }, 1, gradient, 40);
  // Nesterov's own form: theta moves by u, the gradient is taken at theta + rho · u.
  let [theta, u] = [1, 0];
  for (const reached of path) {
    expect(reached).toBeCloseTo(theta + rho * u, 12);
    u = rho * u - lr * gradient(theta + rho * u);
    theta += u;
  }
});

it('swings less than Momentum across a steep valley', () => {
  const options = { learningRate: 0.1, momentum: 0.9 };
  const swing = (path: number[]) => Math.max(...path.slice(1).map(Math.abs));
  const across = (w: number) => 8 * w;
  const [looking, heavy] = [rules.nesterov, rules.momentum].map((rule) =>
    swing(descend(rule, options, 1, across, 60).slice(5)),
  ) as [number, number];
  expect(looking).toBeLessThan(heavy / 2);
});
