/** The sum of products of two vectors of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** a + factor · b, as a new vector. */
export function plus(a: Float64Array, b: Float64Array, factor = 1): Float64Array {
  return a.map((value, i) => value + factor * (b[i] as number));
}

/** factor · a, as a new vector. */
export function times(a: Float64Array, factor: number): Float64Array {
  return a.map((value) => factor * value);
}

/** The largest absolute value; NaN where there is one, 0 for no values. */
export function largest(a: Float64Array): number {
  return a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
