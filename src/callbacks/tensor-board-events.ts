import { aFunction, readOptions } from '../shared/options.ts';
import { scalarRecord, versionRecord } from './event-record.ts';
import { FitCallback, readLogs, type Logs } from './fit-callback.ts';

/** Takes in the next bytes of an event file; each call brings whole records. */
export type ByteSink = (bytes: Uint8Array) => void | Promise<void>;

export interface TensorBoardEventsOptions {
  /** Takes the events of training. */
  train: ByteSink;
  /** Takes the events of validation, in a file of their own; called only when there is validation. */
  validation: ByteSink;
  /** Whether every update is written beside every epoch. Default false: it reads the logs after every update, which a GPU has to be waited for. */
  updates?: boolean;
  /** Seconds since 1970. Default: the system's clock. */
  now?: () => number;
}

/** What `tensorBoardEvents` gives. */
export class TensorBoardEvents extends FitCallback {
  readonly #options: Required<TensorBoardEventsOptions>;
  readonly #begun = new Set<ByteSink>();
  /** The epochs that were written before those of this `fit`, which counts from 0 again. */
  #epochsBefore: number | undefined;
  #epochs = 0;
  #update = 0;

  constructor(options: TensorBoardEventsOptions) {
    super('tensorBoardEvents');
    this.#options = readOptions<Required<TensorBoardEventsOptions>>(
      this.who,
      options,
      { train: aFunction, validation: aFunction, now: aFunction },
      { updates: false, now: () => Date.now() / 1000 },
    );
  }

  override async onTrainBegin(logs?: Logs): Promise<void> {
    await super.onTrainBegin(logs);
    this.#epochsBefore = undefined;
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#epochsBefore ??= Math.max(0, this.#epochs - epoch);
  }

  override async onBatchBegin(): Promise<void> {
    this.#update = this.model.optimizer.iterations;
  }

  override async onBatchEnd(_batch: number, logs?: Logs): Promise<void> {
    if (!this.#options.updates) return;
    const all = Object.entries(await readLogs(logs));
    await this.#write(this.#options.train, this.#update, 'batch', all);
  }

  override async onEpochEnd(epoch: number, logs?: Logs): Promise<void> {
    const all = Object.entries(await readLogs(logs));
    const { train, validation } = this.#options;
    const measured = all
      .filter(([name]) => name.startsWith('val_'))
      .map(([name, value]) => [name.slice('val_'.length), value] as const);
    const trained = all.filter(([name]) => !name.startsWith('val_'));
    const step = epoch + (this.#epochsBefore ?? 0);
    await this.#write(train, step, 'epoch', trained);
    await this.#write(validation, step, 'epoch', measured);
    this.#epochs = step + 1;
  }

  async #write(
    sink: ByteSink,
    step: number,
    prefix: string,
    logs: readonly (readonly [string, number])[],
  ): Promise<void> {
    if (logs.length === 0) return;
    const wallTime = this.#options.now();
    if (!this.#begun.has(sink)) await sink(versionRecord(wallTime));
    this.#begun.add(sink);
    const values = Object.fromEntries(logs.map(([name, value]) => [`${prefix}_${name}`, value]));
    await sink(scalarRecord({ wallTime, step, values }));
  }
}

/**
 * Writes all logs as TensorBoard event files, through functions that take bytes; in Node, `tensorBoard({ folder })` of
 * `downhill/node` writes them to disk. Training and validation are two runs with the same charts, as in Keras:
 * `epoch_loss` by the index of the epoch, which goes on in a further `fit`, and `batch_loss` by the optimizer's index of
 * the update, which it keeps when it is saved and loaded. In another process `initialEpoch` of `fit` says where the
 * epochs go on. Stands behind the callbacks that add logs.
 * @throws UsageError for an unknown or missing option, or one that is no function
 */
export function tensorBoardEvents(options: TensorBoardEventsOptions): TensorBoardEvents {
  return new TensorBoardEvents(options);
}
