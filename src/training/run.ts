import * as tf from '@tensorflow/tfjs';
import { Optimizer } from '../optimizers/optimizer.ts';
import { kernelsOf, problem, type Problem } from '../problems/index.ts';
import { regularizer } from '../regularizers/index.ts';
import { UsageError } from '../shared/errors.ts';
import { random } from '../shared/random.ts';
import { rounded } from '../shared/stats.ts';
import { DecoupledDecay } from '../wrappers/decoupled-decay.ts';
import type { Experiment, RunRecord, Series } from './experiment.ts';
import { arrival } from './arrival.ts';
import { giveWay } from './give-way.ts';
import { inTurn } from '../shared/in-turn.ts';
import { readExperiment, type SeededExperiment } from './read-experiment.ts';
import { trainee, type MakeTrainee, type Trainee } from './trainee.ts';
import { tune, withBest } from './tune.ts';

/** What one seed of an experiment gave. */
export interface SeedResult {
  readonly series: Series;
  readonly path: readonly (readonly [number, number])[];
  /** At the end; empty unless the experiment asks for them. */
  readonly weights: readonly number[];
  readonly divergedAt: number | null;
  readonly final: Readonly<Record<string, number | null>>;
}

/** Told how many of an experiment's updates are done; for a progress bar. */
export type OnProgress = (done: number, of: number) => void;

/** Trains one seed of an experiment. Many may be asked for at once. */
export type TrainSeed = (
  spec: Experiment,
  seed: number,
  options?: Pick<SeedOptions, 'onRow' | 'stops' | 'signal'>,
) => Promise<SeedResult>;

/** One measurement: the updates done, the rate of the coming one, and the measured series. */
export interface Row {
  readonly update: number;
  readonly learningRate: number;
  readonly [series: string]: number;
}

/** Sees each row as it is measured; with `stop` the run ends there, as if that had been its last update. Training waits for it. */
export type OnRow = (row: Row) => 'stop' | void | Promise<'stop' | void>;

/** How an experiment is run; none of it is in the record, unless `onRow` stops a run. */
export interface RunOptions {
  readonly onProgress?: OnProgress | undefined;
  /** Sees the rows of every trial and seed. */
  readonly onRow?: OnRow | undefined;
  /** Ends the training between two updates; `run` then rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Where trials and seeds are trained; all are asked for at once. Default: here, one after the other. */
  readonly trainSeed?: TrainSeed | undefined;
}

/**
 * Trains an experiment on the current backend, once for each seed, after tuning where that is asked for. Nothing in the
 * record depends on the clock or on earlier runs.
 * @throws UsageError for an experiment with an unknown name, option or value
 */
export async function run(
  experiment: Experiment,
  { onProgress = () => {}, onRow, signal, trainSeed }: RunOptions = {},
): Promise<RunRecord> {
  const spec = readExperiment(experiment);
  const trials = (spec.tune?.values.length ?? 0) * (spec.tune?.seeds.length ?? 0);
  const total = trials + spec.seeds.length;
  const over = new AbortController();
  const ended = AbortSignal.any([over.signal, ...(signal ? [signal] : [])]);
  const trainOne = trainSeed ?? inTurn<Parameters<TrainSeed>, SeedResult>(runSeed);
  let done = 0;
  const train = async (one: Experiment, seed: number) => {
    const result = await trainOne(one, seed, { onRow, signal: ended });
    onProgress(++done, total);
    return result;
  };

  const { chosen, tuning, results } = await trained(spec, train).finally(() => {
    // After a failure nobody waits for the others.
    over.abort();
  });

  // A seed that diverged is not judged, so that its finals may lack what another's have.
  const names = new Set(results.flatMap(({ final }) => Object.keys(final)));
  return {
    spec: chosen,
    backend: tf.getBackend(),
    seeds: spec.seeds,
    series: results.map(({ series }) => series),
    ...(spec.path ? { path: results.map(({ path }) => path) } : {}),
    ...(spec.weights ? { weights: results.map(({ weights }) => weights) } : {}),
    divergedAt: results.map(({ divergedAt }) => divergedAt),
    final: Object.fromEntries(
      [...names].map((name) => [name, results.map(({ final }) => final[name] ?? null)]),
    ),
    ...(tuning ? { tuning } : {}),
  };
}

async function trained(spec: SeededExperiment, train: TrainSeed) {
  const tuning = spec.tune && (await tune(spec, spec.tune, train));
  const chosen = tuning ? withBest(spec, tuning) : spec;
  return {
    chosen,
    tuning,
    results: await Promise.all(spec.seeds.map((seed) => train(chosen, seed))),
  };
}

/** What may be asked of one seed. */
export interface SeedOptions {
  /** Makes the optimizer; default: the library's rules and, as `tf:adam`, the built-ins of tfjs. */
  readonly make?: MakeTrainee | undefined;
  readonly onRow?: OnRow | undefined;
  /** Updates after which `onRow` may say `stop`, rising: for whoever trains where no one sees the rows as they come. */
  readonly stops?: readonly number[] | undefined;
  /** Ends the training between two updates. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Trains one seed of an experiment on the current backend.
 * @throws UsageError for an unknown name, option or value; the reason of `signal`; whatever a foreign optimizer throws
 */
export async function runSeed(
  spec: Experiment,
  seed: number,
  { make = trainee, onRow, signal }: SeedOptions = {},
): Promise<SeedResult> {
  signal?.throwIfAborted();
  const made = make(spec.optimizer);
  const task = await problem(spec.problem, random(seed));
  let rule = made;
  try {
    rule = followed(made, task, spec);
    return await trainRule(spec, task, rule, onRow, signal);
  } finally {
    rule.dispose();
    task.dispose();
  }
}

async function trainRule(
  spec: Experiment,
  task: Problem,
  rule: Trainee,
  onRow: OnRow = () => {},
  signal?: AbortSignal,
): Promise<SeedResult> {
  const loss = penalized(task, spec);
  const every = spec.every ?? Math.max(1, Math.floor(spec.updates / 200));
  const rows: Row[] = [];
  const path: [number, number][] = [];
  const goal = arrival(spec);
  let arrived = false;
  let stopped = false;
  let ceiling = Infinity;
  let divergedAt: number | null = null;

  for (let update = 0; ; update++) {
    const others = giveWay();
    if (others) await others;
    signal?.throwIfAborted();
    const last = update === spec.updates;
    const due = last || update % every === 0;
    if (due || goal !== undefined) {
      const measured = await scalars(() => task.measure());
      const height = measured['loss'] as number;
      if (update === 0) ceiling = divergenceLimit(spec, height);
      if (!(Math.abs(height) <= ceiling)) divergedAt = update;
      arrived = goal?.see(update, measured) ?? false;
      if (divergedAt === null && (due || arrived)) {
        const row = { update, learningRate: rule.learningRate, ...measured };
        rows.push(row);
        if (spec.path) path.push(await position(task));
        stopped = (await onRow(row)) === 'stop';
      }
    }
    if (last || arrived || stopped || divergedAt !== null) break;
    const cost = rule.minimize(loss, true, [...task.variables]);
    const [value] = cost === null ? [0] : await cost.data();
    cost?.dispose();
    if (!Number.isFinite(value)) divergedAt = update;
    if (divergedAt !== null) break;
  }

  const end: Readonly<Record<string, number>> = rows.at(-1) ?? {};
  const judged = divergedAt === null && task.judge ? await scalars(task.judge) : {};
  const { update = 0, learningRate: _, ...measured } = end;
  const wanted = { ...measured, ...judged };
  const final: Record<string, number | null> = {
    updates: divergedAt !== null ? null : goal ? goal.updates : update,
  };
  for (const [name, value] of Object.entries(wanted)) {
    final[name] = divergedAt === null ? rounded(value) : null;
  }
  const weights = spec.weights ? await valuesOf(kernelsOf(task)) : [];
  return { series: columns(rows), path, weights, divergedAt, final };
}

/** A loss beyond this has diverged. @throws UsageError for a start that is not finite already */
function divergenceLimit({ problem }: Experiment, start: number): number {
  if (Number.isFinite(start)) return 1e10 * Math.max(Math.abs(start), 1e-30);
  throw new UsageError({
    who: 'experiment',
    rule: `the loss of ${problem.name} is ${start} at the start`,
    remedy: 'start elsewhere',
  });
}

/** The loss of an update, with the penalty unless that is decoupled. */
function penalized(task: Problem, { regularizer: spec, decoupled }: Experiment): () => tf.Scalar {
  if (spec === undefined || decoupled) return () => task.loss();
  const penalty = regularizer(spec);
  return () => kernelsOf(task).reduce<tf.Scalar>((sum, w) => sum.add(penalty(w)), task.loss());
}

/** The rule, followed by the penalty's own step where that is decoupled. @throws UsageError where it cannot be */
function followed(
  rule: Trainee,
  task: Problem,
  { regularizer: spec, decoupled }: Experiment,
): Trainee {
  if (!decoupled) return rule;
  const who = 'experiment: decoupled';
  if (spec === undefined) {
    throw new UsageError({ who, rule: 'there is no regularizer', remedy: 'name one' });
  }
  if (!(rule instanceof Optimizer)) {
    throw new UsageError({
      who,
      rule: "only downhill's own optimizers can be followed by a penalty",
    });
  }
  const minRank = Math.min(...kernelsOf(task).map(({ rank }) => rank));
  return new DecoupledDecay({ optimizer: rule, by: regularizer(spec), where: { minRank } });
}

async function scalars(
  measure: () => Readonly<Record<string, tf.Scalar>>,
): Promise<Record<string, number>> {
  const tensors = tf.tidy(measure);
  const read = Object.entries(tensors).map(async ([name, tensor]) => {
    const [value] = await tensor.data();
    return [name, value as number] as const;
  });
  const values = Object.fromEntries(await Promise.all(read));
  tf.dispose(tensors);
  return values;
}

async function position(task: Problem): Promise<[number, number]> {
  return (await valuesOf(task.variables)) as [number, number];
}

async function valuesOf(variables: readonly tf.Variable[]): Promise<number[]> {
  const values = await Promise.all(variables.map((variable) => variable.data()));
  return values.flatMap((value) => Array.from(value, (one) => rounded(one)));
}

function columns(rows: readonly Record<string, number>[]): Series {
  const names = Object.keys(rows[0] ?? { update: 0, loss: 0, learningRate: 0 });
  return Object.fromEntries<readonly number[]>(
    names.map((name) => [name, rows.map((row) => rounded(row[name] as number))]),
  ) as Series;
}
