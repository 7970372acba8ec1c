import { FitCallback, type Logs } from './fit-callback.ts';
import { rateOf } from './optimizer-rate.ts';

/** What `learningRateLog` gives. */
export class LearningRateLog extends FitCallback {
  #rates: number[] = [];
  #coming = { rate: NaN, update: NaN };

  constructor() {
    super('learningRateLog');
  }

  /** The rate of every update of the latest `fit`, in their order. */
  get rates(): readonly number[] {
    return this.#rates;
  }

  override async onTrainBegin(logs?: Logs): Promise<void> {
    await super.onTrainBegin(logs);
    this.#rates = [];
  }

  override async onBatchBegin(): Promise<void> {
    const { optimizer } = this.model;
    this.#coming = { rate: rateOf(this.who, optimizer), update: optimizer.iterations };
  }

  override async onBatchEnd(): Promise<void> {
    // An optimizer that accumulates gradients does not make an update of every batch.
    const { rate, update } = this.#coming;
    if (this.model.optimizer.iterations > update) this.#rates.push(rate);
  }

  override async onEpochEnd(_epoch: number, logs?: Logs): Promise<void> {
    if (logs === undefined) return;
    logs['learningRate'] = this.#rates.at(-1) ?? rateOf(this.who, this.model.optimizer);
  }
}

/**
 * Logs the rate of the last update at the end of each epoch as `learningRate`, and keeps that of every update in `rates`; the rate may
 * be a number, a schedule, or that of a tfjs optimizer. Callbacks that change the rate in `onBatchBegin` go before it.
 * @throws UsageError in `fit`, for an optimizer without a `learningRate`
 */
export function learningRateLog(): LearningRateLog {
  return new LearningRateLog();
}
