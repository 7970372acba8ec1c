import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { compareGradients, numericGradient } from '../../src/gradients/index.ts';
import {
  landscape,
  problem,
  problems,
  type Landscape,
  type ProblemSpec,
} from '../../src/problems/index.ts';
import { random } from '../../src/shared/random.ts';

const specs: readonly ProblemSpec[] = [
  { name: 'bowl' },
  { name: 'bowl', rotation: 30 },
  { name: 'bowl', rotation: 30, minimum: [1, 2] },
  { name: 'noisyBowl', dimension: 5 },
  { name: 'noise', copies: 10 },
  { name: 'digits' },
  { name: 'digits', model: 'hidden', batch: 'all', train: 50 },
  { name: 'digits', model: 'residual', layers: [6, 6], batch: 8, train: 50 },
  { name: 'saddle' },
  { name: 'twoWells' },
  { name: 'rosenbrock', start: [0.5, 0.5], steepness: 5 },
  { name: 'beale', start: [0.5, 0.5] },
  { name: 'himmelblau', start: [0.5, 0.5] },
  { name: 'plateau', start: [0.5, 0.5], width: 1 },
  { name: 'diabetes' },
  { name: 'diabetes', train: 60, noiseColumns: 3, columns: ['bmi', 's1'] },
];

async function trained(spec: ProblemSpec, updates: number): Promise<number> {
  const task = await problem(spec, random(1));
  const rule = tf.train.momentum(0.01, 0.9);
  for (let i = 0; i < updates; i++) rule.minimize(() => task.loss(), false, [...task.variables]);
  const { loss } = tf.tidy(() => ({ ...task.measure(), ...task.judge?.() }));
  const [value] = await loss.data();
  rule.dispose();
  tf.disposeVariables();
  task.dispose();
  return value as number;
}

describe('problems', () => {
  it('has a spec of each kind in this test', () => {
    expect(new Set(specs.map(({ name }) => name))).toEqual(new Set(Object.keys(problems)));
  });

  describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
    it.each(specs)('builds, trains and frees %j without a tensor left', async (spec) => {
      await useBackend(backend);
      await trained(spec, 1);
      const before = tf.memory().numTensors;
      const task = await problem(spec, random(1));
      expect(tf.memory().numTensors).toBeGreaterThan(before);
      const rule = tf.train.sgd(0.01);
      for (let i = 0; i < 3; i++) rule.minimize(() => task.loss(), false, [...task.variables]);
      tf.dispose(tf.tidy(() => ({ ...task.measure(), ...task.judge?.() })));
      rule.dispose();
      task.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  it('frees nothing twice when its variables are already disposed', async () => {
    await useBackend('cpu');
    const task = await problem({ name: 'bowl' }, random(1));
    const [w] = task.variables as [tf.Variable];
    // Shares its values with the variable, as a kept weight may.
    const kept = w.clone();
    w.dispose();
    task.dispose();
    task.dispose();
    expect([...(await kept.data())]).toEqual([-4, 2]);
    kept.dispose();
  });

  it('lets two of a kind live side by side', async () => {
    await useBackend('cpu');
    for (const spec of specs) {
      const pair = [await problem(spec, random(1)), await problem(spec, random(1))];
      const names = pair.flatMap(({ variables }) => variables.map(({ name }) => name));
      expect(new Set(names).size).toBe(names.length);
      for (const task of pair) task.dispose();
    }
  });

  it('says which kind was probably meant', async () => {
    await expect(problem({ name: 'bowls' }, random(1))).rejects.toThrow(
      'unknown problem "bowls"; did you mean "bowl"?',
    );
    expect(() => landscape({ name: 'mnist' })).toThrow(
      'unknown problem "mnist"; known: bowl, noisyBowl, noise, saddle, twoWells, rosenbrock, beale, himmelblau, plateau, digits, diabetes',
    );
  });

  const withLandscape: readonly ProblemSpec[] = [
    { name: 'bowl' },
    { name: 'bowl', condition: 300, rotation: -73 },
    { name: 'bowl', condition: 7, rotation: 20, minimum: [3, -1] },
    { name: 'noisyBowl', condition: 4 },
    { name: 'saddle' },
    { name: 'twoWells' },
    { name: 'twoWells', tilt: 0 },
    { name: 'rosenbrock' },
    { name: 'beale' },
    { name: 'himmelblau' },
    { name: 'plateau' },
  ];
  it.each(withLandscape)('gives the exact gradient of the landscape of %j', (spec) => {
    const land = landscape(spec) as Landscape;
    const height = ([x, y]: readonly number[]) => land.height(x as number, y as number);
    const at = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(at, at, (x, y) => {
        const numeric = numericGradient(height, [x, y]);
        // A difference rounds in proportion to the height.
        const floor = 1e-3 * (1 + height([x, y]));
        const compared = compareGradients(land.gradient(x, y), numeric, { floor });
        expect(compared).toMatchObject({ agrees: true });
      }),
    );
    expect(Math.hypot(...land.gradient(...land.minimum))).toBeLessThan(1e-12);
  });

  it('tries the gradient of every kind that has a landscape', () => {
    const drawn = Object.keys(problems).filter((name) => landscape({ name }) !== undefined);
    expect(new Set(withLandscape.map(({ name }) => name))).toEqual(new Set(drawn));
  });

  it('has no landscape without two weights', () => {
    expect(landscape({ name: 'noise' })).toBeUndefined();
    expect(landscape({ name: 'digits' })).toBeUndefined();
    expect(landscape({ name: 'diabetes' })).toBeUndefined();
  });

  it('checks options for a landscape as for a problem', () => {
    expect(() => landscape({ name: 'bowl', condition: -1 })).toThrow(
      'bowl: condition must be at least 1, got -1',
    );
  });

  it('describes every kind in one line', () => {
    for (const { about } of Object.values(problems)) expect(about).toMatch(/^\w.{20,100}[^.]$/);
  });
});
