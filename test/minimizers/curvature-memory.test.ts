import { describe, expect, it } from 'vitest';
import { CurvatureMemory } from '../../src/minimizers/curvature-memory.ts';
import { dot } from '../../src/minimizers/vector.ts';
import { random } from '../../src/shared/random.ts';

const n = 5;
const vector = (values: readonly number[]) => Float64Array.from(values);

/** Steps on ½ Σ cᵢ wᵢ², whose gradient changes by c · s. */
function pairs(howMany: number) {
  const stream = random(7);
  return Array.from({ length: howMany }, () => {
    const s = vector([...stream.normals(n)]);
    return { s, y: s.map((value, i) => value * (i + 1)) };
  });
}

/** BFGS as the book writes it, with whole matrices: H ← V H Vᵀ + ρ s sᵀ, where Vᵀ = I − ρ y sᵀ. */
function denseDirection(known: ReturnType<typeof pairs>, gradient: Float64Array): number[] {
  const size = [...Array(n).keys()];
  const { s, y } = known.at(-1) as (typeof known)[number];
  const unit = (i: number, j: number) => (i === j ? 1 : 0);
  let h = size.map((i) => size.map((j) => (unit(i, j) * dot(s, y)) / dot(y, y)));
  for (const { s, y } of known) {
    const rho = 1 / dot(s, y);
    const at = (v: Float64Array, i: number) => v[i] as number;
    const left = size.map((i) => size.map((j) => unit(i, j) - rho * at(s, i) * at(y, j)));
    const product = (a: number[][], b: number[][]) =>
      a.map((row) => size.map((j) => row.reduce((t, v, k) => t + v * (b[k]?.[j] as number), 0)));
    const right = size.map((i) => size.map((j) => left[j]?.[i] as number));
    h = product(product(left, h), right).map((row, i) =>
      row.map((v, j) => v + rho * at(s, i) * at(s, j)),
    );
  }
  return h.map((row) => -dot(vector(row), gradient));
}

describe('a curvature memory', () => {
  const gradient = vector([1, -2, 3, -4, 5]);
  const close = (got: Float64Array, wanted: readonly number[]) => {
    for (const [i, value] of wanted.entries()) expect(got[i]).toBeCloseTo(value, 10);
  };

  it('turns a gradient round while it is empty', () => {
    expect([...new CurvatureMemory(3).direction(gradient)]).toEqual([-1, 2, -3, 4, -5]);
  });

  it('gives what BFGS with whole matrices gives', () => {
    const memory = new CurvatureMemory(4);
    const known = pairs(4);
    for (const { s, y } of known) memory.learn(s, y);
    close(memory.direction(gradient), denseDirection(known, gradient));
  });

  it('keeps the newest pairs', () => {
    const memory = new CurvatureMemory(2);
    const known = pairs(5);
    for (const { s, y } of known) memory.learn(s, y);
    expect(memory.size).toBe(2);
    close(memory.direction(gradient), denseDirection(known.slice(-2), gradient));
  });

  it('takes the newest change of gradient for the newest step', () => {
    const memory = new CurvatureMemory(3);
    for (const { s, y } of pairs(3)) memory.learn(s, y);
    const { s, y } = pairs(3)[2] as ReturnType<typeof pairs>[number];
    close(
      memory.direction(y),
      [...s].map((value) => -value),
    );
  });

  it('learns nothing from a step along which the function does not curve up', () => {
    const memory = new CurvatureMemory(3);
    memory.learn(vector([1, 0]), vector([-1, 0]));
    memory.learn(vector([1, 0]), vector([0, 1]));
    memory.learn(vector([1, 0]), vector([NaN, 1]));
    memory.learn(vector([1e-6, 0]), vector([1e-6, 0]));
    expect([memory.size, memory.dimension]).toEqual([0, undefined]);
  });
});
