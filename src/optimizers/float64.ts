import type { Elementwise } from './elementwise.ts';

/** The algebra over plain doubles: runs an update rule at full precision, without tensors. */
export class Float64 implements Elementwise {
  readonly values: readonly number[];

  constructor(values: readonly number[]) {
    this.values = values;
  }

  static zeros(length: number): Float64 {
    return new Float64(Array<number>(length).fill(0));
  }

  add(other: Elementwise | number): Float64 {
    return this.#with(other, (a, b) => a + b);
  }
  sub(other: Elementwise | number): Float64 {
    return this.#with(other, (a, b) => a - b);
  }
  mul(other: Elementwise | number): Float64 {
    return this.#with(other, (a, b) => a * b);
  }
  div(other: Elementwise | number): Float64 {
    return this.#with(other, (a, b) => a / b);
  }
  maximum(other: Elementwise | number): Float64 {
    return this.#with(other, Math.max);
  }
  minimum(other: Elementwise | number): Float64 {
    return this.#with(other, Math.min);
  }
  sqrt(): Float64 {
    return new Float64(this.values.map(Math.sqrt));
  }
  square(): Float64 {
    return new Float64(this.values.map((a) => a * a));
  }
  abs(): Float64 {
    return new Float64(this.values.map(Math.abs));
  }
  sign(): Float64 {
    return new Float64(this.values.map(Math.sign));
  }
  norm(): Float64 {
    return new Float64([Math.hypot(...this.values)]);
  }

  #with(other: Elementwise | number, f: (a: number, b: number) => number): Float64 {
    if (typeof other === 'number') return new Float64(this.values.map((a) => f(a, other)));
    const { values } = other as Float64;
    // A single value meets every element of the other operand, as a scalar does among tensors.
    const length = Math.max(this.values.length, values.length);
    const at = (one: readonly number[], i: number) => one[one.length === 1 ? 0 : i] as number;
    return new Float64(Array.from({ length }, (_, i) => f(at(this.values, i), at(values, i))));
  }
}
