import type * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import type { OptionRule, Range } from '../shared/options.ts';
import { readLog, type Logs } from './fit-callback.ts';

/** Which log a callback watches, and which way is better. */
export interface MonitorOptions {
  /** Name of a log, such as `loss` or `val_acc`. Default `val_loss`. */
  monitor?: string;
  /**
   * Whether less or more is better. Default `auto`: more of what has `acc`, `precision` or `recall` in its name, in
   * small or capital letters, and less of everything else.
   */
  mode?: 'auto' | 'min' | 'max';
}

/** A whole number, 0 or more. */
export const wholeNumber: Range = {
  says: 'a whole number of at least 0',
  holds: (value) => Number.isInteger(value) && value >= 0,
};

/** How `readOptions` reads the options of a monitor. */
export const monitorRules: Readonly<Record<keyof MonitorOptions, OptionRule>> = {
  monitor: (who, name, value) => {
    if (typeof value === 'string' && value !== '') return value;
    throw new UsageError({
      who,
      rule: `${name} must be the name of a log such as "val_loss"`,
      got: shown(value),
    });
  },
  mode: ['auto', 'min', 'max'],
};

/** What every monitor has when it is not told otherwise. */
export const monitorDefaults: Required<MonitorOptions> = { monitor: 'val_loss', mode: 'auto' };

/** One log of every epoch, and what is better than what. */
export class Monitor {
  readonly #who: string;
  readonly #name: string;
  readonly #moreIsBetter: boolean;

  constructor(who: string, { monitor, mode }: Required<MonitorOptions>) {
    this.#who = who;
    this.#name = monitor;
    this.#moreIsBetter = mode === 'auto' ? /acc|precision|recall/i.test(monitor) : mode === 'max';
  }

  /** What any finite number is better than. */
  get worst(): number {
    return this.#moreIsBetter ? -Infinity : Infinity;
  }

  /** Whether `value` is better than `other` by more than `margin`; NaN never is. */
  isBetter(value: number, other: number, margin = 0): boolean {
    return this.#moreIsBetter ? value > other + margin : value < other - margin;
  }

  /**
   * The value in an epoch's logs; undefined when the epoch was broken off before it was measured.
   * @throws UsageError when the logs have no such name
   */
  async read(logs: Logs | undefined, model: tf.LayersModel): Promise<number | undefined> {
    const value = await readLog(logs, this.#name);
    if (value !== undefined || model.stopTraining) return value;
    const names = Object.keys(logs ?? {});
    const remedy =
      this.#name.startsWith('val_') && !names.some((name) => name.startsWith('val_'))
        ? 'give fit validationData or a validationSplit'
        : didYouMean(this.#name, names);
    throw new UsageError({
      who: this.#who,
      rule: 'monitor must be one of the logs of an epoch',
      got: shown(this.#name),
      remedy,
    });
  }
}
