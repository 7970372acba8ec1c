/**
 * The algebra that update rules are written in. `tf.Tensor` satisfies it; so does a float64 array (`Float64`), and so
 * can a tracer that compiles the rule. Operands are numbers, or arrays whose shapes are equal or broadcast: an axis of
 * length 1, or one that is missing in front, is stretched.
 */
export interface Elementwise {
  /** The length of each axis; empty for a scalar. */
  readonly shape: readonly number[];
  add(other: Elementwise | number): Elementwise;
  sub(other: Elementwise | number): Elementwise;
  mul(other: Elementwise | number): Elementwise;
  div(other: Elementwise | number): Elementwise;
  maximum(other: Elementwise | number): Elementwise;
  minimum(other: Elementwise | number): Elementwise;
  sqrt(): Elementwise;
  square(): Elementwise;
  abs(): Elementwise;
  // From here on the words that look beyond their own element.
  /** Euclidean norm of the whole array, a scalar. */
  norm(): Elementwise;
  /** Sum of the whole array, a scalar; or along an axis (-1 is the last), which stays with length 1 if `keepDims`. */
  sum(axis?: number, keepDims?: boolean): Elementwise;
  /** Mean, of what `sum` sums. */
  mean(axis?: number, keepDims?: boolean): Elementwise;
  /** The same values, row by row, in another shape. */
  reshape(shape: number[]): Elementwise;
  /** Product of two matrices. */
  matMul(other: Elementwise): Elementwise;
  /** A matrix with its rows as columns. */
  transpose(): Elementwise;
}

/** What a rule is given: the weight, its gradient, the learning rate, and the count of this weight's updates from 1. */
export interface Step {
  readonly w: Elementwise;
  readonly g: Elementwise;
  readonly lr: number;
  readonly t: number;
}

/** A rule's state for one weight, by slot name; each keeps the shape that it starts with, most often the weight's. */
export type Slots<S extends string> = Readonly<Record<S, Elementwise>>;

/** What a rule returns: the next weight and the next state. */
export type Next<S extends string = never> = Readonly<Record<S | 'w', Elementwise>>;
