import { expect, it } from 'vitest';
import { lookInside, type Insight } from '../../web/look-inside.ts';

const experiment = {
  problem: { name: 'bowl', condition: 20, start: [-4, 1] },
  optimizer: { name: 'momentum', learningRate: 0.02, momentum: 0.9 },
  updates: 30,
};

it('parts a step of momentum into what its velocity carries on and what this slope adds', () => {
  const { seen, step, memory, rates } = lookInside(experiment, 12).insight as Insight;
  const v = seen.slots['v']?.values as [number, number];
  for (const axis of [0, 1] as const) {
    expect(memory?.[axis]).toBeCloseTo(-0.02 * 0.9 * v[axis], 12);
    const added = step[axis] - (memory?.[axis] as number);
    expect(added).toBeCloseTo(-0.02 * (seen.g[axis] as number), 12);
    expect(rates[axis]).toBeCloseTo(Math.abs(step[axis] / (seen.g[axis] as number)), 12);
  }
});

it('finds no memory in gradient descent, and the rate itself as its effective one', () => {
  const plain = { ...experiment, optimizer: { name: 'sgd', learningRate: 0.02 } };
  const { memory, rates } = lookInside(plain, 5).insight as Insight;
  expect(memory).toEqual([0, 0]);
  for (const rate of rates) expect(rate).toBeCloseTo(0.02, 12);
});

it('looks beyond the last update too, and no farther than a walk that diverges', () => {
  expect(lookInside(experiment, 30).insight?.seen.update).toBe(30);
  const bold = { ...experiment, optimizer: { name: 'sgd', learningRate: 1 } };
  expect(lookInside(bold, 30).insight).toBeUndefined();
});
