import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

const steps = async (options: object) =>
  ((await measureSeed({ study: 'stepSizes', ...options }, 1)) as Record<string, number[]>)[
    'step'
  ] as number[];

describe('the steps on slopes that are given', () => {
  it('are the slopes themselves for plain descent, as long as each lasts', async () => {
    const slopes = [
      [2, 2],
      [-0.5, 1],
    ];
    expect(await steps({ optimizer: { name: 'sgd' }, slopes })).toEqual([2, 2, -0.5]);
  });

  it('are one over the root of the time for AdaGrad', async () => {
    const found = await steps({ optimizer: { name: 'adagrad' }, slopes: [[3, 9]] });
    found.forEach((step, i) => expect(step).toBeCloseTo(1 / Math.sqrt(i + 1), 6));
  });

  it('of Adam are one rate each on an even slope', async () => {
    const found = await steps({
      optimizer: { name: 'adam', learningRate: 0.3 },
      slopes: [[7, 50]],
    });
    found.forEach((step) => expect(step).toBeCloseTo(0.3, 6));
  });

  it('of Adam without its corrections are the ratio of two averages that fill up', async () => {
    const found = await steps({ averages: 'raw', slopes: [[1, 40]] });
    found.forEach((step, i) =>
      expect(step).toBeCloseTo((1 - 0.9 ** (i + 1)) / Math.sqrt(1 - 0.999 ** (i + 1)), 4),
    );
  });

  it.each([[[]], [[[1, 0]]], [[[1, 2.5]]], [1]])('refuse %j as slopes', async (slopes) => {
    await expect(steps({ slopes })).rejects.toThrow('stepSizes: slopes must be pairs of a slope');
  });

  it('refuse a rule that there is not', async () => {
    await expect(steps({ optimizer: { name: 'adm' } })).rejects.toThrow(
      'unknown rule "adm"; did you mean "adam"?',
    );
  });
});
