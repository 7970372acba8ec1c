/** A matrix of the textbook: plain numbers, row by row. */
export type Matrix = readonly (readonly number[])[];

/** Rows of the given length. */
export const split = (values: readonly number[], length: number): Matrix =>
  Array.from({ length: values.length / length }, (_, i) =>
    values.slice(i * length, (i + 1) * length),
  );

/** The transposed matrix. */
export const turned = (x: Matrix): Matrix =>
  (x[0] ?? []).map((_, j) => x.map((row) => row[j] as number));
