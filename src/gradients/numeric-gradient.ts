import { positive, readOptions } from '../shared/options.ts';

export interface NumericGradientOptions {
  /** Step to either side, greater than 0, for coordinates between -1 and 1; larger ones take a step in proportion. Default 1e-5. */
  h?: number;
}

/**
 * The gradient of `f` at `x` by centred differences in doubles: two calls of `f` for each coordinate.
 * A step must not vanish beside its coordinate, hence h · max(1, |x|). At the default the two errors, h² · f''' / 6 from
 * the curve and about 1e-16 · |f| / h from rounding, are of equal size, near 1e-11.
 * @param x left as it is; each call of `f` gets a copy
 * @throws UsageError for an h that is not greater than 0
 */
export function numericGradient(
  f: (x: number[]) => number,
  x: readonly number[],
  options: NumericGradientOptions = {},
): number[] {
  const { h } = readOptions<Required<NumericGradientOptions>>(
    'numericGradient',
    options,
    { h: positive },
    { h: 1e-5 },
  );
  // #region exercise: for each coordinate, the rise of f from one step below to one step above, over the way between
  return x.map((value, i) => {
    const step = h * Math.max(1, Math.abs(value));
    const rise = f(x.with(i, value + step)) - f(x.with(i, value - step));
    return rise / (2 * step);
  });
  // #endregion
}
