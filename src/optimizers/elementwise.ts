/**
 * The algebra that update rules are written in. `tf.Tensor` satisfies it; so does a float64 array (`Float64`), and so
 * can a tracer that compiles the rule. Operands are of equal shape, or scalars, or numbers.
 */
export interface Elementwise {
  add(other: Elementwise | number): Elementwise;
  sub(other: Elementwise | number): Elementwise;
  mul(other: Elementwise | number): Elementwise;
  div(other: Elementwise | number): Elementwise;
  maximum(other: Elementwise | number): Elementwise;
  minimum(other: Elementwise | number): Elementwise;
  sqrt(): Elementwise;
  square(): Elementwise;
  abs(): Elementwise;
  sign(): Elementwise;
  /** Euclidean norm of the whole array, a scalar: the one word that looks beyond its own element. */
  norm(): Elementwise;
}

/** What a rule is given: the weight, its gradient, the learning rate, and the count of this weight's updates from 1. */
export interface Step {
  readonly w: Elementwise;
  readonly g: Elementwise;
  readonly lr: number;
  readonly t: number;
}

/** A rule's state for one weight, by slot name; each has the weight's shape, or is a scalar. */
export type Slots<S extends string> = Readonly<Record<S, Elementwise>>;

/** What a rule returns: the next weight and the next state. */
export type Next<S extends string = never> = Readonly<Record<S | 'w', Elementwise>>;
