/** A rectangle in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type Dot = readonly [x: number, y: number];

/** Directions from the point, in order of liking. */
const directions: readonly Dot[] = [
  [1, 0],
  [1, -1],
  [1, 1],
  [0, -1],
  [0, 1],
  [-1, -1],
  [-1, 1],
  [-1, 0],
];

/** Width and height of a text. */
export type Size = Readonly<{ width: number; height: number }>;

/** A place for a text, and which of the offered sizes it is for. */
interface Callout {
  readonly box: Box;
  readonly choice: number;
}

/**
 * Where a text stands best beside a point: inside `bounds`, off the boxes that are `taken`, with as few `lines` behind it
 * as can be.
 * @param sizes of the text, wrapped to different widths, in order of liking
 * @param lines points along everything drawn
 */
export function placeCallout(
  point: Dot,
  sizes: readonly Size[],
  bounds: Box,
  taken: readonly Box[],
  lines: readonly Dot[],
): Callout {
  let best: Callout | undefined;
  let least = Infinity;
  for (const [choice, size] of sizes.entries()) {
    for (const [round, distance] of [9, 24, 42].entries()) {
      for (const [rank, direction] of directions.entries()) {
        const box = inside(beside(point, direction, distance, size), bounds);
        const cost =
          1e4 * taken.filter((other) => overlap(box, other)).length +
          (contains(box, point, 7) ? 200 : 0) +
          4 * lines.filter((dot) => contains(box, dot)).length +
          10 * choice +
          3 * round +
          rank;
        if (cost < least) [best, least] = [{ box, choice }, cost];
      }
    }
  }
  return best ?? { box: boxAt(...point, { width: 0, height: 0 }), choice: 0 };
}

function beside([x, y]: Dot, [dx, dy]: Dot, distance: number, size: Size): Box {
  const across = dy === 0 ? distance : distance * 0.7;
  const along = dx === 0 ? distance : distance * 0.5;
  return boxAt(x + dx * (across + size.width / 2), y + dy * (along + size.height / 2), size);
}

function boxAt(x: number, y: number, { width, height }: Size): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** `box` moved by as little as brings it within `bounds`. */
function inside(box: Box, bounds: Box): Box {
  const dx = Math.max(bounds.left - box.left, 0) + Math.min(bounds.right - box.right, 0);
  const dy = Math.max(bounds.top - box.top, 0) + Math.min(bounds.bottom - box.bottom, 0);
  return { left: box.left + dx, right: box.right + dx, top: box.top + dy, bottom: box.bottom + dy };
}

function contains({ left, right, top, bottom }: Box, [x, y]: Dot, air = 2): boolean {
  return x > left - air && x < right + air && y > top - air && y < bottom + air;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
