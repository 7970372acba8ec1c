import { describe, expect, it } from 'vitest';
import { stream } from '../../src/verify/index.ts';

const all = stream({ rate: 0.1 });
const sizes = (low: number, high: number) =>
  stream({ rate: 0.1, scales: [low, high], updates: 400, shapes: [[8]] })
    .updates.flatMap(({ gradients }) => gradients[0] ?? [])
    .map(Math.abs)
    .filter((g) => g > 0)
    .toSorted((a, b) => a - b);

it('has 200 updates of a scalar, a row, a matrix, rank 3 and rank 4', () => {
  expect(all.updates).toHaveLength(200);
  expect(all.variables.map(({ shape }) => shape.length)).toEqual([0, 2, 2, 3, 4]);
  for (const { gradients } of all.updates) {
    expect(gradients.map((g) => g?.length)).toEqual(all.variables.map(({ start }) => start.length));
  }
  all.variables.forEach(({ shape, start }) => {
    expect(start).toHaveLength(shape.reduce((product, size) => product * size, 1));
  });
});

it('is the same for the same seed, and plain JSON', () => {
  expect(stream({ rate: 0.1, seed: 1 })).toEqual(all);
  expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  expect(stream({ rate: 0.1, seed: 2 })).not.toEqual(all);
});

it('holds float32 numbers only', () => {
  const numbers = [
    ...all.variables.flatMap(({ start }) => start),
    ...all.updates.flatMap(({ gradients }) => gradients.flatMap((g) => g ?? [])),
  ];
  expect(numbers.filter((one) => Math.fround(one) !== one)).toEqual([]);
});

it('spans the scales it is given', () => {
  const wide = sizes(1e-4, 10);
  expect(wide[Math.floor(wide.length / 20)]).toBeLessThan(1e-3);
  expect(wide.at(-20)).toBeGreaterThan(3);
  const narrow = sizes(1, 10);
  expect(narrow[Math.floor(narrow.length / 20)]).toBeGreaterThan(0.05);
});

it('has gradients of exactly zero among others', () => {
  const gradients = all.updates.flatMap(({ gradients }) => gradients.flatMap((g) => g ?? []));
  const zeros = gradients.filter((g) => g === 0).length / gradients.length;
  expect(zeros).toBeGreaterThan(0.1);
  expect(zeros).toBeLessThan(0.15);
});

describe('the rate', () => {
  it('is a number or the rate of each update', () => {
    expect(all.updates.every(({ rate }) => rate === 0.1)).toBe(true);
    const falling = stream({ rate: (update) => 1 / (update + 1), updates: 3 });
    expect(falling.updates.map(({ rate }) => rate)).toEqual([1, 1 / 2, 1 / 3]);
  });
});
