import { expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

const study = async (options: object) =>
  (await measureSeed({ study: 'newtonStarts', ...options }, 1)) as Record<
    'start' | 'height' | 'slope' | 'curvature' | 'first' | 'end' | 'updates' | 'level',
    number[]
  >;

it('goes to 2x³ / (3x² − 1) in the two wells', async () => {
  const { start, first } = await study({ from: -2, to: 2, starts: 9 });
  for (const [i, x] of start.entries())
    expect(first[i]).toBeCloseTo((2 * x ** 3) / (3 * x ** 2 - 1), 5);
});

it('ends on the hilltop from below 1/√5, in its own well from above 1/√3', async () => {
  const { end, level } = await study({ from: 0.44, to: 0.59, starts: 2 });
  expect(end[0]).toBeCloseTo(0, 6);
  expect(end[1]).toBeCloseTo(1, 6);
  expect(level).toEqual([1, 1]);
});

it('ends in its own well with damping above the downward curvature', async () => {
  const { end } = await study({ from: -0.4, to: 0.4, starts: 2, damping: 1.5 });
  expect(end.map(Math.round)).toEqual([-1, 1]);
});

it('goes to −x³ in the trough, and ends its way where the sides are straight', async () => {
  const options = { curve: 'trough', from: 0.9, to: 1.1, starts: 2 };
  const { start, first, end, level } = await study(options);
  expect(first[0]).toBeCloseTo(-((start[0] as number) ** 3), 6);
  expect(first[1]).toBeCloseTo(-((start[1] as number) ** 3), 6);
  expect(level).toEqual([1, 0]);
  expect(Math.abs(end[1] as number)).toBeGreaterThan(1e6);
  const held = await study({ ...options, backtracking: true });
  expect(held.level).toEqual([1, 1]);
});

it('knows the curves by their differences', async () => {
  for (const curve of ['wells', 'trough']) {
    const h = 0.02;
    const { height, slope, curvature } = await study({
      curve,
      from: 0.7 - h,
      to: 0.7 + h,
      starts: 3,
    });
    const [below, at, above] = height as [number, number, number];
    expect((above - below) / (2 * h)).toBeCloseTo(slope[1] as number, 2);
    expect((above - 2 * at + below) / h ** 2).toBeCloseTo(curvature[1] as number, 0);
  }
});
