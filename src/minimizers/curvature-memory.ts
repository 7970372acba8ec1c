import { twoLoop } from './two-loop.ts';
import { dot } from './vector.ts';

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
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
    if (!(dot(s, y) > leastCurvature)) return;
    if (this.#pairs.length === this.#most) this.#pairs.shift();
    this.#pairs.push({ s, y });
  }

  /** −H · gradient, where H is the estimate of the inverse Hessian; −gradient while there is no pair. */
  direction(gradient: Float64Array): Float64Array {
    return Float64Array.from(twoLoop(gradient, this.#pairs));
  }

  clear(): void {
    this.#pairs.length = 0;
  }
}
