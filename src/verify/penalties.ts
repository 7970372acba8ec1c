export type Options = Readonly<Record<string, number>>;
/** A penalty in plain numbers, from the weights row by row. */
export type Penalty = (w: readonly number[], options: Options, shape: readonly number[]) => number;

export const total = (w: readonly number[], of: (x: number) => number) =>
  w.reduce((sum, x) => sum + of(x), 0);
export const absolute = (w: readonly number[]) => total(w, Math.abs);
export const squares = (w: readonly number[]) => total(w, (x) => x * x);
export const at = ({ l1 = 0, l2 = 0, strength = 0 }: Options) => ({ l1, l2, strength });

/** Sums over the groups of weights that leave one input: all axes but the last but one are within a group. */
export function groups(w: readonly number[], shape: readonly number[]): number[][] {
  const rank = shape.length;
  const axis = Math.max(0, rank - 2);
  const after = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const size = shape[axis] ?? 1;
  const found = Array.from({ length: size }, (): number[] => []);
  for (const [i, value] of w.entries())
    (found[Math.floor(i / after) % size] as number[]).push(value);
  return found;
}

export function gram(w: readonly number[], shape: readonly number[]): number[][] {
  const columns = shape.length < 2 ? 1 : (shape.at(-1) as number);
  const rows = w.length / columns;
  const entry = (r: number, c: number) => w[r * columns + c] as number;
  const index = Array.from({ length: columns }, (_, i) => i);
  return index.map((a) =>
    index.map((b) => {
      let sum = a === b ? -1 : 0;
      for (let r = 0; r < rows; r++) sum += entry(r, a) * entry(r, b);
      return sum;
    }),
  );
}

/** The penalties in plain numbers. */
export const rightPenalties: Readonly<Record<string, Penalty>> = {
  l1: (w, options) => at(options).l1 * absolute(w),
  l2: (w, options) => at(options).l2 * squares(w),
  elasticNet: (w, options) => at(options).l1 * absolute(w) + at(options).l2 * squares(w),
  groupLasso: (w, options, shape) =>
    at(options).strength *
    groups(w, shape).reduce((sum, one) => sum + Math.sqrt(one.length * squares(one)), 0),
  orthogonal: (w, options, shape) => at(options).strength * squares(gram(w, shape).flat()),
};
