import { anyNumber, nonNegative, readOptions, wholeNumber } from '../shared/options.ts';
import { BestWeights } from './best-weights.ts';
import { FitCallback, type Logs } from './fit-callback.ts';
import { Monitor, monitorDefaults, monitorRules, type MonitorOptions } from './monitor.ts';

export interface EarlyStoppingOptions extends MonitorOptions {
  /** Training stops at the end of the epoch that makes this many in a row without improvement; 0 is as 1. Default 0. */
  patience?: number;
  /** Improvements of the log up to this do not count, at least 0. Default 0. */
  minDelta?: number;
  /** Epochs that are not better than this count as without improvement. Default none. */
  baseline?: number;
  /** Whether the model gets the weights of its best epoch when training ends. Default false. */
  restoreBestWeights?: boolean;
}

type Options = Required<Omit<EarlyStoppingOptions, 'baseline'>> & { readonly baseline?: number };

/** What `earlyStopping` gives. */
export class EarlyStopping extends FitCallback {
  readonly #options: Options;
  readonly #monitor: Monitor;
  readonly #weights = new BestWeights();
  #best: number | undefined;
  #bestEpoch: number | undefined;
  #stoppedEpoch: number | undefined;
  #wait = 0;

  constructor(options: EarlyStoppingOptions) {
    super('earlyStopping');
    this.#options = readOptions<Options>(
      this.who,
      options,
      { ...monitorRules, patience: wholeNumber, minDelta: nonNegative, baseline: anyNumber },
      {
        ...monitorDefaults,
        patience: 0,
        minDelta: 0,
        baseline: undefined,
        restoreBestWeights: false,
      },
    );
    this.#monitor = new Monitor(this.who, this.#options);
  }

  /** The best value of the latest `fit`; undefined before there is one. */
  get best(): number | undefined {
    return this.#best;
  }

  /** Index of the epoch with the best value of the latest `fit`. */
  get bestEpoch(): number | undefined {
    return this.#bestEpoch;
  }

  /** Index of the epoch after which this callback stopped the latest `fit`; undefined when it did not. */
  get stoppedEpoch(): number | undefined {
    return this.#stoppedEpoch;
  }

  override async onTrainBegin(logs?: Logs): Promise<void> {
    await super.onTrainBegin(logs);
    this.#monitor.check(this.model);
    this.#weights.dispose();
    this.#best = undefined;
    this.#bestEpoch = undefined;
    this.#stoppedEpoch = undefined;
    this.#wait = 0;
  }

  override async onEpochEnd(epoch: number, logs?: Logs): Promise<void> {
    const value = await this.#monitor.read(logs, this.model);
    if (value === undefined) return;
    const { patience, baseline, minDelta, restoreBestWeights } = this.#options;
    const better = (than: number) => this.#monitor.isBetter(value, than, minDelta);
    this.#wait += 1;
    if (better(this.#best ?? this.#monitor.worst)) {
      this.#best = value;
      this.#bestEpoch = epoch;
      if (restoreBestWeights) this.#weights.take(this.model);
      if (baseline === undefined || better(baseline)) this.#wait = 0;
    }
    if (this.#wait === 0 || this.#wait < patience) return;
    this.#stoppedEpoch = epoch;
    this.model.stopTraining = true;
  }

  override async onTrainEnd(): Promise<void> {
    this.#weights.restore();
    this.#weights.dispose();
  }

  protected override fitEnded(): void {
    this.#weights.dispose();
  }
}

/**
 * Stops `fit` when a log has stopped improving, and gives the model, if `restoreBestWeights`, the weights of its best
 * epoch bit for bit: also when training ends by itself or is stopped by another callback, as Keras does. The
 * optimizer's state stays that of the last update. NaN is never the best; without any best epoch, weights stay as they are.
 * @throws UsageError for an unknown option, one out of range, or a `monitor` that needs a `mode`; in `fit`, when there is
 * no log of that name, and for `val_loss` of a model of several outputs
 * @see Keras's `EarlyStopping`, whose rule this is
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): EarlyStopping {
  return new EarlyStopping(options);
}
