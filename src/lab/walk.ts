import type { OptimizerSpec } from '../optimizers/index.ts';
import { Float64, readHyper, startSlots, type Hyper, type Rule } from '../rules/index.ts';
import { scheduleFromConfig, type ScheduleConfig } from '../schedules/index.ts';
import { lookUp } from '../shared/nearest.ts';
import { random } from '../shared/random.ts';
import { UsageError } from '../shared/errors.ts';
import type { Experiment } from '../training/experiment.ts';
import { ground, type Ground } from './grounds.ts';
import { walkers } from './walkers.ts';

/** What a rule keeps, by name. */
type State = Readonly<Record<string, Float64>>;

/** One update as a rule saw it. */
export interface Seen {
  /** Updates done before. */
  readonly update: number;
  readonly w: readonly number[];
  readonly g: readonly number[];
  readonly lr: number;
  readonly hyper: Hyper;
  readonly slots: State;
  readonly next: State;
}

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
  for (const part of ['regularizer', 'tune', 'until'] as const) {
    if (experiment[part] === undefined) continue;
    throw new UsageError({ who: 'walk', rule: `a landscape is walked without "${part}"` });
  }
  const land = ground(experiment.problem);
  const { rule, rateAt, options } = readOptimizer(experiment.optimizer);
  const draws = random(seed);
  const points = [land.start];
  const losses = [land.height(...land.start)];
  const rates = [rateAt(0)];
  const ceiling = 1e10 * Math.max(Math.abs(losses[0] as number), 1e-30);
  let w = new Float64(land.start);
  let slots: State | undefined;

  for (let update = 0; update < experiment.updates; update++) {
    const lr = rateAt(update);
    const hyper: Hyper = { ...options, learningRate: lr };
    const before = (slots ??= startSlots(rule, { w, zeros: Float64.zeros(2) }, hyper) as State);
    const g = slope(land, w, draws);
    const next = rule.update({ w, g, lr, t: update + 1 }, before, hyper) as State;
    onUpdate?.({ update, w: w.values, g: g.values, lr, hyper, slots: before, next });
    const { w: weight, ...kept } = next;
    [w, slots] = [weight as Float64, kept];
    const [x, y] = w.values as [number, number];
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

interface ReadOptimizer {
  readonly rule: Rule;
  readonly options: Hyper;
  readonly rateAt: (update: number) => number;
}

/** The rule that `spec` names, its options, and its rate as a function of the update. */
function readOptimizer({ name, ...given }: OptimizerSpec): ReadOptimizer {
  const rule = ruleNamed(name);
  const { learningRate: rate } = given;
  if (!isConfig(rate)) {
    const options = readHyper(name, rule, given);
    return { rule, options, rateAt: () => options.learningRate };
  }
  const schedule = scheduleFromConfig(rate);
  const options = readHyper(name, rule, { ...given, learningRate: schedule(0) });
  return { rule, options, rateAt: schedule };
}

function ruleNamed(name: string): Rule {
  if (name === 'yours' && walkers[name] === undefined) {
    throw new UsageError({
      rule: '"yours" is a rule of somebody\'s own, which no link carries',
      remedy: 'write one under "Your rule"',
    });
  }
  return lookUp('rule', name, walkers);
}

const isConfig = (value: unknown): value is ScheduleConfig =>
  typeof value === 'object' && value !== null && 'schedule' in value;
