import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { loadDiabetes, useDiabetes } from '../../src/problems/diabetes-data.ts';
import { problem } from '../../src/problems/index.ts';
import { random } from '../../src/shared/random.ts';
import { mean } from '../../src/shared/stats.ts';
import type { Experiment } from '../../src/training/experiment.ts';
import { run } from '../../src/training/run.ts';
import { measure } from './read.ts';

await useBackend('cpu');

const shipped = new URL('../../src/problems/diabetes.csv', import.meta.url);
const built = (options: object = {}, seed = 1) =>
  problem({ name: 'diabetes', ...options }, random(seed));
/** Full-batch descent below the largest curvature, 4.02, far enough for the smallest, 0.0086. */
const fitted: Experiment = {
  problem: { name: 'diabetes' },
  optimizer: { name: 'momentum', learningRate: 0.2 },
  updates: 1500,
  weights: true,
};

describe('the diabetes data', () => {
  it('is the file that its licence page describes', async () => {
    const page = await readFile(new URL('diabetes.LICENSE.md', shipped), 'utf8');
    expect(page).toContain(
      createHash('sha256')
        .update(await readFile(shipped))
        .digest('hex'),
    );
  });

  it('has columns and a target of mean 0 and variance 1', async () => {
    const { columns, values, target } = await loadDiabetes();
    expect(columns).toEqual(['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6']);
    for (const list of [...values, target]) {
      expect(list).toHaveLength(442);
      expect(mean(list)).toBeCloseTo(0, 10);
      expect(mean(list.map((value) => value ** 2))).toBeCloseTo(1, 10);
    }
  });

  it('can be handed in, and is refused when it is damaged', async () => {
    const bytes = new Uint8Array(await readFile(shipped));
    expect(() => useDiabetes(bytes.slice(0, 5000))).toThrow(
      /^diabetes: the data handed to useDiabetes is damaged \(5000 bytes; it must hold 442 lines of 11 numbers/,
    );
    useDiabetes(bytes);
    expect((await loadDiabetes()).target).toHaveLength(442);
  });
});

describe('diabetes', () => {
  it('starts where it is told, with a number for each column', async () => {
    const two = { columns: ['bmi', 'bmi'] };
    const there = await built({ ...two, start: [0.5, -0.25] });
    expect([...(there.variables[0]?.dataSync() ?? [])]).toEqual([0.5, -0.25]);
    await expect(built({ ...two, start: [0.5] })).rejects.toThrow(
      'diabetes: start must have a number for each of the 2 columns, got 1',
    );
    await expect(built({ start: ['0'] })).rejects.toThrow('start must be a list of numbers');
  });

  it('knows nothing at the start: its error is the variance of the target', async () => {
    expect((await measure(await built()))['trainError']).toBeCloseTo(1, 5);
  });

  // scikit-learn 1.7.2 on standardized columns and target, no intercept.
  it.each([
    [
      'least squares',
      {},
      [
        -0.006183, -0.14813, 0.3211, 0.200367, -0.489314, 0.294474, 0.062413, 0.109369, 0.464049,
        0.041772,
      ],
      0.482252,
    ],
    [
      'ridge with l2 0.1',
      { regularizer: { name: 'l2', l2: 0.1 } },
      [
        0.004774, -0.113003, 0.28239, 0.175741, -0.02994, -0.048715, -0.117157, 0.073926, 0.24751,
        0.060149,
      ],
      0.492308,
    ],
    [
      'the lasso with l1 0.1, by proximal steps',
      {
        regularizer: { name: 'proximalL1', l1: 0.1 },
        decoupled: true,
        optimizer: { name: 'sgd', learningRate: 0.2 },
      },
      [0, 0, 0.304858, 0.106321, 0, 0, -0.058438, 0, 0.264741, 0],
      null,
    ],
  ])('agrees with scikit-learn on %s', async (_, changes, expected, error) => {
    const { weights, final } = await run({ ...fitted, ...changes });
    expected.forEach((w, i) => expect(weights?.[0]?.[i]).toBeCloseTo(w, 3));
    if (error !== null) expect(final['trainError']?.[0]).toBeCloseTo(error, 5);
  });

  it('learns from other patients under another seed, and is judged on the rest', async () => {
    const errors = async (seed: number) => {
      const { final } = await run({
        ...fitted,
        problem: { name: 'diabetes', train: 60 },
        seeds: [seed],
        updates: 50,
      });
      return [final['trainError']?.[0], final['testError']?.[0]];
    };
    const [first, again, other] = [await errors(1), await errors(1), await errors(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(first[1]).toBeGreaterThan(first[0] as number);
  });

  it('has a weight for each column, noise included, and takes a column twice', async () => {
    const task = await built({ columns: ['bmi', 'bmi'], noiseColumns: 3, train: 50 });
    expect(task.variables.map(({ shape }) => shape)).toEqual([[5, 1]]);
    task.dispose();
  });

  it('has slopes in proportion to the units of its columns, where these are kept', async () => {
    const step = async (units: string) =>
      (
        await run({
          problem: { name: 'diabetes', units },
          optimizer: { name: 'sgd', learningRate: 1e-3 },
          updates: 1,
          weights: true,
        })
      ).weights?.[0] ?? [];
    const [equal, own, { units }] = [await step('equal'), await step('own'), await loadDiabetes()];
    expect(own).toHaveLength(10);
    own.forEach((w, i) =>
      expect(w / (equal[i] as number) / (units[i] as number)).toBeCloseTo(1, 4),
    );
    expect(Math.max(...units) / Math.min(...units)).toBeGreaterThan(50);
  });

  it('draws a batch of other patients each time, each once in a pass, of which the mean is the loss of all', async () => {
    const task = await built({ batch: 34 });
    const drawn = Array.from({ length: 13 }, () => task.loss().dataSync()[0] as number);
    const { loss } = await measure(task);
    expect(new Set(drawn).size).toBe(13);
    expect(mean(drawn)).toBeCloseTo(loss as number, 5);
    task.dispose();
  });

  it('has nobody left to judge on when it learns from all', async () => {
    expect(Object.keys(await measure(await built()))).toEqual(['loss', 'trainError']);
  });

  it.each([
    [{ train: 443 }, 'diabetes: train must be at most 442, the patients there are, got 443'],
    [{ train: 0 }, 'diabetes: train must be a whole number of at least 1, got 0'],
    [{ columns: ['bmj'] }, 'unknown column "bmj"; did you mean "bmi"?'],
    [{ columns: [] }, 'diabetes: columns must be a list of names, got []'],
    [{ noiseColumns: -1 }, 'diabetes: noiseColumns must be a whole number of at least 0, got -1'],
  ])('refuses %j', async (options, message) => {
    await expect(built(options)).rejects.toThrow(message);
  });
});
