import { UsageError } from '../shared/errors.ts';
import {
  belowOne,
  checkNumber,
  positive,
  readOptions,
  several,
  type Range,
} from '../shared/options.ts';
import { readWrappable, type Wrappable } from '../wrappers/wrappable.ts';
import { BestWeights } from './best-weights.ts';
import { FitCallback, readLog, type Logs } from './fit-callback.ts';
import type { GivenRate, LearningRate } from '../optimizers/index.ts';
import { rateSweep, type RateSweep } from '../theory/rate-sweep.ts';

export interface RateFinderOptions {
  /** Rate of the first update, greater than 0. Default 1e-6. */
  from?: number;
  /** Rate of the last update, greater than `from`. Default 10. */
  to?: number;
  /** Updates from one to the other, a whole number of at least 2. Default 100. */
  updates?: number;
  /** Decay of the running average of the losses, at least 0 and below 1. Default 0.9. */
  smoothing?: number;
  /** Ends when the average is this many times its lowest value, greater than 1; only for losses above 0. Default 4. */
  stopAt?: number;
}

const aboveOne: Range = { says: 'greater than 1', holds: (value) => value > 1 };

/** What `rateFinder` gives. */
export class RateFinder extends FitCallback {
  readonly #options: Required<RateFinderOptions>;
  readonly #weights = new BestWeights();
  #before: { optimizer: Wrappable; rate: LearningRate; state: object; update: number } | undefined;
  #rates: number[] = [];
  #losses: number[] = [];
  #epochs = 0;
  #isOver = false;

  constructor(options: RateFinderOptions) {
    super('rateFinder');
    this.#options = readOptions<Required<RateFinderOptions>>(
      this.who,
      options,
      { from: positive, to: positive, updates: several, smoothing: belowOne, stopAt: aboveOne },
      { from: 1e-6, to: 10, updates: 100, smoothing: 0.9, stopAt: 4 },
    );
    const { from, to } = this.#options;
    const above = { says: `greater than from (${from})`, holds: (value: number) => value > from };
    checkNumber(this.who, 'to', to, above);
  }

  /** What the latest `fit` found. */
  get sweep(): RateSweep {
    return rateSweep(this.#rates, this.#losses, this.#options.smoothing);
  }

  override async onTrainBegin(logs?: Logs): Promise<void> {
    await super.onTrainBegin(logs);
    const optimizer = readWrappable(this.who, 'optimizer', this.model.optimizer);
    const { rates, iterations: update } = optimizer;
    const { value: rate } = rates[0] as GivenRate;
    this.#before = { optimizer, rate, state: await optimizer.saveState(), update };
    this.#weights.take(this.model);
    this.#rates = [];
    this.#losses = [];
    this.#epochs = 0;
    this.#isOver = false;
  }

  override async onBatchBegin(): Promise<void> {
    const { from, to, updates } = this.#options;
    if (this.#before === undefined) return;
    const share = this.#updates / (updates - 1);
    this.#before.optimizer.learningRate = from * (to / from) ** share;
  }

  override async onBatchEnd(_batch: number, logs?: Logs): Promise<void> {
    if (this.#before === undefined) return;
    this.#rates.push(this.#before.optimizer.learningRate);
    this.#losses.push((await readLog(logs, 'loss')) ?? NaN);
    const { smoothed } = this.sweep;
    const last = smoothed.at(-1) as number;
    const lowest = Math.min(...smoothed);
    const hasClimbed = lowest > 0 && last > this.#options.stopAt * lowest;
    this.#isOver = this.#updates >= this.#options.updates || !Number.isFinite(last) || hasClimbed;
    if (this.#isOver) this.model.stopTraining = true;
  }

  override async onEpochEnd(): Promise<void> {
    this.#epochs += 1;
  }

  /** @throws UsageError where `fit` was too short: what is lowest then says nothing of a rate to train with */
  override async onTrainEnd(): Promise<void> {
    if (this.#isOver) return;
    const { updates } = this.#options;
    const made = this.#updates;
    throw new UsageError({
      who: this.who,
      rule: `fit must go on for ${updates} updates, or until the loss has climbed`,
      got: made,
      remedy: `give it ${made > 0 ? Math.ceil((updates / made) * this.#epochs) : 'more'} epochs`,
    });
  }

  /** How many updates this `fit` has made. */
  get #updates(): number {
    return this.model.optimizer.iterations - (this.#before?.update ?? 0);
  }

  protected override fitEnded(): void {
    if (this.#before === undefined) return;
    const { optimizer, rate, state } = this.#before;
    this.#weights.restore();
    this.#weights.dispose();
    optimizer.loadState(state);
    optimizer.learningRate = rate;
    this.#before = undefined;
  }
}

/**
 * A learning-rate finder: in a `fit` of its own the rate rises by the same factor with every update, until the loss has
 * climbed. `sweep` then holds the losses by their rates and a `suggestion`, and model and optimizer are, bit for bit, as
 * they were before. Give `fit` as many epochs as the updates need, and batches of the size to train with. Parameter
 * groups keep rates of their own; a `rateFactor` acts on them.
 * @throws UsageError for an unknown option or one out of range; from `fit`, for an optimizer of tfjs, and when it ends
 * before its updates are made
 * @see Smith 2017 (arXiv 1506.01186), section 3.3, with a rate that rises by a factor, and fastai's tenth of the lowest loss's rate
 */
export function rateFinder(options: RateFinderOptions = {}): RateFinder {
  return new RateFinder(options);
}
