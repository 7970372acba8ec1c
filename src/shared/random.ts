import { checkNumber, type Range } from './options.ts';

/** A seeded stream of pseudo-random numbers; the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal: mean 0, variance 1. */
  normal(): number;
  /** `length` standard normals. */
  normals(length: number): Float32Array;
  /** The whole numbers 0 to `length` - 1 in random order. */
  permutation(length: number): number[];
  /** A further stream that does not depend on how far this one was read. */
  fork(label: number): Random;
}

const seedRange: Range = {
  says: 'a whole number from 0 to 4294967295',
  holds: (value) => Number.isInteger(value) && value >= 0 && value <= 0xffffffff,
};

/**
 * The stream of `seed` (a whole number from 0 to 2^32 - 1). Generator: sfc32, 128 bits of state, PractRand-clean.
 * @throws UsageError for another seed
 */
export function random(seed: number): Random {
  checkNumber('random', 'seed', seed, seedRange);
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed >>> 0, 1];
  const uniform = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 15; i++) uniform();

  // Box-Muller: two uniforms give two normals; the second waits for the next call.
  let waiting: number | undefined;
  const normal = () => {
    if (waiting !== undefined) {
      const value = waiting;
      waiting = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    waiting = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return {
    uniform,
    normal,
    normals: (length) => new Float32Array(length).map(normal),
    permutation: (length) => {
      const order = Array.from({ length }, (_, i) => i);
      for (let i = length - 1; i > 0; i--) {
        const j = Math.floor(uniform() * (i + 1));
        [order[i], order[j]] = [order[j] as number, order[i] as number];
      }
      return order;
    },
    fork: (label) =>
      random((Math.imul(seed ^ 0x85ebca6b, 0xc2b2ae35) ^ Math.imul(label + 1, 0x27d4eb2f)) >>> 0),
  };
}
