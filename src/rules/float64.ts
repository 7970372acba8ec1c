import { UsageError } from '../shared/errors.ts';
import type { Elementwise } from './elementwise.ts';

type Shape = readonly number[];

/** The algebra over plain doubles: runs an update rule at full precision, without tensors. */
export class Float64 implements Elementwise {
  /** Row by row. */
  readonly values: readonly number[];
  readonly shape: Shape;

  /** @param shape default: that of a list */
  constructor(values: readonly number[], shape: Shape = [values.length]) {
    this.values = values;
    this.shape = shape;
  }

  static zeros(...shape: number[]): Float64 {
    return new Float64(Array<number>(sizeOf(shape)).fill(0), shape);
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
    return this.#each(Math.sqrt);
  }
  square(): Float64 {
    return this.#each((a) => a * a);
  }
  abs(): Float64 {
    return this.#each(Math.abs);
  }
  norm(): Float64 {
    const largest = this.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest === 0 || largest === Infinity) return new Float64([largest], []);
    // Squares neither overflow nor vanish beside 1, and a power of two divides without rounding.
    const unit = 2 ** Math.floor(Math.log2(largest));
    return new Float64([unit * Math.sqrt(total(this.values.map((a) => (a / unit) ** 2)))], []);
  }

  sum(axis?: number, keepDims = false): Float64 {
    if (axis === undefined) return new Float64([total(this.values)], []);
    const at = this.#axis(axis);
    const length = this.shape[at] as number;
    const inner = sizeOf(this.shape.slice(at + 1));
    const shape = this.shape.toSpliced(at, 1, ...(keepDims ? [1] : []));
    const sums = Array.from({ length: sizeOf(shape) }, (_, i) => {
      const first = Math.floor(i / inner) * inner * length + (i % inner);
      return total(Array.from({ length }, (_, j) => this.values[first + j * inner] as number));
    });
    return new Float64(sums, shape);
  }

  mean(axis?: number, keepDims = false): Float64 {
    const length = axis === undefined ? this.values.length : this.shape[this.#axis(axis)];
    return this.sum(axis, keepDims).div(length as number);
  }

  reshape(shape: Shape): Float64 {
    if (sizeOf(shape) === this.values.length) return new Float64(this.values, shape);
    throw new UsageError({
      who: 'Float64',
      rule: `shape [${shape}] does not hold the ${this.values.length} values of shape [${this.shape}]`,
    });
  }

  matMul(other: Elementwise): Float64 {
    const { values, shape } = other as Float64;
    const [rows, inner] = this.#matrix();
    const columns = shape[1] as number;
    const product = Array.from({ length: rows * columns }, (_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      let sum = 0;
      for (let k = 0; k < inner; k++) {
        sum += (this.values[row * inner + k] as number) * (values[k * columns + column] as number);
      }
      return sum;
    });
    return new Float64(product, [rows, columns]);
  }

  transpose(): Float64 {
    const [rows, columns] = this.#matrix();
    const at = (i: number) => this.values[(i % rows) * columns + Math.floor(i / rows)] as number;
    return new Float64(
      this.values.map((_, i) => at(i)),
      [columns, rows],
    );
  }

  #axis(axis: number): number {
    const at = axis < 0 ? axis + this.shape.length : axis;
    if (at in this.shape) return at;
    throw new UsageError({
      who: 'Float64',
      rule: `axis ${axis} is none of the shape [${this.shape}]`,
    });
  }

  #matrix(): readonly [number, number] {
    if (this.shape.length === 2) return this.shape as [number, number];
    throw new UsageError({
      who: 'Float64',
      rule: 'matMul and transpose take matrices',
      got: `shape [${this.shape}]`,
    });
  }

  #each(f: (a: number) => number): Float64 {
    return new Float64(this.values.map(f), this.shape);
  }

  #with(other: Elementwise | number, f: (a: number, b: number) => number): Float64 {
    if (typeof other === 'number') return this.#each((a) => f(a, other));
    const { values, shape: others } = other as Float64;
    // Most arrays that meet are of one shape, and reference runs are made of nothing else.
    if (others.length === this.shape.length && others.every((n, axis) => n === this.shape[axis])) {
      return new Float64(
        this.values.map((a, i) => f(a, values[i] as number)),
        this.shape,
      );
    }
    const shape = broadcast(this.shape, others);
    const [here, there] = [positions(this.shape, shape), positions(others, shape)];
    const met = here.map((at, i) =>
      f(this.values[at] as number, values[there[i] as number] as number),
    );
    return new Float64(met, shape);
  }
}

/** How many elements there are in a shape. */
export const sizeOf = (shape: Shape) => shape.reduce((product, length) => product * length, 1);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The shape in which two arrays meet. */
function broadcast(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [one, other] = [a.at(axis - rank) ?? 1, b.at(axis - rank) ?? 1];
    if (one === other || other === 1) return one;
    if (one === 1) return other;
    throw new UsageError({ who: 'Float64', rule: `shapes [${a}] and [${b}] do not fit together` });
  });
}

/** For each element of `shape`, row by row, where in an array of shape `from` the one stands that meets it. */
function positions(from: Shape, shape: Shape): number[] {
  return shape.reduce<number[]>(
    (found, length, axis) => {
      const own = from[axis - shape.length + from.length] ?? 1;
      return found.flatMap((at) =>
        Array.from({ length }, (_, i) => (own === 1 ? at : at * own + i)),
      );
    },
    [0],
  );
}
