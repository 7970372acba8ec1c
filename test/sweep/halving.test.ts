import { describe, expect, it } from 'vitest';
import { halving, survivors } from '../../src/sweep/halving.ts';

describe('a rung', () => {
  it('lets the best third of those that came go on, and of the first the best', () => {
    const { ask } = halving();
    const values = [5, 6, 4, 7, 4.5, 4.6, 4.4, 9, 8];
    expect(values.map((value, id) => ask(10, id, value))).toEqual([
      true, // Alone.
      false,
      true, // Best of three.
      false,
      false,
      false, // Third of six, where two go on.
      true, // Second of seven.
      false,
      false,
    ]);
  });

  it('says the same when it is asked again, as after a process was lost', () => {
    const { ask } = halving();
    expect([ask(10, 1, 3), ask(10, 2, 2), ask(10, 1, 3), ask(10, 2, 2)]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(ask(10, 3, 2.5)).toBe(false);
    expect(ask(10, 3, 2.5)).toBe(false);
  });

  it('counts what is lost, which never goes on', () => {
    const { ask } = halving();
    expect(ask(10, 0, null)).toBe(false);
    expect(ask(10, 1, 3)).toBe(true);
  });

  it('is apart from the other rungs', () => {
    const { ask } = halving();
    ask(10, 0, 1);
    expect(ask(20, 1, 5)).toBe(true);
  });
});

it('as many survive as of a halving in which everyone waits', () => {
  expect(survivors(27, { rungs: [60, 180] })).toBe(3);
  expect(survivors(8, { rungs: [60, 180] })).toBe(1);
  expect(survivors(8, { rungs: [] })).toBe(8);
});
