import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { landscape, problem, type Landscape, type ProblemSpec } from '../../src/problems/index.ts';
import { random } from '../../src/shared/random.ts';
import { gradients, measure } from './read.ts';

beforeAll(() => useBackend('cpu'));

describe.each<ProblemSpec & { start: readonly [number, number] }>([
  { name: 'saddle', start: [0.7, -0.3] },
  { name: 'twoWells', start: [-0.6, 0.4] },
  { name: 'rosenbrock', start: [-0.7, 1.1] },
  { name: 'beale', start: [1.2, -0.6] },
  { name: 'himmelblau', start: [1.3, -0.4] },
  { name: 'plateau', start: [-0.8, 0.5] },
])('$name', (spec) => {
  const land = landscape(spec) as Landscape;

  it('is trained on the surface that is drawn', async () => {
    const task = await problem(spec, random(1));
    const { loss, distance } = await measure(task);
    expect(loss).toBeCloseTo(land.height(...spec.start), 5);
    const [slope] = await gradients(task);
    land.gradient(...spec.start).forEach((one, i) => expect(slope?.[i]).toBeCloseTo(one, 4));
    const [x, y] = land.minimum;
    const there = Math.hypot(spec.start[0] - x, spec.start[1] - y);
    expect(distance).toBeLessThan(there + 1e-5);
    task.dispose();
  });

  it('is nowhere lower than at its minimum', () => {
    const heights: number[] = [];
    for (let x = -3; x <= 3; x += 0.05) {
      for (let y = -3; y <= 3; y += 0.05) heights.push(land.height(x, y));
    }
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(land.height(...land.minimum));
  });
});

const at = async (name: string, start: readonly [number, number]) => {
  const task = await problem({ name, start }, random(1));
  const { distance } = await measure(task);
  task.dispose();
  return distance;
};

it('measures the distance from the nearer of two minima', async () => {
  expect(await at('saddle', [0, 0.9])).toBeCloseTo(0.1, 6);
  expect(await at('saddle', [0, -0.9])).toBeCloseTo(0.1, 6);
  expect(await at('saddle', [0, 0])).toBeCloseTo(1, 6);
});

it('ends the slope of himmelblau at each of its four minima, all of the same depth', async () => {
  const land = landscape({ name: 'himmelblau' }) as Landscape;
  for (const quarter of [
    [3, 2],
    [-3, 3],
    [-4, -3],
    [4, -2],
  ] as const) {
    const task = await problem({ name: 'himmelblau', start: quarter }, random(1));
    const { distance } = await measure(task);
    task.dispose();
    expect(distance).toBeLessThan(0.5);
  }
  for (const [x, y] of [
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.28318599128617],
    [3.584428340330492, -1.848126526964404],
  ] as const) {
    expect(land.height(x, y)).toBeLessThan(1e-25);
    land.gradient(x, y).forEach((one) => expect(Math.abs(one)).toBeLessThan(1e-12));
  }
});

it('has hardly any slope on the plateau, and less with a narrower well', () => {
  const slope = (width: number) => {
    const land = landscape({ name: 'plateau', width }) as Landscape;
    return Math.hypot(...land.gradient(-2, 1));
  };
  expect(slope(0.5)).toBeLessThan(0.05);
  expect(slope(0.25)).toBeLessThan(slope(0.5));
});

it('has a ridge on which the gradient of the saddle leads to the saddle', () => {
  const land = landscape({ name: 'saddle' }) as Landscape;
  expect(land.gradient(0.5, 0)).toEqual([0.5, 0]);
  expect(land.gradient(0, 0)).toEqual([0, 0]);
});

it('shakes the gradient of the saddle with noise of the given size, and not what is measured', async () => {
  const task = await problem({ name: 'saddle', start: [1, 0], noise: 0.5 }, random(1));
  const draws = 400;
  const slopes: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const [slope] = await gradients(task);
    slopes.push(slope?.[1] ?? NaN);
  }
  const mean = slopes.reduce((sum, slope) => sum + slope, 0) / draws;
  const size = Math.sqrt(slopes.reduce((sum, slope) => sum + slope ** 2, 0) / draws);
  expect(Math.abs(mean)).toBeLessThan((4 * 0.5) / Math.sqrt(draws));
  expect(Math.abs(size / 0.5 - 1)).toBeLessThan(4 / Math.sqrt(2 * draws));
  expect((await measure(task))['loss']).toBeCloseTo(0.75, 6);
  task.dispose();
});

it.each([
  [{ name: 'twoWells', tilt: 0.4 }, 'twoWells: tilt must be at least 0 and below 0.385, where'],
  [{ name: 'saddle', start: [1] }, 'saddle: start must be two finite numbers, got [1]'],
  [{ name: 'saddle', tilt: 1 }, 'saddle: unknown option "tilt"; known: noise, start'],
  [{ name: 'rosenbrock', steepness: -1 }, 'rosenbrock: steepness must be at least 0, got -1'],
])('refuses %j', async (spec, message) => {
  await expect(problem(spec, random(1))).rejects.toThrow(message);
});
