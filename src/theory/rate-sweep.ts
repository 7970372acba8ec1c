/** The losses of a training whose rate rises from update to update. */
export interface RateSweep {
  /** The rate of each batch's update, rising by the same factor from update to update. */
  readonly rates: readonly number[];
  /** The loss of each batch before its update. */
  readonly losses: readonly number[];
  /** The running average of the losses, corrected for its start. */
  readonly smoothed: readonly number[];
  /** A tenth of the rate at which the average is lowest; undefined while it has not fallen. */
  readonly suggestion: number | undefined;
}

/**
 * What a learning-rate range test says: the average of its losses, and the rate to begin with.
 * @param smoothing decay of the running average, at least 0 and below 1
 */
export function rateSweep(
  rates: readonly number[],
  losses: readonly number[],
  smoothing: number,
): RateSweep {
  // #region exercise: average the losses, correct the average for its start, and take a tenth of the rate where it is lowest
  let sum = 0;
  const smoothed = losses.map((loss, i) => {
    sum = smoothing * sum + (1 - smoothing) * loss;
    return sum / (1 - smoothing ** (i + 1));
  });
  const finite = smoothed.filter(Number.isFinite);
  const lowest = smoothed.indexOf(Math.min(...finite));
  const suggestion = lowest > 0 ? (rates[lowest] as number) / 10 : undefined;
  return { rates, losses, smoothed, suggestion };
  // #endregion
}
