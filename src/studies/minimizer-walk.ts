import { LBFGS, Newton, type Minimizer, type PlainFunction } from '../minimizers/index.ts';
import { landscape, type Landscape, type ProblemSpec } from '../problems/index.ts';
import { point, type Point } from '../problems/surface.ts';
import { shown, UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import { count, positive } from '../shared/options.ts';
import { optimizerSpec, problemSpec } from './specs.ts';
import type { StudyKind } from './study.ts';

export interface MinimizerWalkOptions {
  /** A landscape of two weights. */
  readonly problem: ProblemSpec;
  /** `newton` and `lbfgs` with their options, or `sgd`: gradient descent at a constant `learningRate`. */
  readonly minimizer: { readonly name: string; readonly [option: string]: unknown };
  /** Where it starts. */
  readonly start: Point;
  /** The walk ends at this distance from the minimum, at the latest after so many `updates`. */
  readonly within: number;
  readonly updates: number;
}

/** A place on the way, and how often loss and gradient were asked for until there. */
interface Station {
  readonly at: Point;
  readonly evaluations: number;
}

/** Gives the next station, or undefined where the walk ends. */
type Walk = (from: Station) => Promise<Station | undefined>;

/** At most so many stations of a walk are kept. */
const kept = 150;

/**
 * The way of a minimizer over a landscape, in doubles. Gives for some of the updates, evenly spaced, `update`, `x`, `y`,
 * `loss`, the `distance` from the minimum and the `evaluations` of loss and gradient until then; and, of the whole way, `updates`,
 * which is NaN where it never came near enough.
 */
export const minimizerWalk: StudyKind<MinimizerWalkOptions> = {
  about: 'the way of Newton, L-BFGS or gradient descent over a landscape of two weights',
  defaults: {
    problem: { name: 'rosenbrock' },
    minimizer: { name: 'newton' },
    start: [-1.2, 1],
    within: 1e-3,
    updates: 100_000,
  },
  ranges: {
    problem: problemSpec,
    minimizer: optimizerSpec,
    start: point,
    within: positive,
    updates: count,
  },
  async measure({ problem, minimizer, start, within, updates }) {
    const ground = landscape(problem);
    if (ground === undefined) {
      throw new UsageError({
        who: 'minimizerWalk',
        rule: 'the problem must have two weights',
        got: shown(problem),
      });
    }
    const { name, ...options } = minimizer;
    const walk = lookUp<(ground: Landscape, options: object) => Walk>(
      'minimizer',
      name,
      walks,
    )(ground, options);
    const distance = ({ at }: Station) =>
      Math.hypot(at[0] - ground.minimum[0], at[1] - ground.minimum[1]);
    const stations: Station[] = [{ at: start, evaluations: 1 }];
    while (stations.length <= updates && distance(last(stations)) > within) {
      const next = await walk(last(stations));
      if (next === undefined) break;
      stations.push(next);
    }
    const step = Math.ceil(stations.length / kept);
    const update = [...stations.keys()].filter((i) => i % step === 0 || i === stations.length - 1);
    const some = update.map((i) => stations[i] as Station);
    return {
      update,
      x: some.map(({ at }) => at[0]),
      y: some.map(({ at }) => at[1]),
      loss: some.map(({ at: [x, y] }) => ground.height(x, y)),
      distance: some.map(distance),
      evaluations: some.map(({ evaluations }) => evaluations),
      updates: [distance(last(stations)) <= within ? stations.length - 1 : NaN],
    };
  },
};

const walks: Readonly<Record<string, (ground: Landscape, options: object) => Walk>> = {
  sgd: (ground, { learningRate = 1e-3 }: { learningRate?: number }) => {
    return async ({ at: [x, y], evaluations }) => {
      const [gx, gy] = ground.gradient(x, y);
      return { at: [x - learningRate * gx, y - learningRate * gy], evaluations: evaluations + 1 };
    };
  },
  newton: (ground, options) => byUpdates(ground, new Newton({ ...options, updates: 1 })),
  lbfgs: (ground, options) => byUpdates(ground, new LBFGS({ ...options, updates: 1 })),
};

function byUpdates(ground: Landscape, minimizer: Minimizer): Walk {
  const f: PlainFunction = ([x = NaN, y = NaN]) => ({
    value: ground.height(x, y),
    gradient: ground.gradient(x, y),
  });
  return async (from) => {
    const { x, updates, evaluations } = await minimizer.minimizeFunction(f, [...from.at]);
    // Each call looks at its start once more.
    const [toX = NaN, toY = NaN] = x;
    const to = { at: [toX, toY] as const, evaluations: from.evaluations + evaluations - 1 };
    return updates === 0 ? undefined : to;
  };
}

function last(stations: readonly Station[]): Station {
  return stations.at(-1) as Station;
}
