import { totalIndex, penaltyOf } from './evaluate-loss.ts';
import { FitCallback, readLog, type Logs } from './fit-callback.ts';

/** What `lossParts` gives. */
export class LossPartsLog extends FitCallback {
  #examples = 0;
  #dataLoss = 0;
  #penalty = 0;
  #penaltyOfBatch = 0;

  constructor() {
    super('lossParts');
  }

  override async onEpochBegin(): Promise<void> {
    this.#examples = 0;
    this.#dataLoss = 0;
    this.#penalty = 0;
  }

  override async onBatchBegin(): Promise<void> {
    // The loss of a batch is that of the weights before its update.
    this.#penaltyOfBatch = await penaltyOf(this.model);
  }

  override async onBatchEnd(_batch: number, logs?: Logs): Promise<void> {
    const [loss = NaN, size = NaN] = [await readLog(logs, 'loss'), await readLog(logs, 'size')];
    this.#examples += size;
    this.#dataLoss += size * (loss - this.#penaltyOfBatch);
    this.#penalty += size * this.#penaltyOfBatch;
  }

  override async onEpochEnd(_epoch: number, logs: Logs = {}): Promise<void> {
    logs['dataLoss'] = this.#dataLoss / this.#examples;
    logs['penalty'] = this.#penalty / this.#examples;
    const name = this.model.metricsNames[totalIndex(this.model)] as string;
    const validation = await readLog(logs, `val_${name}`);
    if (validation === undefined) return;
    logs['val_dataLoss'] = validation;
    logs['val_totalLoss'] = validation + (await penaltyOf(this.model));
  }
}

/**
 * Logs what makes training and validation losses comparable. tfjs's `loss` has the regularizers' penalties in it and its
 * `val_loss` has not, so compare `dataLoss` with `val_dataLoss`, or `loss` with `val_totalLoss`.
 *
 * `dataLoss` and `penalty` are averaged over an epoch's batches as `loss` is, by their sizes, and add up to it;
 * `val_totalLoss` is `val_dataLoss` and the penalty at the end of the epoch. All are exact to float32's rounding of the
 * loss. `val_dataLoss` is tfjs's `val_loss`, except for a model of several outputs, where tfjs gives the first one's alone.
 */
export function lossParts(): LossPartsLog {
  return new LossPartsLog();
}
