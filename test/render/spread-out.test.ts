import { array, assert, double, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOut, type Wish } from '../../src/render/spread-out.ts';

describe('spreadOut', () => {
  it('leaves boxes alone that do not touch', () => {
    const wishes = [
      { at: 10, size: 10 },
      { at: 50, size: 20 },
      { at: 30, size: 10 },
    ];
    expect(spreadOut(wishes, 0, 100)).toEqual([10, 50, 30]);
  });

  it('parts boxes evenly that want the same place', () => {
    const wishes = [50, 50, 50].map((at) => ({ at, size: 10 }));
    expect(spreadOut(wishes, 0, 100)).toEqual([40, 50, 60]);
  });

  it('stacks boxes at the border that they are pushed against', () => {
    const wishes = [-5, 0, 3].map((at) => ({ at, size: 10 }));
    expect(spreadOut(wishes, 0, 100)).toEqual([5, 15, 25]);
    expect(
      spreadOut(
        [97, 99].map((at) => ({ at, size: 10 })),
        0,
        100,
      ),
    ).toEqual([85, 95]);
  });

  it('never lets boxes overlap or leave the line while there is room, and keeps their order', () => {
    const wish = record({
      at: double({ min: -50, max: 350, noNaN: true }),
      size: double({ min: 1, max: 30, noNaN: true }),
    });
    assert(
      property(array(wish, { minLength: 1, maxLength: 9 }), (wishes: Wish[]) => {
        const centres = spreadOut(wishes, 0, 300);
        const boxes = wishes.map(({ at, size }, i) => ({ at, size, centre: centres[i] as number }));
        boxes.sort((a, b) => a.centre - b.centre);
        for (const [i, { at, size, centre }] of boxes.entries()) {
          expect(centre - size / 2).toBeGreaterThan(-1e-6);
          expect(centre + size / 2).toBeLessThan(300 + 1e-6);
          const next = boxes[i + 1];
          if (!next) continue;
          expect(next.centre - centre).toBeGreaterThan((size + next.size) / 2 - 1e-6);
          expect(at).toBeLessThanOrEqual(next.at);
        }
      }),
    );
  });
});
