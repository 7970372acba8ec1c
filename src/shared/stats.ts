/** Arithmetic mean; NaN for no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample standard deviation (n - 1); 0 for a single value. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1),
  );
}

/** Middle value (mean of the two middle ones); NaN for no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] as number;
  return mean(sorted.slice(Math.max(0, middle - 1), middle + 1));
}

/** `values` rounded to `digits` significant digits, as saved data hold them. */
export function rounded(value: number, digits = 7): number {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}
