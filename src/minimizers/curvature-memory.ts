import { dot, plus, times } from './vector.ts';

/** A step s and how much it changed the gradient, y. */
interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  /** sᵀy, greater than 0: along s the slope grew. */
  readonly sy: number;
}

/** Less curvature than this along a step is rounding, or the function curves down. */
const leastCurvature = 1e-10;

/** The last steps with their changes of gradient: what L-BFGS knows of the inverse Hessian. */
export class CurvatureMemory {
  readonly #most: number;
  readonly #pairs: Pair[] = [];

  /** @param most how many pairs are kept; the oldest goes first */
  constructor(most: number) {
    this.#most = most;
  }

  /** How many pairs it holds. */
  get size(): number {
    return this.#pairs.length;
  }

  /** How many weights the pairs are of; undefined while there is none. */
  get dimension(): number | undefined {
    return this.#pairs[0]?.s.length;
  }

  /** Keeps a pair, unless sᵀy is at most 1e-10, which would spoil the positive definite estimate. */
  learn(s: Float64Array, y: Float64Array): void {
    const sy = dot(s, y);
    if (!(sy > leastCurvature)) return;
    if (this.#pairs.length === this.#most) this.#pairs.shift();
    this.#pairs.push({ s, y, sy });
  }

  /** −H · gradient, where H is the estimate of the inverse Hessian; −gradient while there is no pair. */
  direction(gradient: Float64Array): Float64Array {
    let q = times(gradient, -1);
    const last = this.#pairs.at(-1);
    if (last === undefined) return q;
    const newestFirst = this.#pairs.toReversed().map((pair) => {
      const alpha = dot(pair.s, q) / pair.sy;
      q = plus(q, pair.y, -alpha);
      return { ...pair, alpha };
    });
    let r = times(q, last.sy / dot(last.y, last.y));
    for (const { s, y, sy, alpha } of newestFirst.toReversed()) {
      r = plus(r, s, alpha - dot(y, r) / sy);
    }
    return r;
  }

  clear(): void {
    this.#pairs.length = 0;
  }
}
