import { describe, expect, it } from 'vitest';
import { areSame, deviation, errorOf, ofSize, onTheWay } from '../../src/verify/deviation.ts';
import { pathFrom, type Path } from '../../src/verify/path.ts';

/** A path of one variable with one element. */
const path = (...values: number[]): Path => pathFrom(values.map((value) => [value]));
const none: Path = [];
const apart = (seen: Path, reference: Path, losses: Path) =>
  deviation(seen, reference, onTheWay(reference, losses));

describe('deviation', () => {
  it('of a path from itself is nothing', () => {
    expect(apart(path(1, 2, 3), path(1, 2, 3), none)).toMatchObject({ maxError: 0 });
    expect(apart(path(1, 2, 3), path(1, 2, 3), none)).not.toHaveProperty('first');
  });

  it('allows 1e-4 of the way gone, and no more', () => {
    const reference = path(1000, 1001);
    const rounding = 2 * 2 ** -23 * 1001;
    const at = (share: number) => path(1000, 1001 + 1e-4 * share + rounding * share);
    expect(apart(at(0.9), reference, none).first).toBeUndefined();
    expect(apart(at(1.1), reference, none).first).toMatchObject({ row: 1, expected: 1001 });
  });

  it('allows one rounding to float32 per update where a weight stands still', () => {
    const unit = 2 ** -23;
    const still = path(1, 1, 1, 1);
    expect(apart(path(1, 1, 1, 1 + 3.9 * unit), still, none).first).toBeUndefined();
    expect(apart(path(1, 1, 1, 1 + 4.1 * unit), still, none).first).toMatchObject({
      row: 3,
    });
    // Early on, less is allowed.
    expect(apart(path(1, 1 + 3.9 * unit, 1, 1), still, none).first).toMatchObject({
      row: 1,
    });
  });

  it('measures the way back and forth, and the largest size so far', () => {
    const reference = path(0, 1, 0);
    const allowed = 2e-4 + 3 * 2 ** -23;
    expect(apart(path(0, 1, 0.99 * allowed), reference, none).first).toBeUndefined();
    expect(apart(path(0, 1, 1.01 * allowed), reference, none).first).toBeDefined();
  });

  it('allows sixteen times what the rule itself loses in float32', () => {
    const reference = path(1, 1);
    const losses = path(0, 1e-3);
    expect(apart(path(1, 1.0159), reference, losses).first).toBeUndefined();
    expect(apart(path(1, 1.0161), reference, losses).first).toBeDefined();
  });

  it.each([NaN, Infinity, -Infinity])('takes %s for no number', (got) => {
    expect(apart(path(1, got), path(1, 2), none)).toMatchObject({
      maxError: Infinity,
      first: { row: 1, got },
    });
  });

  it('takes a path that ends early for no number', () => {
    expect(apart(path(1), path(1, 2), none).first).toMatchObject({ row: 1, got: NaN });
  });

  it('takes a row that is too long for wrong, behind what is wrong in it', () => {
    const reference = pathFrom([[1, 2]]);
    expect(apart(pathFrom([[1, 2, 0, 7]]), reference, none)).toMatchObject({
      maxError: Infinity,
      first: { row: 0, column: 2, got: 0, surplus: 2 },
    });
    expect(apart(pathFrom([[1, 3, 0]]), reference, none).first).toMatchObject({
      column: 1,
      expected: 2,
    });
  });

  it('lets NaN stand where NaN is right', () => {
    expect(apart(path(1, NaN), path(1, NaN), none).first).toBeUndefined();
    expect(apart(path(1, 5), path(1, NaN), none).first).toBeDefined();
  });

  it('names the first mismatch by row and column, and measures the worst', () => {
    const reference = pathFrom([
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ]);
    const seen = pathFrom([
      [1, 1, 1],
      [1, 1.5, 3],
      [9, 1, 1],
    ]);
    expect(apart(seen, reference, none)).toMatchObject({
      first: { row: 1, column: 1, expected: 1, got: 1.5 },
      maxError: 8,
    });
  });
});

it('of values is measured against one size for all', () => {
  const values = pathFrom([[0, 2, 4]]);
  expect(deviation(pathFrom([[0.3, 2, 4]]), values, ofSize(4, 0.1)).first).toBeUndefined();
  expect(deviation(pathFrom([[0.5, 2, 4]]), values, ofSize(4, 0.1))).toMatchObject({
    maxError: 0.125,
    allowed: 0.1,
    first: { column: 0 },
  });
});

describe('the error of a path', () => {
  it('is 0 beside itself', () => {
    expect(errorOf(path(1, 2), path(1, 2))).toBe(0);
  });

  it('is measured against the largest value the weight has had by then', () => {
    expect(errorOf(path(10, -4, 0.5), path(10, -4, 0))).toBeCloseTo(0.05, 12);
    expect(errorOf(path(0, 1, 10), path(0, 2, 10))).toBe(0.5);
  });

  it.each([
    ['that is not a number', path(1, NaN)],
    ['that runs off', path(1, Infinity)],
    ['that ends early', path(1)],
    ['that goes on', path(1, 2, 3)],
  ])('is infinite for a path %s', (_, other) => {
    expect(errorOf(other, path(1, 2))).toBe(Infinity);
  });

  it('is infinite where the reference itself is no number', () => {
    expect(errorOf(path(1, 2), path(1, NaN))).toBe(Infinity);
  });

  it('is relative to 0 for a weight that should never have moved', () => {
    expect(errorOf(path(0, 1e-30), path(0, 0))).toBe(Infinity);
  });
});

it('of two paths that are the same to the last bit is none', () => {
  expect(areSame(path(1, NaN, -0), path(1, NaN, 0))).toBe(true);
  const others = [path(1, NaN), path(1, NaN, 0, 0), path(1, NaN, 5e-324), path(1, Infinity, 0)];
  for (const other of [...others, pathFrom([[1], [NaN], [0, 0]])]) {
    expect(areSame(other, path(1, NaN, 0))).toBe(false);
  }
});
