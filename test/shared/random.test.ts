import { describe, expect, it } from 'vitest';
import { random, type Random } from '../../src/shared/random.ts';
import { deviation, mean } from '../../src/shared/stats.ts';

const draw = (length: number, from: Random, kind: 'uniform' | 'normal') =>
  Array.from({ length }, () => from[kind]());
const upTo = (length: number) => Array.from({ length }, (_, i) => i);

/** sfc32 in whole numbers of any size, which cannot be rounded or wrapped by accident. */
function sfc32(seed: number): () => number {
  const word = (x: bigint) => BigInt.asUintN(32, x);
  let [a, b, c, counter] = [0x9e3779b9n, 0x243f6a88n, BigInt(seed), 1n];
  const next = () => {
    const t = word(a + b + counter);
    counter = word(counter + 1n);
    a = b ^ (b >> 9n);
    b = word(c + word(c << 3n));
    c = word(((c << 21n) | (c >> 11n)) + t);
    return Number(t);
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

describe('uniform', () => {
  it.each([0, 1, 2, 12345, 0xffffffff])('is sfc32 for seed %d', (seed) => {
    const [ours, reference] = [random(seed), sfc32(seed)];
    for (let i = 0; i < 200; i++) expect(ours.uniform() * 2 ** 32).toBe(reference());
  });

  it('gives the same numbers for ever', () => {
    expect(draw(4, random(1), 'uniform')).toEqual([
      0.7132768968585879, 0.012132219038903713, 0.0008196849375963211, 0.8755540587007999,
    ]);
    expect([...random(1).normals(4)]).toEqual([
      1.5760667324066162, 0.12037521600723267, 0.028735525906085968, -0.028536146506667137,
    ]);
    expect(random(1).permutation(10)).toEqual([5, 1, 4, 2, 3, 9, 6, 8, 0, 7]);
    expect(random(1).fork(1).uniform()).toBe(0.6529535977169871);
  });

  it('fills [0, 1) evenly', () => {
    const values = draw(10_000, random(7), 'uniform');
    const tenths = Array<number>(10).fill(0);
    for (const value of values)
      tenths[Math.floor(value * 10)] = (tenths[Math.floor(value * 10)] ?? 0) + 1;
    const chiSquare = tenths.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 9 degrees of freedom: 99.9 % lie below 27.9.
    expect(chiSquare).toBeLessThan(27.9);
    expect(tenths).toHaveLength(10);
  });
});

describe('normal', () => {
  const values = draw(20_000, random(3), 'normal');

  it('has mean 0 and variance 1', () => {
    expect(Math.abs(mean(values))).toBeLessThan(0.03);
    expect(Math.abs(deviation(values) - 1)).toBeLessThan(0.02);
  });

  it('has the tails of the bell', () => {
    const share = (beyond: number) =>
      values.filter((v) => Math.abs(v) > beyond).length / values.length;
    expect(share(1)).toBeCloseTo(0.3173, 1);
    expect(share(2)).toBeCloseTo(0.0455, 2);
    expect(share(3)).toBeCloseTo(0.0027, 2);
  });

  it('is not correlated with the one before, the partner of its pair', () => {
    const products = values.slice(1).map((v, i) => v * (values[i] as number));
    expect(Math.abs(mean(products))).toBeLessThan(0.03);
  });

  it('comes by the length that was asked for, in float32', () => {
    const list = random(3).normals(5);
    expect(list).toBeInstanceOf(Float32Array);
    expect([...list]).toEqual(values.slice(0, 5).map(Math.fround));
  });
});

describe('permutation', () => {
  it('holds every number once', () => {
    const order = random(5).permutation(100);
    expect(order).not.toEqual(upTo(100));
    expect(order.toSorted((a, b) => a - b)).toEqual(upTo(100));
    expect(random(5).permutation(0)).toEqual([]);
  });

  it('gives all orders equally often', () => {
    const source = random(11);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = source.permutation(3).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    // 5 degrees of freedom: 99.9 % lie below 20.5.
    expect(chiSquare).toBeLessThan(20.5);
  });
});

describe('fork', () => {
  it('does not depend on how far its parent was read', () => {
    const parent = random(9);
    const before = draw(5, parent.fork(2), 'uniform');
    draw(100, parent, 'uniform');
    expect(draw(5, parent.fork(2), 'uniform')).toEqual(before);
  });

  it('does not move its parent', () => {
    const [parent, alone] = [random(9), random(9)];
    draw(10, parent.fork(1), 'uniform');
    expect(draw(5, parent, 'uniform')).toEqual(draw(5, alone, 'uniform'));
  });

  it('differs for every label, seed and depth', () => {
    const firsts = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((seed) => {
      const parent = random(seed);
      const labels = upTo(100);
      return [
        parent.uniform(),
        ...labels.map((label) => parent.fork(label).uniform()),
        ...labels.map((label) => parent.fork(label).fork(label).uniform()),
      ];
    });
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it('is not correlated with its parent or its siblings', () => {
    const parent = random(4);
    const streams = [parent.fork(0), parent.fork(1), parent.fork(2), parent].map((one) =>
      draw(4000, one, 'normal'),
    );
    streams.forEach((one, i) => {
      for (const other of streams.slice(i + 1)) {
        const products = one.map((v, k) => v * (other[k] as number));
        expect(Math.abs(mean(products))).toBeLessThan(0.06);
      }
    });
  });
});

it.each([-1, 0.5, 2 ** 32, NaN, '1', undefined])('refuses the seed %s', (seed) => {
  expect(() => random(seed as number)).toThrow(/^random: seed must be a/);
});
