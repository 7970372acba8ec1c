import { Float64 } from '../rules/index.ts';
import { random } from '../shared/random.ts';
import { UsageError } from '../shared/errors.ts';
import type { Experiment } from '../training/experiment.ts';
import { ground, type Ground } from './grounds.ts';
import { pull } from './pull.ts';
import { stepper, type Moved, type Seen } from './stepper.ts';

/** A rule's way over a landscape; every list has one entry for the start and one for each update. */
export interface Walk {
  readonly points: readonly (readonly [number, number])[];
  readonly losses: readonly number[];
  /** Rate of the coming update. */
  readonly rates: readonly number[];
  /** The update after which the loss was not finite or above 1e10 times its start; the lists end before it. */
  readonly divergedAt: number | null;
}

/** What `walk` is asked for beside the way itself. */
export interface WalkOptions {
  readonly seed?: number;
  /** Sees each update. */
  readonly onUpdate?: (seen: Seen) => void;
}

/**
 * The way of an experiment's optimizer over its landscape, by the rule's own text in doubles: what `run` does on tensors.
 * @throws UsageError for what has no landscape, an unknown name, a bad option, or parts that a walk does not have
 */
export function walk(
  experiment: Experiment,
  { seed = experiment.seeds?.[0] ?? 1, onUpdate }: WalkOptions = {},
): Walk {
  for (const part of ['tune', 'until'] as const) {
    if (experiment[part] === undefined) continue;
    throw new UsageError({ who: 'walk', rule: `a landscape is walked without "${part}"` });
  }
  const land = ground(experiment.problem);
  const penalty = pull(experiment);
  const { rateAt, step } = stepper(experiment.optimizer);
  const draws = random(seed);
  const points = [land.start];
  const losses = [land.height(...land.start)];
  const rates = [rateAt(0)];
  const ceiling = 1e10 * Math.max(Math.abs(losses[0] as number), 1e-30);
  let here: Moved = { w: new Float64(land.start) };

  for (let update = 0; update < experiment.updates; update++) {
    const exact = slope(land, here.w, draws);
    const { seen, ...moved } = step(here, penalty?.slope(here.w, exact) ?? exact, update, penalty);
    onUpdate?.(seen);
    here = moved;
    const [x, y] = here.w.values as [number, number];
    const loss = land.height(x, y);
    if (!(Math.abs(loss) <= ceiling)) return { points, losses, rates, divergedAt: update + 1 };
    points.push([x, y]);
    losses.push(loss);
    rates.push(rateAt(update + 1));
  }
  return { points, losses, rates, divergedAt: null };
}

function slope(land: Ground, w: Float64, draws: ReturnType<typeof random>): Float64 {
  const exact = new Float64(land.gradient(...(w.values as [number, number])));
  if (land.noise === 0) return exact;
  return exact.add(new Float64([...draws.normals(2)].map((xi) => land.noise * xi)));
}
