import { sameValues } from '../optimizers/same-values.ts';
import { EvaluationWrapper } from './evaluation-wrapper.ts';
import type { Done, WrapperOptions } from './wrapper.ts';

/**
 * A wrapper that evaluates with a running average of the weights. All variables that updates have ever listed count,
 * those without a gradient too; one that never moves is its own average, bit for bit.
 */
export abstract class WeightAverage<O extends WrapperOptions> extends EvaluationWrapper<O> {
  static override readonly slots = ['average'] as const;

  /** Whether the weights after this update, by index from 0, enter the average. */
  protected enters(_update: number): boolean {
    return true;
  }

  /** How far the average goes to the `t`-th of the weights that enter it, from 1; 1 for the first. */
  protected abstract share(t: number): number;

  protected override updated({ variables, update }: Done): void {
    if (!this.enters(update)) return;
    for (const variable of variables) {
      const average = this.evaluation(variable);
      const t = (this.state.of(variable)?.t ?? 0) + 1;
      const next = average?.add(variable.sub(average).mul(this.share(t))) ?? sameValues(variable);
      this.state.advance(variable, [next], []);
    }
  }
}
