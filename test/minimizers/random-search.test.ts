import { describe, expect, it } from 'vitest';
import { randomSearch } from '../../src/minimizers/index.ts';
import { random } from '../../src/shared/random.ts';

const bowl = ([x = 0, y = 0]: readonly number[]) => x * x + y * y;
/** Steps that are known beforehand. */
const inOrder = (...steps: readonly (readonly number[])[]) => {
  const left = steps.values();
  return () => left.next().value as readonly number[];
};

describe('randomSearch', () => {
  it('moves where a step leads down, and stays where it leads up', () => {
    const normals = inOrder([-1, 0], [3, 0], [0, -2]);
    expect(randomSearch(bowl, [2, 2], { steps: 3, size: 0.5, normals })).toEqual([1.5, 1]);
  });

  it('asks once for the height of the start and once for each step, and never for a place that it had changed since', () => {
    const asked: (readonly number[])[] = [];
    const height = (w: readonly number[]) => {
      asked.push(w);
      return bowl(w);
    };
    const start = [1, 1];
    const normals = inOrder([1, 0], [-1, 0], [0, -1]);
    randomSearch(height, start, { steps: 3, size: 1, normals });
    expect(asked).toEqual([
      [1, 1],
      [2, 1],
      [0, 1],
      [0, 0],
    ]);
    expect(start).toEqual([1, 1]);
  });

  it('stays at the start on level ground and without steps', () => {
    const stream = random(1);
    const normals = (length: number) => stream.normals(length);
    expect(randomSearch(() => 1, [1, 2], { steps: 20, size: 1, normals })).toEqual([1, 2]);
    expect(randomSearch(bowl, [1, 2], { steps: 0, size: 1, normals })).toEqual([1, 2]);
  });
});
