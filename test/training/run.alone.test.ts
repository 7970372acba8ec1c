import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { problems, type Problem } from '../../src/problems/index.ts';
import type { Experiment } from '../../src/training/experiment.ts';
import { run, runSeed, type Row, type TrainSeed } from '../../src/training/run.ts';

await useBackend('cpu');

/** One weight in a bowl of curvature 1: each update multiplies it by 1 - rate. */
const step = (learningRate: number, rest: Partial<Experiment> = {}): Experiment => ({
  problem: { name: 'bowl', condition: 1, start: [1, 0] },
  optimizer: { name: 'sgd', learningRate },
  updates: 8,
  ...rest,
});

const noisy: Experiment = {
  problem: { name: 'noisyBowl', dimension: 3 },
  optimizer: { name: 'adam', learningRate: 0.1 },
  updates: 10,
};
const digits: Experiment = {
  problem: { name: 'digits', model: 'softmax', train: 40 },
  optimizer: { name: 'momentum' },
  regularizer: { name: 'l2', l2: 0.01 },
  updates: 3,
};
const wild = step(3, { updates: 40 });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('run', () => {
  it('walks the path that the closed form gives, and measures it row by row', async () => {
    const { series, path, final, backend, seeds } = await run(step(0.5, { path: true }));
    const rows = Array.from({ length: 9 }, (_, t) => t);
    expect(series[0]?.update).toEqual(rows);
    expect(path?.[0]).toEqual(rows.map((t) => [Number((0.5 ** t).toPrecision(7)), 0]));
    rows.forEach((t) => expect(series[0]?.loss[t]).toBeCloseTo(0.5 * 0.25 ** t, 7));
    expect(final['updates']).toEqual([8]);
    expect(final['loss']?.[0]).toBe(series[0]?.loss.at(-1));
    expect({ backend, seeds }).toEqual({ backend: 'cpu', seeds: [1] });
  });

  it.each([
    ['a noisy bowl', { ...noisy, seeds: [1, 2] }],
    ['digits', digits],
    ['a tuned rate', { ...noisy, tune: { values: [0.1, 0.2], score: 'loss', seeds: [7] } }],
  ])('gives the same JSON again: %s', async (_, experiment) => {
    const first = JSON.stringify(await run(experiment));
    await run(noisy); // what ran before must not matter
    expect(JSON.stringify(await run(experiment))).toBe(first);
  });

  it('takes its randomness from the seed alone, never from Math.random', async () => {
    const dice = vi.spyOn(Math, 'random');
    for (const experiment of [noisy, digits, { ...noisy, problem: { name: 'noise', copies: 5 } }]) {
      await run(experiment);
    }
    expect(dice).not.toHaveBeenCalled();
  });

  it('gives each seed a run of its own, the same whichever seeds stand beside it', async () => {
    const { series } = await run({ ...noisy, seeds: [1, 2] });
    expect(series[0]?.loss[0]).toBe(series[1]?.loss[0]);
    expect(series[0]?.loss.at(-1)).not.toBe(series[1]?.loss.at(-1));
    expect((await run({ ...noisy, seeds: [2] })).series[0]).toEqual(series[1]);
  });

  it('makes every series as long as `update`, and includes start and end between the rows asked for', async () => {
    const { series, path } = await run(step(0.1, { every: 3, path: true }));
    expect(series[0]?.update).toEqual([0, 3, 6, 8]);
    for (const values of Object.values(series[0] ?? {})) expect(values).toHaveLength(4);
    expect(path?.[0]).toHaveLength(4);
  });

  it('keeps the weights at the end where they are asked for: kernels, or all where there are none', async () => {
    const { weights } = await run(step(0.5, { weights: true }));
    expect(weights).toEqual([[Number((0.5 ** 8).toPrecision(7)), 0]]);
    const kernels = (await run({ ...digits, seeds: [1, 2], weights: true })).weights;
    expect(kernels?.map((list) => list.length)).toEqual([640, 640]);
    expect(await run(step(0.5))).not.toHaveProperty('weights');
  });

  it('lets a penalty follow the update where it is decoupled: plain descent cannot tell the difference', async () => {
    const penalty = { regularizer: { name: 'l2', l2: 0.25 } };
    const inLoss = await run(step(0.5, penalty));
    const after = await run(step(0.5, { ...penalty, decoupled: true }));
    expect(after.final).toEqual(inLoss.final);
    // Momentum can: the decay does not enter the velocity.
    const heavy = { ...penalty, optimizer: { name: 'momentum', learningRate: 0.1 } };
    expect((await run(step(0.1, heavy))).final).not.toEqual(
      (await run(step(0.1, { ...heavy, decoupled: true }))).final,
    );
  });

  it.each([
    [{ decoupled: true }, 'experiment: decoupled: there is no regularizer; name one'],
    [
      {
        decoupled: true,
        regularizer: { name: 'l2' },
        optimizer: { name: 'tf:sgd', learningRate: 0.1 },
      },
      "experiment: decoupled: only downhill's own optimizers can be followed by a penalty",
    ],
  ])('refuses %j', async (changes, message) => {
    await expect(run(step(0.1, changes))).rejects.toThrow(message);
  });

  it('keeps positions only where they were asked for', async () => {
    expect(await run(step(0.1))).not.toHaveProperty('path');
  });

  it('records the rate of the coming update under a schedule', async () => {
    const learningRate = { schedule: 'linear', peak: 0.4, updates: 4, floor: 0 };
    const { series } = await run({
      ...step(0),
      optimizer: { name: 'sgd', learningRate },
      updates: 3,
    });
    expect(series[0]?.learningRate.slice(0, 2)).toEqual([0.4, 0.3]);
  });

  it('leaves the experiment as it was, and saves a copy with the defaults filled in', async () => {
    const written = step(0.1);
    const before = structuredClone(written);
    const { spec } = await run(written);
    expect(written).toEqual(before);
    expect(spec).toMatchObject({ ...before, seeds: [1], path: false });
  });

  it('tells how many of its trials and seeds are done', async () => {
    const told: number[][] = [];
    const tune = { values: [0.1, 0.2], score: 'loss', seeds: [7] };
    const onProgress = (done: number, of: number) => told.push([done, of]);
    await run({ ...noisy, seeds: [1, 2], tune }, { onProgress });
    expect(told).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ]);
  });
});

describe('a run elsewhere', () => {
  it('asks for all trials at once, then for all seeds, and keeps their order whoever is done first', async () => {
    const waiting: [string, () => void][] = [];
    const trainSeed: TrainSeed = (spec, seed) =>
      new Promise((resolve) => {
        const rate = spec.optimizer['learningRate'] as number;
        const series = { update: [0], loss: [seed], learningRate: [rate] };
        const final = { updates: 1, loss: rate * seed };
        waiting.push([
          `${rate}/${seed}`,
          () => resolve({ series, path: [], weights: [], divergedAt: null, final }),
        ]);
      });
    const asked: string[][] = [];
    const lastFirst = async () => {
      // A turn of the loop: by then everything is asked for that does not wait for an answer.
      await new Promise((resolve) => setImmediate(resolve));
      const round = waiting.splice(0);
      asked.push(round.map(([name]) => name));
      for (const [, answer] of round.toReversed()) answer();
    };
    const tune = { values: [0.2, 0.1], score: 'loss', seeds: [7, 8] };
    const record = run({ ...noisy, seeds: [1, 2], tune }, { trainSeed });
    await lastFirst();
    await lastFirst();
    expect(asked).toEqual([
      ['0.2/7', '0.2/8', '0.1/7', '0.1/8'],
      ['0.1/1', '0.1/2'],
    ]);
    expect((await record).series.map(({ loss }) => loss)).toEqual([[1], [2]]);
    expect((await record).tuning?.scores).toEqual([
      [0.2 * 7, 0.2 * 8],
      [0.1 * 7, 0.1 * 8],
    ]);
  });

  it('is told when nobody waits any longer, because another failed', async () => {
    let told: AbortSignal | undefined;
    const trainSeed: TrainSeed = (_, seed, { signal } = {}) => {
      told = signal;
      return seed === 1 ? Promise.reject(new Error('no seed 1')) : new Promise(() => {});
    };
    await expect(run({ ...noisy, seeds: [1, 2] }, { trainSeed })).rejects.toThrow('no seed 1');
    expect(told?.aborted).toBe(true);
  });
});

describe('onRow', () => {
  it('sees each row, and ends the run at the row where it says so', async () => {
    const rows: Row[] = [];
    const onRow = (row: Row) => {
      rows.push(row);
      return row.update === 6 ? ('stop' as const) : undefined;
    };
    const { series, final } = await runSeed(step(0.1, { every: 3, updates: 100 }), 1, { onRow });
    const short = await runSeed(step(0.1, { every: 3, updates: 6 }), 1);
    expect({ series, final }).toEqual({ series: short.series, final: short.final });
    expect(rows.map(({ loss }) => Number(loss?.toPrecision(7)))).toEqual(series.loss);
  });

  it('may take its time: training waits for it', async () => {
    const seen: number[] = [];
    const onRow = async ({ update }: Row) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      seen.push(update);
      return update === 2 ? ('stop' as const) : undefined;
    };
    await runSeed(step(0.1, { every: 1, updates: 100 }), 1, { onRow });
    expect(seen).toEqual([0, 1, 2]);
  });

  it('of a run sees the rows of its trials and its seeds', async () => {
    const starts: number[] = [];
    const tune = { values: [0.1, 0.2], score: 'loss', seeds: [7] };
    const onRow = ({ update, learningRate }: Row) => {
      if (update === 0) starts.push(learningRate);
    };
    await run({ ...noisy, seeds: [1, 2], tune }, { onRow });
    expect(starts).toEqual([0.1, 0.2, 0.1, 0.1]);
  });
});

describe('the event loop', () => {
  const long = step(1e-3, { updates: 4000, every: 4000 });

  it('has its turn during a long run, which is the same for it', async () => {
    let fired = 0;
    const timer = setInterval(() => fired++, 5);
    const watched = await run(long);
    clearInterval(timer);
    expect(fired).toBeGreaterThan(0);
    expect(watched).toEqual(await run(long));
  });

  it('has its turn where there is no setImmediate', async () => {
    vi.stubGlobal('setImmediate', undefined);
    vi.resetModules();
    const { giveWay } = await import('../../src/training/give-way.ts');
    vi.unstubAllGlobals();
    let fired = 0;
    const timer = setInterval(() => fired++, 5);
    const end = performance.now() + 300;
    while (performance.now() < end) await giveWay();
    clearInterval(timer);
    expect(fired).toBeGreaterThan(0);
  });

  it('lets a signal end the run, and nothing is left behind', async () => {
    const before = tf.memory().numTensors;
    const leave = new AbortController();
    setTimeout(() => leave.abort(new Error('left')), 5);
    const endless = { ...long, updates: 1e9, every: 1e9, seeds: [1, 2] };
    await expect(run(endless, { signal: leave.signal })).rejects.toThrow('left');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('divergence', () => {
  it('is a result: the update is noted, finals are null, and no row is beyond the limit', async () => {
    const { divergedAt, final, series } = await run(wild);
    // The loss grows fourfold at every update, and 4^17 is the first power above 1e10.
    expect(divergedAt).toEqual([17]);
    expect(series[0]?.update).toEqual(Array.from({ length: 17 }, (_, t) => t));
    expect(final).toMatchObject({ updates: [null], loss: [null], distance: [null] });
  });

  it('is seen in a loss that leaves the numbers between two measurements', async () => {
    const { divergedAt, final } = await run(step(1e6, { updates: 100, every: 100 }));
    expect(divergedAt[0]).toBeLessThan(10);
    expect(final['loss']).toEqual([null]);
  });

  it('of the first seed does not take the judgement from the others', async () => {
    const build = problems.bowl.build.bind(problems.bowl);
    let steepness = 10;
    vi.spyOn(problems.bowl, 'build').mockImplementation((options, random) => {
      const task = build(options, random) as Problem;
      const steep = steepness;
      steepness = 1;
      const judge = () => ({ score: tf.scalar(3) });
      return { ...task, loss: () => task.loss().mul(steep), judge };
    });
    const { divergedAt, final } = await run(step(0.5, { seeds: [1, 2], updates: 40 }));
    expect(divergedAt).toEqual([expect.any(Number), null]);
    expect(final['score']).toEqual([null, 3]);
  });

  it('at the start is a mistake of the problem', async () => {
    const problem = { name: 'bowl', start: [1e30, 1e30] };
    await expect(run({ ...step(0.1), problem })).rejects.toThrow(
      /experiment: the loss of bowl is Infinity at the start; start elsewhere/,
    );
  });
});

describe('until', () => {
  it('can be the distance, which halves at each update', async () => {
    const until = { series: 'distance', below: 1 / 16 };
    expect((await run(step(0.5, { until, updates: 50 }))).final['updates']).toEqual([4]);
  });

  it('can ask that a run stays, so that a swing through the goal does not count', async () => {
    // Heavy ball near its limit: it passes the bottom in a few updates and swings on.
    const swinging = (stays: number): Experiment => ({
      ...step(0.5, { updates: 300, until: { series: 'distance', below: 0.05, stays } }),
      optimizer: { name: 'momentum', learningRate: 0.5 },
    });
    const [first, settled] = await Promise.all([run(swinging(0)), run(swinging(60))]);
    const whole = await run({ ...swinging(0), until: { below: 0 }, every: 1 });
    const distances = whole.series[0]?.['distance'] ?? [];
    expect(first.final['updates']).toEqual([distances.findIndex((one) => one <= 0.05)]);
    const last = distances.findLastIndex((one) => one > 0.05) + 1;
    expect(settled.final['updates']).toEqual([last]);
    expect(last).toBeGreaterThan(5 * (first.final['updates']?.[0] ?? NaN));
    // It went on long enough to be sure.
    expect(settled.series[0]?.update.at(-1)).toBe(last + 60);
  });

  it('has not arrived when the budget ends before it has stayed', async () => {
    const until = { series: 'distance', below: 1 / 16, stays: 5 };
    expect((await run(step(0.5, { until, updates: 8 }))).final['updates']).toEqual([null]);
    expect((await run(step(0.5, { until, updates: 9 }))).final['updates']).toEqual([4]);
  });

  it('names the nearest series for one that is not measured', async () => {
    const until = { series: 'distanse', below: 1 };
    await expect(run(step(0.5, { until }))).rejects.toThrow(
      'experiment: until: unknown series "distanse"; did you mean "distance"?',
    );
  });

  // ½ · 0.25^t falls to 1e-3 between t = 4 and t = 5.
  it('stops as soon as the loss is there and counts the updates, whenever the rows are due', async () => {
    for (const every of [1, 100]) {
      const { final, series } = await run(step(0.5, { until: 1e-3, updates: 50, every }));
      expect(final['updates']).toEqual([5]);
      expect(series[0]?.update.at(-1)).toBe(5);
    }
  });

  it('that is not reached gives null, but keeps what was measured', async () => {
    const { final, divergedAt } = await run(step(0.5, { until: 1e-3, updates: 4 }));
    expect(final['updates']).toEqual([null]);
    expect(final['loss']?.[0]).toBeCloseTo(0.5 * 0.25 ** 4, 7);
    expect(divergedAt).toEqual([null]);
  });

  it('is reached by the last update too', async () => {
    const { final } = await run(step(0.5, { until: 1e-3, updates: 5 }));
    expect(final['updates']).toEqual([5]);
  });
});

describe('a regularizer', () => {
  it('is in the loss that is minimized and not in the loss that is measured', async () => {
    // Gradient w + 2 · 0.5 · w = 2w: at rate 0.25 every update halves the weight.
    const { series } = await run(step(0.25, { regularizer: { name: 'l2', l2: 0.5 } }));
    series[0]?.loss.forEach((loss, t) => expect(loss).toBeCloseTo(0.5 * 0.25 ** t, 7));
  });

  it('of strength 0 changes nothing', async () => {
    const { series } = await run(step(0.25, { regularizer: { name: 'l2', l2: 0 } }));
    expect(series).toEqual((await run(step(0.25))).series);
  });
});

describe('memory', () => {
  const mistakes: Record<string, Experiment> = {
    'an unknown optimizer': { ...noisy, optimizer: { name: 'adma' } },
    'an unknown regularizer': { ...noisy, regularizer: { name: 'l3' } },
    'a start without a loss': { ...step(0.1), problem: { name: 'bowl', start: [1e30, 0] } },
  };

  it.each(Object.entries({ noisy, digits, wild, path: step(0.1, { path: true }) }))(
    'is given back after a run: %s',
    async (_, experiment) => {
      const before = tf.memory();
      await run(experiment);
      const { numTensors, numDataBuffers } = tf.memory();
      expect(numTensors).toBe(before.numTensors);
      expect(numDataBuffers).toBe(before.numDataBuffers);
    },
  );

  it.each(Object.entries(mistakes))('is given back after a mistake: %s', async (_, experiment) => {
    const before = tf.memory().numTensors;
    await expect(run(experiment)).rejects.toThrow();
    expect(tf.memory().numTensors).toBe(before);
  });
});
