import { describe, expect, it } from 'vitest';
import { batches } from '../../src/problems/batches.ts';
import { random } from '../../src/shared/random.ts';

describe('batches', () => {
  it('gives full batches in which every number comes equally often', () => {
    const next = batches(4, 10, random(1));
    const drawn = Array.from({ length: 15 }, next);
    expect(drawn.map(({ length }) => length)).toEqual(Array(15).fill(4));
    const times = Array.from({ length: 10 }, (_, i) => drawn.flat().filter((n) => n === i).length);
    expect(times).toEqual(Array(10).fill(6));
  });

  it('uses up one order before the next, which is another', () => {
    const next = batches(5, 10, random(1));
    const [first, second] = [
      [...next(), ...next()],
      [...next(), ...next()],
    ];
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect([...first].sort((a, b) => a - b)).toEqual(all);
    expect([...second].sort((a, b) => a - b)).toEqual(all);
    expect(first).not.toEqual(all);
    expect(second).not.toEqual(first);
  });
});
