import { Float64 } from '../rules/float64.ts';

/**
 * Weights where there are no tensors: the algebra of rules in doubles, and more of a tensor's words, for those who write
 * a penalty as they would on tensors. Whatever comes of one has all of them, too.
 */
export class Weights extends Float64 {
  get rank() {
    return this.shape.length;
  }
  get size() {
    return this.values.length;
  }
  get dtype() {
    return 'float32';
  }
  neg() {
    return this.mul(-1);
  }
  sign() {
    return this.#each(Math.sign);
  }
  relu() {
    return this.maximum(0);
  }
  /** 1 above 0, `alpha` elsewhere. */
  step(alpha = 0) {
    return this.#each((a) => (a > 0 ? 1 : alpha));
  }
  exp() {
    return this.#each(Math.exp);
  }
  log() {
    return this.#each(Math.log);
  }
  log1p() {
    return this.#each(Math.log1p);
  }
  tanh() {
    return this.#each(Math.tanh);
  }
  sigmoid() {
    return this.#each((a) => 1 / (1 + Math.exp(-a)));
  }
  reciprocal() {
    return this.#each((a) => 1 / a);
  }
  clipByValue(least: number, most: number) {
    return this.maximum(least).minimum(most);
  }
  pow(exponent: number) {
    return this.#each((a) => a ** exponent);
  }
  squaredDifference(other: Float64 | number) {
    return this.sub(other).square();
  }
  dot(other: Float64) {
    return this.mul(other).sum();
  }
  max() {
    return new Weights([Math.max(...this.values)], []);
  }
  min() {
    return new Weights([Math.min(...this.values)], []);
  }
  flatten() {
    return this.reshape([this.size]);
  }
  as1D() {
    return this.flatten();
  }
  asScalar() {
    return this.reshape([]);
  }
  clone() {
    return this.mul(1);
  }
  /** Of all elements: Euclidean, or the sum or the largest of their sizes (1, Infinity). */
  override norm(order: 'euclidean' | number = 'euclidean') {
    if (order === 1) return this.abs().sum();
    if (order === Infinity) return new Weights([Math.max(...this.values.map(Math.abs))], []);
    return new Weights(super.norm().values, []);
  }
  /** A list of axes is summed over one after the other. */
  override sum(axis?: number | readonly number[], keepDims = false): Weights {
    if (typeof axis === 'object') {
      const last = axis.map((one) => (one < 0 ? one + this.rank : one)).sort((a, b) => b - a);
      return last.reduce((sum: Weights, one) => sum.sum(one, keepDims), this);
    }
    const { values, shape } = super.sum(axis, keepDims);
    return new Weights(values, shape);
  }

  #each(f: (a: number) => number) {
    return new Weights(this.values.map(f), this.shape);
  }
}

for (const [word, { value }] of Object.entries(
  Object.getOwnPropertyDescriptors(Float64.prototype),
)) {
  if (word === 'constructor' || Object.hasOwn(Weights.prototype, word)) continue;
  const inherited = value as (this: Float64, ...given: unknown[]) => Float64;
  Object.defineProperty(Weights.prototype, word, {
    value(this: Weights, ...given: unknown[]) {
      const { values, shape } = inherited.apply(this, given);
      return new Weights(values, shape);
    },
  });
}
