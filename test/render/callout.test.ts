import { describe, expect, it } from 'vitest';
import { placeCallout, type Box } from '../../src/render/callout.ts';

const bounds = { left: 0, top: 0, right: 400, bottom: 300 };
const place = (at: readonly [number, number], taken: Box[] = [], lines: [number, number][] = []) =>
  placeCallout(at, [{ width: 80, height: 16 }], bounds, taken, lines).box;

describe('placeCallout', () => {
  it('stands to the right of its point', () => {
    expect(place([100, 100])).toEqual({ left: 109, right: 189, top: 92, bottom: 108 });
  });

  it('stays within the borders, beside its point', () => {
    const { top, bottom, right } = place([395, 100]);
    expect(right).toBeLessThanOrEqual(400);
    expect(top > 100 || bottom < 100 || right < 395).toBe(true);
    for (const corner of [
      [0, 0],
      [400, 0],
      [0, 300],
      [400, 300],
    ] as const) {
      const { left, right, top, bottom } = place(corner);
      expect(left >= 0 && top >= 0 && right <= 400 && bottom <= 300).toBe(true);
    }
  });

  it('keeps off what is taken', () => {
    const first = place([100, 100]);
    const second = place([100, 102], [first]);
    const apart =
      second.top >= first.bottom || second.bottom <= first.top || second.right <= first.left;
    expect(apart).toBe(true);
  });

  it('takes the narrower form of a text where the wide one has no room', () => {
    const sizes = [
      { width: 150, height: 16 },
      { width: 60, height: 40 },
    ];
    const walls = [0, 1].map((side) => ({ left: -9 + 200 * side, right: 9 + 200 * side }));
    const taken = walls.map((wall) => ({ ...wall, top: 0, bottom: 300 }));
    const { box, choice } = placeCallout([120, 150], sizes, bounds, taken, []);
    expect(choice).toBe(1);
    expect(box.left >= 9 && box.right <= 191).toBe(true);
    expect(placeCallout([220, 150], sizes, bounds, [], []).choice).toBe(0);
  });

  it('keeps off lines', () => {
    const line = Array.from({ length: 60 }, (_, i): [number, number] => [100 + 5 * i, 100]);
    const { top, bottom } = place([100, 100], [], line);
    expect(top > 100 || bottom < 100).toBe(true);
  });
});
