import { belowOne, nonNegative, readOptions, wholeNumber } from '../shared/options.ts';
import { FitCallback, type Logs } from './fit-callback.ts';
import { Monitor, monitorDefaults, monitorRules, type MonitorOptions } from './monitor.ts';
import { settableRates } from './optimizer-rate.ts';

export interface ReduceOnPlateauOptions extends MonitorOptions {
  /** What the rate is multiplied by, at least 0 and below 1. Default 0.1. */
  factor?: number;
  /** Epochs without improvement that are let pass; the next one cuts the rate. Default 10. */
  patience?: number;
  /** Improvements up to this do not count, at least 0. Default 1e-4. */
  minDelta?: number;
  /** Whether `minDelta` is a share of the best value so far or a difference from it. Default `relative`. */
  minDeltaIs?: 'relative' | 'absolute';
  /** Epochs after a cut that are not counted as without improvement. Default 0. */
  cooldown?: number;
  /** The rate is not cut below this, at least 0. Default 0. */
  floor?: number;
}

/** One cut of the learning rate. */
export interface RateCut {
  /** Index of the epoch at whose end the rate was cut. */
  readonly epoch: number;
  /** The optimizer's own rate before; groups with a rate of their own are cut by the same rule. */
  readonly from: number;
  /** The optimizer's own rate from now on. */
  readonly to: number;
}

/** What PyTorch calls `eps`: a cut that takes away no more than this is not made. */
const leastCut = 1e-8;

/** What `reduceOnPlateau` gives. */
export class ReduceOnPlateau extends FitCallback {
  readonly #options: Required<ReduceOnPlateauOptions>;
  readonly #monitor: Monitor;
  #best = NaN;
  #bad = 0;
  #cooling = 0;
  #cuts: RateCut[] = [];

  constructor(options: ReduceOnPlateauOptions) {
    super('reduceOnPlateau');
    this.#options = readOptions<Required<ReduceOnPlateauOptions>>(
      this.who,
      options,
      {
        ...monitorRules,
        factor: belowOne,
        patience: wholeNumber,
        minDelta: nonNegative,
        minDeltaIs: ['relative', 'absolute'],
        cooldown: wholeNumber,
        floor: nonNegative,
      },
      {
        ...monitorDefaults,
        factor: 0.1,
        patience: 10,
        minDelta: 1e-4,
        minDeltaIs: 'relative',
        cooldown: 0,
        floor: 0,
      },
    );
    this.#monitor = new Monitor(this.who, this.#options);
  }

  /** Every cut of the latest `fit`, in their order. */
  get cuts(): readonly RateCut[] {
    return this.#cuts;
  }

  override async onTrainBegin(logs?: Logs): Promise<void> {
    await super.onTrainBegin(logs);
    this.#monitor.check(this.model);
    settableRates(this.who, this.model.optimizer);
    this.#best = this.#monitor.worst;
    this.#bad = 0;
    this.#cooling = 0;
    this.#cuts = [];
  }

  override async onEpochEnd(epoch: number, logs?: Logs): Promise<void> {
    const value = await this.#monitor.read(logs, this.model);
    if (value === undefined) return;
    const { patience, cooldown } = this.#options;
    if (this.#monitor.isBetter(value, this.#best, this.#margin())) {
      this.#best = value;
      this.#bad = 0;
    } else {
      this.#bad += 1;
    }
    if (this.#cooling > 0) {
      this.#cooling -= 1;
      this.#bad = 0;
    }
    if (this.#bad <= patience) return;
    this.#cut(epoch);
    this.#cooling = cooldown;
    this.#bad = 0;
  }

  #margin(): number {
    const { minDelta, minDeltaIs } = this.#options;
    if (minDeltaIs === 'absolute' || !Number.isFinite(this.#best)) return minDelta;
    return minDelta * Math.abs(this.#best);
  }

  #cut(epoch: number): void {
    const { factor, floor } = this.#options;
    const rates = settableRates(this.who, this.model.optimizer);
    const [own] = rates;
    const from = own.value;
    const cuts = rates
      .map((rate) => ({ rate, to: Math.max(rate.value * factor, floor) }))
      .filter(({ rate, to }) => rate.value - to > leastCut);
    for (const { rate, to } of cuts) rate.value = to;
    if (cuts.length > 0) this.#cuts.push({ epoch, from, to: own.value });
  }
}

/**
 * Cuts the optimizer's learning rate, and that of each parameter group with one of its own, when a log has stopped
 * improving, after epochs, by PyTorch's rule. Keras differs:
 * it cuts at the epoch that makes `patience` full instead of the one after, ends its cooldown an epoch earlier, takes
 * `minDelta` as absolute, and has no least cut (here 1e-8). One deviation from PyTorch: a relative `minDelta` is a
 * share of the best value's size, so that it asks for an improvement of negative values too.
 * A rate may also warm up to a number (`warmup(500, 1e-3)`): that number is cut, and a climb that is not over leads to it.
 * @throws UsageError for an unknown option, one out of range, or a `monitor` that needs a `mode`; in `fit`, for an
 * optimizer with another schedule among its rates, when there is no log of that name, and for `val_loss` of a model of several outputs
 * @see PyTorch's `lr_scheduler.ReduceLROnPlateau`
 */
export function reduceOnPlateau(options: ReduceOnPlateauOptions = {}): ReduceOnPlateau {
  return new ReduceOnPlateau(options);
}
