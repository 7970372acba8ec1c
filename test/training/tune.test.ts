import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import type { Experiment, Tuning } from '../../src/training/experiment.ts';
import { run } from '../../src/training/run.ts';
import { tune, withOption } from '../../src/training/tune.ts';

await useBackend('cpu');

const bowl: Experiment = {
  problem: { name: 'bowl', condition: 1, start: [1, 0] },
  optimizer: { name: 'sgd' },
  updates: 20,
};
const tuned = (values: number[], rest: Partial<Tuning> = {}): Experiment => ({
  ...bowl,
  tune: { values, score: 'loss', seeds: [7], ...rest },
});

describe('an experiment that is tuned', () => {
  it('runs with the best of the values, and tells what every trial gave', async () => {
    // A rate of 1 is one jump to the bottom of a bowl of curvature 1.
    const { spec, tuning, final } = await run(tuned([0.1, 1, 1.5], { seeds: [7, 8] }));
    expect(tuning).toMatchObject({ option: 'learningRate', best: 1, onBorder: false });
    expect(tuning?.scores.map((row) => row.length)).toEqual([2, 2, 2]);
    expect(tuning?.scores[1]).toEqual([0, 0]);
    expect(tuning?.scores[0]?.[0]).toBeCloseTo(0.5 * 0.9 ** 40, 6);
    expect(spec.optimizer).toEqual({ name: 'sgd', learningRate: 1 });
    expect(final['loss']).toEqual([0]);
  });

  it.each([
    [[0.1, 0.5], 0.5],
    [[0.5, 0.1], 0.5],
    [[0.5], 0.5],
  ])('marks a best value on the border of %j', async (values, best) => {
    expect((await run(tuned(values))).tuning).toMatchObject({ best, onBorder: true });
  });

  it('never takes a value that diverged', async () => {
    const { tuning } = await run(tuned([3, 0.1, 4]));
    expect(tuning?.scores.map(([score]) => score === null)).toEqual([true, false, true]);
    expect(tuning?.best).toBe(0.1);
  });

  it('takes the fewest updates where that is the score, and no value that never arrived', async () => {
    const { tuning } = await run({
      ...tuned([0.01, 0.4, 0.5, 0.6], { score: 'updates' }),
      until: 1e-3,
    });
    expect(tuning?.scores[0]).toEqual([null]);
    expect(tuning?.scores[2]).toEqual([5]);
    expect(tuning?.best).toBe(0.6);
  });

  it('takes the highest value of an accuracy', async () => {
    const problem = { name: 'digits', model: 'softmax', train: 100 };
    const score = 'validationAccuracy';
    const experiment = { problem, optimizer: { name: 'sgd' }, updates: 10 };
    const { tuning } = await run({
      ...experiment,
      tune: { values: [1e-6, 0.5], score, seeds: [7] },
    });
    expect(tuning?.best).toBe(0.5);
  });

  it('can tune what a schedule is made of', async () => {
    const learningRate = { schedule: 'linear', updates: 20 };
    const { spec, tuning } = await run({
      ...tuned([0.1, 1, 1.9], { option: 'learningRate.peak' }),
      optimizer: { name: 'sgd', learningRate },
    });
    expect(tuning?.best).toBe(1);
    expect(spec.optimizer['learningRate']).toEqual({ ...learningRate, peak: 1 });
  });

  it('can tune two options together, and shows each value of the first with its best second', async () => {
    // The pull of the penalty adds to the curvature: 1 + 2 · l2. One jump to the bottom is a rate of 1 over that.
    const { spec, tuning } = await run({
      ...tuned([0.25, 0.5, 0.75], { and: { option: 'regularizer.l2', values: [0.1, 0.5, 0.9] } }),
      optimizer: { name: 'sgd' },
      regularizer: { name: 'l2' },
    });
    expect(tuning).toMatchObject({ best: 0.5, onBorder: false });
    expect(tuning?.and).toMatchObject({ option: 'regularizer.l2', best: 0.5, onBorder: false });
    expect(spec).toMatchObject({ optimizer: { learningRate: 0.5 }, regularizer: { l2: 0.5 } });
    const left = tuning?.values.map((rate) =>
      Math.min(...[0.1, 0.5, 0.9].map((l2) => 0.5 * (1 - rate * (1 + 2 * l2)) ** 40)),
    );
    tuning?.scores.forEach(([score], i) => expect(score).toBeCloseTo(left?.[i] as number, 6));
    expect(tuning?.and?.scores.map((rows) => rows.length)).toEqual([3, 3, 3]);
  });

  it('can tune the penalty', async () => {
    const { spec, tuning } = await run({
      ...tuned([0.1, 0.5], { option: 'regularizer.l2' }),
      optimizer: { name: 'sgd', learningRate: 0.25 },
      regularizer: { name: 'l2' },
    });
    // At rate 0.25 a penalty of 0.5 doubles the pull towards the minimum, and so halves the weight at each update.
    expect(spec.regularizer).toEqual({ name: 'l2', l2: 0.5 });
    expect(tuning?.scores[1]?.[0]).toBeCloseTo(0.5 * 0.25 ** 20, 7);
  });

  it('names the scores there are when it knows none of that name', async () => {
    await expect(run(tuned([0.1], { score: 'los' }))).rejects.toThrow(
      /tune\.score must be one of updates, loss, .*, got "los"/,
    );
  });

  it('names the score, the values and the way out when none gets through', async () => {
    await expect(run(tuned([3, 4]))).rejects.toThrow(
      'with no learningRate of 3, 4 did sgd end with a loss; try smaller values or more updates',
    );
  });
});

describe('tune', () => {
  const trials = (table: Record<number, (number | null)[]>) => {
    const left = Object.fromEntries(Object.entries(table).map(([key, row]) => [key, [...row]]));
    return async (spec: Experiment) => {
      const score = left[spec.optimizer['learningRate'] as number]?.shift() ?? null;
      return { final: { updates: score, score } };
    };
  };
  const search = { values: [1, 2, 3], score: 'score', seeds: [1, 2] };

  it('judges by the mean over the seeds', async () => {
    const table = { 1: [0, 9], 2: [4, 4], 3: [1, 8] };
    expect((await tune(bowl, search, trials(table))).best).toBe(2);
  });

  it('lets no value win with a seed that never arrived', async () => {
    const table = { 1: [0, null], 2: [4, 4], 3: [null, 0] };
    expect((await tune(bowl, search, trials(table))).best).toBe(2);
  });

  it('gives every value the same seeds', async () => {
    const seen: number[][] = [];
    await tune(bowl, search, async (spec, seed) => {
      seen.push([spec.optimizer['learningRate'] as number, seed]);
      return { final: { updates: 1, score: 1 } };
    });
    expect(seen).toEqual([1, 2, 3].flatMap((value) => [1, 2].map((seed) => [value, seed])));
  });
});

describe('withOption', () => {
  it('changes one option of one part', () => {
    const spec = { ...bowl, regularizer: { name: 'l2', l2: 1 } };
    expect(withOption(spec, 'momentum', 3).optimizer).toEqual({ name: 'sgd', momentum: 3 });
    expect(withOption(spec, 'regularizer.l2', 3)).toEqual({
      ...bowl,
      regularizer: { name: 'l2', l2: 3 },
    });
  });

  it('changes what a schedule is made of, and options of the problem', () => {
    const cosine = { schedule: 'cosine', peak: 1, updates: 5 };
    const spec = { ...bowl, optimizer: { name: 'sgd', learningRate: cosine } };
    expect(withOption(spec, 'learningRate.peak', 3).optimizer['learningRate']).toEqual({
      ...cosine,
      peak: 3,
    });
    expect(withOption(bowl, 'problem.condition', 3).problem).toEqual({
      ...bowl.problem,
      condition: 3,
    });
  });

  it('refuses a part of what is no schedule', () => {
    const spec = { ...bowl, optimizer: { name: 'sgd', learningRate: 1 } };
    expect(() => withOption(spec, 'learningRate.peak', 1)).toThrow(
      'experiment: tune.option "learningRate.peak" is of a learningRate, which is no schedule',
    );
  });

  it('refuses a part that the experiment has not', () => {
    expect(() => withOption(bowl, 'regularizer.l2', 1)).toThrow(
      'experiment: tune.option "regularizer.l2" is of a regularizer, which there is not',
    );
  });
});
