import { FitCallback, type Logs } from './fit-callback.ts';
import { groupRatesOf, rateOf } from './optimizer-rate.ts';

/** What `learningRateLog` gives. */
export class LearningRateLog extends FitCallback {
  #rates: number[] = [];
  #groupRates: number[][] = [];
  #coming: { rate: number; groups: readonly number[]; update: number } | undefined;

  constructor() {
    super('learningRateLog');
  }

  /** The rate of every update of the latest `fit`, in their order. */
  get rates(): readonly number[] {
    return this.#rates;
  }

  /** For each parameter group of the optimizer the rate of every update of the latest `fit`, with the group's factor. */
  get groupRates(): readonly (readonly number[])[] {
    return this.#groupRates;
  }

  override async onTrainBegin(logs?: Logs): Promise<void> {
    await super.onTrainBegin(logs);
    this.#rates = [];
    this.#groupRates = groupRatesOf(this.model.optimizer).map(() => []);
  }

  override async onBatchBegin(): Promise<void> {
    this.#coming = this.#now();
  }

  override async onBatchEnd(): Promise<void> {
    // An optimizer that accumulates gradients does not make an update of every batch.
    if (this.#coming === undefined || this.model.optimizer.iterations <= this.#coming.update)
      return;
    const { rate, groups } = this.#coming;
    this.#rates.push(rate);
    groups.forEach((one, i) => this.#groupRates[i]?.push(one));
  }

  override async onEpochEnd(_epoch: number, logs?: Logs): Promise<void> {
    if (logs === undefined) return;
    const { rate, groups } = this.#now();
    logs['learningRate'] = this.#rates.at(-1) ?? rate;
    groups.forEach((one, i) => {
      logs[`learningRate/groups[${i}]`] = this.#groupRates[i]?.at(-1) ?? one;
    });
  }

  #now() {
    const { optimizer } = this.model;
    return {
      rate: rateOf(this.who, optimizer),
      groups: groupRatesOf(optimizer),
      update: optimizer.iterations,
    };
  }
}

/**
 * Logs the rate of the last update at the end of each epoch as `learningRate`, and keeps that of every update in `rates`;
 * the rate may be a number, a schedule, or that of a tfjs optimizer. Parameter groups are logged as
 * `learningRate/groups[0]` and so on, and kept in `groupRates`. Callbacks that change the rate in `onBatchBegin` go before it.
 * @throws UsageError in `fit`, for an optimizer without a `learningRate`
 */
export function learningRateLog(): LearningRateLog {
  return new LearningRateLog();
}
