import type * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { FitCallback, type Logs } from './fit-callback.ts';

/** An optimizer that can put weights to evaluate with, such as averages, in the trained weights' place and back. */
export interface AveragingOptimizer extends tf.Optimizer {
  swapIn(): void;
  swapOut(): void;
}

/** What `swapAverages` gives. */
export class SwapAverages extends FitCallback {
  readonly #optimizer: AveragingOptimizer;
  #swapped = false;
  #unpatch = () => {};

  constructor(optimizer: AveragingOptimizer) {
    super('swapAverages');
    const { swapIn, swapOut } = (optimizer ?? {}) as Partial<AveragingOptimizer>;
    if (typeof swapIn !== 'function' || typeof swapOut !== 'function') {
      throw new UsageError({
        who: this.who,
        rule: 'optimizer must be one with swapIn and swapOut, such as an ExponentialMovingAverage',
        got: shown(optimizer?.getClassName?.() ?? optimizer),
      });
    }
    this.#optimizer = optimizer;
  }

  override async onTrainBegin(logs?: Logs): Promise<void> {
    await super.onTrainBegin(logs);
    this.#swapOut();
    if (this.model.optimizer === (this.#optimizer as tf.Optimizer)) return;
    throw new UsageError({
      who: this.who,
      rule: 'optimizer must be the one that the model is compiled with',
      got: 'another',
    });
  }

  override async onBatchBegin(batch: number): Promise<void> {
    this.#swapOut();
    const { doValidation, samples, batchSize, steps } = this.params as Record<string, unknown>;
    if (doValidation !== true) return;
    const batches = Number(steps ?? Math.ceil(Number(samples) / Number(batchSize)));
    // A data set may not know how many batches it has; then each may be the last one.
    if (Number.isFinite(batches) && batches > 0 && batch !== batches - 1) return;
    this.#swapInAfterUpdate();
  }

  override async onEpochEnd(): Promise<void> {
    this.#swapOut();
  }

  protected override fitEnded(): void {
    this.#unpatch();
    this.#swapOut();
  }

  /** `fit` validates before any hook after the last update, so the swap has to come with that update. */
  #swapInAfterUpdate(): void {
    const { optimizer } = this.model;
    const own = Object.getOwnPropertyDescriptor(optimizer, 'applyGradients');
    const apply = optimizer.applyGradients.bind(optimizer);
    this.#unpatch = () => {
      Reflect.deleteProperty(optimizer, 'applyGradients');
      if (own !== undefined) Object.defineProperty(optimizer, 'applyGradients', own);
      this.#unpatch = () => {};
    };
    optimizer.applyGradients = (gradients) => {
      this.#unpatch();
      apply(gradients);
      this.#swapIn();
    };
  }

  #swapIn(): void {
    try {
      this.#optimizer.swapIn();
      this.#swapped = true;
    } catch (error) {
      // Right after an update there is one thing that can be wrong: an average that begins later.
      if (!(error instanceof UsageError)) throw error;
    }
  }

  #swapOut(): void {
    if (this.#swapped) this.#optimizer.swapOut();
    this.#swapped = false;
  }
}

/**
 * Validates the averages that `optimizer` keeps instead of the weights: it swaps them in after an epoch's last update
 * and out at the end of the epoch; as long as there are no averages, the weights themselves are validated. Stands last
 * in the list, so that callbacks before it (`earlyStopping` with `restoreBestWeights`, say) see the weights that were
 * validated. The weights that training ends with are those of training: `optimizer.swapIn()` puts the averages in.
 * @param optimizer the one that the model is compiled with, such as an `ExponentialMovingAverage`
 * @throws UsageError for an optimizer without `swapIn` and `swapOut`; in `fit`, when the model has another one
 */
export function swapAverages(optimizer: AveragingOptimizer): SwapAverages {
  return new SwapAverages(optimizer);
}
