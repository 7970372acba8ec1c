import type * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import type { OptionRule } from '../shared/options.ts';
import { readLog, type Logs } from './fit-callback.ts';

/** Which log a callback watches, and which way is better. */
export interface MonitorOptions {
  /** Name of a log, such as `loss` or `val_acc`. Default `val_loss`. */
  monitor?: string;
  /**
   * Whether less or more is better. Default `auto`, for the names of tfjs's losses and metrics and what ends as they do:
   * more is better of accuracies, precisions and recalls, less of the rest. Any other name needs a mode.
   */
  mode?: 'auto' | 'min' | 'max';
}

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

const less =
  /^(?:loss|penalty|error|mse|mae|mape|msle|rmse|logcosh|crossentropy|divergence|hinge|poisson|cosine|proximity)$/;
const more = /^(?:acc|accuracy|precision|recall)$/;

/** What `lossParts` logs. */
const parts = /^(?:(?:val_)?dataLoss|penalty|val_totalLoss)$/;

/** Which way is better by the last word of a log's name, numbers aside; undefined when that says nothing. */
function directionOf(name: string): 'min' | 'max' | undefined {
  const word =
    name
      .match(/[A-Z]?[a-z]+|[A-Z]+/g)
      ?.at(-1)
      ?.toLowerCase() ?? '';
  if (more.test(word)) return 'max';
  return less.test(word) ? 'min' : undefined;
}

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
    const direction = mode === 'auto' ? directionOf(monitor) : mode;
    if (direction === undefined) {
      throw new UsageError({
        who,
        rule: `mode must be "min" or "max" for the monitor ${shown(monitor)}, whose name does not say which way is better`,
        got: shown(mode),
      });
    }
    this.#moreIsBetter = direction === 'max';
  }

  /** @throws UsageError when `model` has several outputs and tfjs's `val_loss`, the first one's alone, is watched */
  check(model: tf.LayersModel): void {
    if (this.#name !== 'val_loss' || model.outputs.length === 1) return;
    throw new UsageError({
      who: this.#who,
      rule: 'monitor must not be "val_loss" for a model of several outputs, where tfjs gives that of the first one alone',
      remedy: 'put lossParts() before this callback and watch "val_totalLoss"',
    });
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
        : parts.test(this.#name)
          ? 'put lossParts() before this callback'
          : didYouMean(this.#name, names);
    throw new UsageError({
      who: this.#who,
      rule: 'monitor must be one of the logs of an epoch',
      got: shown(this.#name),
      remedy,
    });
  }
}
