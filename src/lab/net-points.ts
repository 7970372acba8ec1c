import { random, type Random } from '../shared/random.ts';
import type { Sample } from './net.ts';
import type { NetState } from './net-state.ts';

/** Points to learn from, and as many that are not seen in training. */
export interface Points {
  readonly train: readonly Sample[];
  readonly unseen: readonly Sample[];
}

/** Of each half, half in each class. */
const each = 80;

type Shape = (share: number, isSecond: boolean) => readonly [number, number];

const shapes: Readonly<Record<'moons' | 'rings' | 'spiral', Shape>> = {
  moons: (share, isSecond) => {
    const turn = Math.PI * share;
    const [x, y] = [0.8 * Math.cos(turn), 0.8 * Math.sin(turn)];
    return isSecond ? [0.4 - x, 0.2 - y] : [x - 0.4, y - 0.2];
  },
  rings: (share, isSecond) => {
    const [turn, radius] = [2 * Math.PI * share, isSecond ? 1.05 : 0.45];
    return [radius * Math.cos(turn), radius * Math.sin(turn)];
  },
  spiral: (share, isSecond) => {
    const turn = 1.25 * 2 * Math.PI * share + (isSecond ? Math.PI : 0);
    const radius = 0.1 + 1.1 * share;
    return [radius * Math.cos(turn), radius * Math.sin(turn)];
  },
};

/** Of so many points of the reader's own one is not seen in training. */
export const unseenEvery = 3;

/** The points of a net: drawn from its seed, or the reader's own, of which some are not seen in training. */
export function pointsOf({ points, own = [], spread, seed }: NetState): Points {
  if (points === 'own') {
    const all = own.map(([x, y, kind]): Sample => ({ at: [x, y], isSecond: kind === 1 }));
    const isUnseen = (_: Sample, i: number) => (i + 1) % unseenEvery === 0;
    return { train: all.filter((one, i) => !isUnseen(one, i)), unseen: all.filter(isUnseen) };
  }
  const draws = random(seed);
  return {
    train: drawn(shapes[points], spread, draws),
    unseen: drawn(shapes[points], spread, draws),
  };
}

function drawn(shape: Shape, spread: number, draws: Random): readonly Sample[] {
  return [false, true].flatMap((isSecond) =>
    Array.from({ length: each }, () => {
      const [x, y] = shape(draws.uniform(), isSecond);
      return { at: [x + spread * draws.normal(), y + spread * draws.normal()] as const, isSecond };
    }),
  );
}
