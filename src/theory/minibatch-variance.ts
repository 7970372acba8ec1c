import { atMost, checkNumber, count, nonNegative, several } from '../shared/options.ts';

/** A poll among examples. */
export interface Poll {
  /** Of the gradients of single examples around their mean: the mean square over all of them. */
  readonly variance: number;
  /** Examples that are asked. */
  readonly batch: number;
  /** Examples that there are. */
  readonly of: number;
}

/**
 * The variance of the mean over a batch that is drawn without replacement: that of a single example over the size of the
 * batch, times the correction for a finite population, which is 0 once everybody is asked.
 * @throws UsageError for a variance below 0, fewer than two examples, a batch that is larger than there are
 * @see Cochran 1977, "Sampling techniques", theorem 2.2
 */
export function minibatchVariance({ variance, batch, of }: Poll): number {
  checkNumber('minibatchVariance', 'variance', variance, nonNegative);
  checkNumber('minibatchVariance', 'of', of, several);
  checkNumber('minibatchVariance', 'batch', batch, count);
  checkNumber('minibatchVariance', 'batch', batch, atMost('of', of));
  // #region exercise: the variance of a mean of so many, and what is left of it when few are left unasked
  return (variance / batch) * ((of - batch) / (of - 1));
  // #endregion
}
