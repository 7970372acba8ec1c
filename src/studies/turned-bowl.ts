import type { OptimizerSpec } from '../optimizers/index.ts';
import { condition } from '../problems/bowl.ts';
import { landscape, type Landscape } from '../problems/index.ts';
import { Float64 } from '../rules/index.ts';
import { count, mustList } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import { mean } from '../shared/stats.ts';
import { optimizerSpec } from './specs.ts';
import { stepper } from './stepper.ts';
import type { StudyKind } from './study.ts';

export interface TurnedBowlOptions {
  /** Largest curvature over the smallest. */
  readonly condition: number;
  /** By how much the bowl is turned, in degrees. */
  readonly angles: readonly number[];
  /** A rule by name, with its options but without its rate. */
  readonly optimizer: OptimizerSpec;
  /** The rates that are tried at each angle. Each falls to zero along a straight line. */
  readonly rates: readonly number[];
  readonly updates: number;
  /** Random starts at distance 1 from the bottom, turned with the bowl: so many to choose the rate by, and as many others to judge it by. */
  readonly starts: number;
}

const numbers = mustList('numbers', Number.isFinite);

/**
 * How near a rule comes to the bottom of a bowl that is turned, in doubles, each time at the best of several rates.
 * Gives for each `angle` the `distance` left, as the geometric mean of the starts, and which rate was the `best`, counted from 0.
 */
export const turnedBowl: StudyKind<TurnedBowlOptions> = {
  about: 'how near a rule comes to the bottom of a bowl that is turned',
  cost: 500,
  defaults: {
    condition: 100,
    angles: [0, 45],
    optimizer: { name: 'sgd' },
    rates: [0.01, 0.02, 0.04],
    updates: 100,
    starts: 5,
  },
  ranges: {
    condition,
    angles: numbers,
    optimizer: optimizerSpec,
    rates: numbers,
    updates: count,
    starts: count,
  },
  measure({ condition, angles, optimizer, rates, updates, starts }, random) {
    const [trials, judged] = [directions(starts, random), directions(starts, random)];
    const chosen = angles.map((rotation) => {
      const bowl = landscape({ name: 'bowl', condition, rotation }) as Landscape;
      const left = (learningRate: number, from: readonly number[]) => {
        const start = onCircle(from.map((direction) => direction + rotation));
        const ends = walked(bowl, { ...optimizer, learningRate }, updates, start);
        // Distances that differ by powers of ten: their geometric mean.
        return Math.exp(mean(pairs(ends).map(([x, y]) => Math.log(Math.hypot(x, y)))));
      };
      const tried = rates.map((rate) => left(rate, trials));
      const best = tried.indexOf(Math.min(...tried.filter((one) => !Number.isNaN(one))));
      return { best, distance: left(rates[best] as number, judged) };
    });
    return {
      angle: angles,
      distance: chosen.map(({ distance }) => distance),
      best: chosen.map(({ best }) => best),
    };
  },
};

/** In degrees, as the bowl sees them. */
function directions(length: number, random: Random): number[] {
  return Array.from({ length }, () => 360 * random.uniform());
}

/** Points of the circle around 0: their first weights, then their second ones. */
function onCircle(degrees: readonly number[]): Float64 {
  const angles = degrees.map((angle) => (angle * Math.PI) / 180);
  return new Float64([...angles.map(Math.cos), ...angles.map(Math.sin)]);
}

/** Where all points of `from` end. */
function walked(
  ground: Landscape,
  optimizer: OptimizerSpec,
  updates: number,
  from: Float64,
): Float64 {
  const step = stepper(optimizer);
  let w = from;
  for (let update = 0; update < updates; update++) {
    const slopes = pairs(w).map(([x, y]) => ground.gradient(x, y));
    const g = new Float64([...slopes.map(([x]) => x), ...slopes.map(([, y]) => y)]);
    w = step(w, g, 1 - update / updates);
  }
  return w;
}

function pairs({ values }: Float64): [number, number][] {
  const half = values.length / 2;
  return values.slice(0, half).map((x, i) => [x, values[half + i] as number]);
}
