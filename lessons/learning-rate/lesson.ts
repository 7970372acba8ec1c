import { rateSweep } from 'downhill';
import {
  curves,
  each,
  final,
  found,
  lesson,
  log,
  median,
  plot,
  ramp,
  rangeTest,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';

const seeds = [1, 2, 3];
const softmax = { name: 'digits' };
/** 64 pixels, 32 rectified units, 10 digits. */
const network = { name: 'digits', model: 'hidden' };

/** Four rates, watched after every other update. */
const fates = each({ low: 0.01, good: 0.3, high: 1.5, explosive: 10 }, (learningRate) => ({
  problem: network,
  optimizer: { name: 'sgd', learningRate },
  updates: 100,
  every: 2,
  seeds,
}));

/** The same for each rate of a grid whose steps are factors of about three. */
const flat = each({ 0.3: 0.3, 1: 1, 3: 3, 10: 10, 30: 30 }, (learningRate) => ({
  problem: softmax,
  optimizer: { name: 'sgd', learningRate },
  updates: 300,
  every: 10,
  seeds,
}));
const deep = each({ 0.1: 0.1, 0.3: 0.3, 1: 1, 3: 3, 10: 10 }, (learningRate) => ({
  problem: network,
  optimizer: { name: 'sgd', learningRate },
  updates: 200,
  every: 10,
  seeds,
}));

/** A hundred batches, the rate rising from far too low to far too high. */
const range = {
  study: 'rangeTest',
  from: 1e-3,
  to: 10,
  updates: 100,
  seeds: [101, 102, 103],
};
const tests = { flat: { ...range, problem: softmax }, deep: { ...range, problem: network } };

type Grid = Readonly<Record<number, RunRecord>>;

const lossAt = (run: RunRecord, update: number) =>
  run.series.map(({ update: updates, loss }) => loss[updates.indexOf(update)] ?? NaN);
const middleAt = (run: RunRecord, update: number) => median(lossAt(run, update));
const rates = (grid: Grid) =>
  Object.keys(grid)
    .map(Number)
    .toSorted((a, b) => a - b);
const row = (grid: Grid, measure: (run: RunRecord) => number) =>
  rates(grid).map((rate) => measure(grid[rate] as RunRecord));
/** The rate of a grid whose loss is lowest after so many updates. */
const bestAt = (grid: Grid, update: number, loss = middleAt) => {
  const losses = row(grid, (run) => loss(run, update));
  return rates(grid)[losses.indexOf(Math.min(...losses))] ?? NaN;
};
/** Loss over rate, a line for each number of updates. */
const slices = (grid: Grid, updates: readonly number[]) =>
  updates.map((update, i) => ({
    label: `after ${update} updates`,
    style: ramp(updates.length)[i] as string,
    x: rates(grid),
    y: row(grid, (run) => middleAt(run, update)),
    low: row(grid, (run) => Math.min(...lossAt(run, update))),
    high: row(grid, (run) => Math.max(...lossAt(run, update))),
  }));

const sweeps = ({ columns }: StudyRecord) =>
  columns.map(({ rate = [], loss = [] }) => rateSweep(rate, loss, 0.9));
const suggestions = (test: StudyRecord) => sweeps(test).map(({ suggestion }) => suggestion ?? NaN);
/** The middle suggestion of the three tests. */
const suggested = (test: StudyRecord) => median(suggestions(test));

/** When the rates are compared, and where their ways are marked. */
const times = { flat: [10, 30, 100, 300], deep: [10, 30, 100, 200] };
const marks = [10, 20, 30, 50, 70, 100, 150, 200, 300];

export default lesson({
  id: 'learning-rate',
  lecture: '4. Learning rate',
  needs: ['momentum'],
  concepts: ['learning rate', 'learning-rate range test', 'hyper-parameter search'],
  teaches: ['rateSweep'],
  experiments: { fates, flat, deep, tests },
  measures: ({ fates, flat, deep, tests }) => {
    const peak = (run: RunRecord) => median(run.series.map(({ loss }) => Math.max(...loss)));
    const tried = Object.values<RunRecord>(deep).reduce((sum, { spec }) => sum + spec.updates, 0);
    return {
      low: middleAt(fates.low, 100),
      good: middleAt(fates.good, 100),
      high: middleAt(fates.high, 100),
      peak: peak(fates.explosive),
      first: bestAt(flat, 10),
      later: bestAt(flat, 300) / bestAt(flat, 10),
      early: middleAt(flat[10], 10),
      worth: middleAt(flat[1], 300) / middleAt(flat[10], 300),
      same: middleAt(flat[0.3], 100) / middleAt(flat[1], 30),
      parts: middleAt(flat[10], 10) / middleAt(flat[1], 100),
      /** Of three seeds at four times, how often the best rate was 0.3 or 1. */
      inside: seeds
        .flatMap((_, seed) =>
          times.deep.map((update) =>
            bestAt(deep, update, (run, at) => lossAt(run, at)[seed] ?? NaN),
          ),
        )
        .filter((rate) => rate === 0.3 || rate === 1).length,
      dead: middleAt(deep[3], 200),
      blind: final(deep[3], 'trainAccuracy'),
      chance: Math.log(10),
      suggested: suggested(tests.deep),
      apart: Math.max(...suggestions(tests.deep)) / Math.min(...suggestions(tests.deep)),
      cost: found(tests.deep, 'rate').length / tried,
      trains: middleAt(deep[0.1], 200),
      slower: middleAt(deep[0.1], 150) / middleAt(deep[0.3], 50),
      shy: bestAt(flat, 300) / suggested(tests.flat),
    };
  },
  figures: ({ fates, flat, deep, tests }) => ({
    fates: curves({
      y: log('loss'),
      entrants: {
        '10: explosive': { run: fates.explosive, style: 'adamw' },
        '1.5: too high': { run: fates.high, style: 'momentum' },
        '0.01: too low': { run: fates.low, style: 'neutral' },
        '0.3: good': { run: fates.good, style: 'sgd' },
      },
    }),
    when: plot({
      x: log('learning rate'),
      y: log('loss'),
      lines: [
        ...slices(flat, times.flat),
        {
          label: 'lowest',
          style: 'reference',
          x: times.flat.map((update) => bestAt(flat, update)),
          y: times.flat.map((update) => middleAt(flat[bestAt(flat, update) as 1], update)),
        },
      ],
    }),
    way: plot({
      x: log('rate × updates'),
      y: log('loss'),
      lines: rates(flat).map((rate, i, all) => ({
        label: `rate ${rate}`,
        style: ramp(all.length)[i] as string,
        x: marks.map((update) => rate * update),
        y: marks.map((update) => middleAt(flat[rate as 1], update)),
      })),
    }),
    cliff: plot({
      x: log('learning rate'),
      y: log('loss'),
      lines: slices(deep, times.deep),
      guides: [{ axis: 'y', at: Math.log(10), label: 'knowing nothing' }],
    }),
    test: rangeTest(sweeps(tests.deep)[0] as ReturnType<typeof rateSweep>),
  }),
});
