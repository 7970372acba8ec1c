import { expect, it } from 'vitest';
import { twoLoop } from '../../src/minimizers/two-loop.ts';
import { random } from '../../src/shared/random.ts';

/** Steps on ½ Σ i wᵢ², whose gradient changes by i · s. */
const pairs = (howMany: number) =>
  Array.from({ length: howMany }, (_, seed) => {
    const s = Array.from(random(seed).normals(6));
    return { s, y: s.map((value, i) => (i + 1) * value) };
  });

it('turns a gradient round while nothing is remembered', () => {
  expect(twoLoop([1, -2], [])).toEqual([-1, 2]);
});

it.each([1, 2, 5])('takes the newest of %d changes of gradient back by its step', (howMany) => {
  const known = pairs(howMany);
  const { s, y } = known.at(-1) as (typeof known)[number];
  for (const [i, value] of twoLoop(y, known).entries())
    expect(value).toBeCloseTo(-(s[i] as number), 10);
});

it('always leads down', () => {
  for (let seed = 0; seed < 20; seed++) {
    const gradient = Array.from(random(100 + seed).normals(6));
    const way = twoLoop(gradient, pairs(4));
    expect(way.reduce((sum, value, i) => sum + value * (gradient[i] as number), 0)).toBeLessThan(0);
  }
});

it('takes lists of either kind', () => {
  const known = pairs(3);
  const typed = known.map(({ s, y }) => ({ s: Float64Array.from(s), y: Float64Array.from(y) }));
  expect(twoLoop(Float64Array.of(1, 2, 3, 4, 5, 6), typed)).toEqual(
    twoLoop([1, 2, 3, 4, 5, 6], known),
  );
});
