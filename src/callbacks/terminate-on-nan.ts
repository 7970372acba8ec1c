import { aFunction, readOptions } from '../shared/options.ts';
import { FitCallback, readLog, type Logs } from './fit-callback.ts';

export interface TerminateOnNaNOptions {
  /** Gets the sentence that says where training was stopped. Default `console.warn`. */
  say?: (sentence: string) => void;
}

/** Where a loss stopped being a number. */
export interface Divergence {
  /** Index of the epoch. */
  readonly epoch: number;
  /** Index of the batch within its epoch. */
  readonly batch: number;
  /** NaN, Infinity or -Infinity. */
  readonly loss: number;
}

/** What `terminateOnNaN` gives. */
export class TerminateOnNaN extends FitCallback {
  readonly #say: (sentence: string) => void;
  #epoch = 0;
  #divergence: Divergence | undefined;

  constructor(options: TerminateOnNaNOptions) {
    super('terminateOnNaN');
    const { say } = readOptions<Required<TerminateOnNaNOptions>>(
      this.who,
      options,
      { say: aFunction },
      { say: (sentence) => console.warn(sentence) },
    );
    this.#say = say;
  }

  /** Where the latest `fit` was stopped; undefined when it was not. */
  get divergence(): Divergence | undefined {
    return this.#divergence;
  }

  override async onTrainBegin(logs?: Logs): Promise<void> {
    await super.onTrainBegin(logs);
    this.#divergence = undefined;
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#epoch = epoch;
  }

  override async onBatchEnd(batch: number, logs?: Logs): Promise<void> {
    const loss = await readLog(logs, 'loss');
    if (loss === undefined || Number.isFinite(loss)) return;
    this.model.stopTraining = true;
    this.#divergence = { epoch: this.#epoch, batch, loss };
    this.#say(
      `${this.who}: stopped training, because the loss of batch ${batch} of epoch ${this.#epoch} (both counted from 0) is ${loss}`,
    );
  }
}

/**
 * Stops `fit` after the first batch whose loss is NaN or infinite. That batch has already moved the weights; with
 * `earlyStopping({ restoreBestWeights: true })` beside it, those of the best epoch come back. It reads the loss after
 * every update, which a GPU has to be waited for.
 * @throws UsageError for an unknown option
 */
export function terminateOnNaN(options: TerminateOnNaNOptions = {}): TerminateOnNaN {
  return new TerminateOnNaN(options);
}
