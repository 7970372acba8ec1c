import type { Window } from '#src/figures/landscape';
import type { Ground } from '#src/lab/grounds';

/** The part of each landscape that is worth seeing. */
export const frames: Readonly<Record<string, Window>> = {
  bowl: { x: [-5, 5], y: [-3.3, 3.3] },
  noisyBowl: { x: [-2.4, 2.4], y: [-1.6, 1.6] },
  saddle: { x: [-2.2, 2.2], y: [-1.6, 1.6] },
  twoWells: { x: [-2.5, 2.5], y: [-1.7, 1.7] },
  beale: { x: [-1.5, 4.2], y: [-1.4, 2.2] },
  himmelblau: { x: [-6, 6], y: [-4.6, 4.6] },
  plateau: { x: [-3, 3], y: [-2, 2] },
  rosenbrock: { x: [-2.4, 2.4], y: [-1, 2.4] },
};

/** The window of a landscape in a picture of that shape: its frame, start and lowest point are inside. */
export function windowOf(name: string, { start, minimum }: Ground, aspect: number): Window {
  const frame = frames[name] as Window;
  const reach = (side: readonly [number, number], axis: 0 | 1) => {
    const ends = [...side, start[axis], minimum[axis]];
    return [Math.min(...ends), Math.max(...ends)] as const;
  };
  const [x, y] = [reach(frame.x, 0), reach(frame.y, 1)];
  const width = Math.max(x[1] - x[0], (y[1] - y[0]) * aspect);
  return { x: around(x, width), y: around(y, width / aspect) };
}

function around([low, high]: readonly [number, number], span: number): readonly [number, number] {
  const middle = (low + high) / 2;
  return [middle - span / 2, middle + span / 2];
}
