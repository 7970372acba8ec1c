import { scaleLearningRate } from 'downhill';
import {
  bySeed,
  each,
  final,
  lesson,
  linear,
  log,
  over,
  plot,
  points,
  ramp,
  tail,
  type RunRecord,
} from 'downhill/node';

const seeds = [1, 2, 3];
/** The rate of a batch of one: that of all others follows. */
const single = 0.01;
const scaled = (batch: number) => scaleLearningRate({ rate: single, batch, baseBatch: 1 });
const knowingNothing = Math.log(10);

/** Many weights in a round bowl of curvature 1; a batch of B divides the variance of the slope by B. */
const dimension = 1000;
const bowl = (batch: number, learningRate: number, updates: number, every = 1) => ({
  problem: { name: 'noisyBowl', dimension, condition: 1, noise: 1 / Math.sqrt(batch) },
  optimizer: { name: 'sgd', learningRate },
  updates,
  every,
});
const draws = 640;
const bowls = each({ 4: 4, 16: 16, 32: 32 }, (batch) =>
  bowl(batch, scaled(batch), draws / batch, Math.max(1, 16 / batch)),
);
const idle = each({ 16: 16, 32: 32 }, (batch) => bowl(batch, scaled(4), draws / batch));
/** For their floors alone, up to where the bowl itself gives way. */
const floors = each({ 64: 64, 128: 128, 160: 160, 180: 180 }, (batch) =>
  bowl(batch, scaled(batch), 80),
);

/** 64 pixels, twice 48 units that saturate, 10 digits, the weights twice as large as usual: sharp at the start. */
const examples = 10_240;
type Rate = number | { readonly schedule: string; readonly [option: string]: unknown };
const digits = (batch: number, learningRate: Rate, every = examples / batch) => ({
  problem: {
    name: 'digits',
    model: 'hidden',
    layers: [48, 48],
    activation: 'tanh',
    gain: 2,
    batch,
  },
  optimizer: { name: 'sgd', learningRate },
  updates: examples / batch,
  every,
  seeds,
});
/** Five looks on the way. */
const looks = (batch: number) => examples / batch / 5;
const cold = each({ 32: 32, 64: 64, 128: 128 }, (batch) =>
  digits(batch, scaled(batch), looks(batch)),
);
const kept = { 128: digits(128, scaled(32), looks(128)) };
/** Up to the rate over half of the examples. */
const climbing = (batch: number): Rate => ({
  schedule: 'warmup',
  updates: examples / 2 / batch,
  after: { schedule: 'constant', rate: scaled(batch) },
});
const warm = { 128: digits(128, climbing(128), looks(128)), 256: digits(256, climbing(256)) };

/** Where pull and noise of the bowl balance. */
const balance = (batch: number, rate = scaled(batch)) => rate / (2 - rate) / batch;
const square = (loss: number) => (2 * loss) / dimension;
const floor = (run: RunRecord) => square(tail(run));
const batchOf = ({ spec }: RunRecord) => {
  const { noise, batch } = spec.problem as { readonly noise?: number; readonly batch?: number };
  return batch ?? Math.round(1 / (noise ?? NaN) ** 2);
};
const asked = (run: RunRecord, updates: readonly number[]) =>
  updates.map((update) => update * batchOf(run));
/** The mean square of a weight over the examples that were asked. */
const squares = (run: RunRecord) => {
  const { x, y } = points(run, 'loss', 'mean');
  return { x: asked(run, x), y: y.map((one) => (one === null ? null : square(one))) };
};
/** The loss over the examples that were asked. */
const losses = (run: RunRecord) => {
  const { x, y } = points(run, 'loss', 'mean');
  const rows = x.map((_, row) => run.series.map((seed) => seed['loss']?.[row] ?? NaN));
  return { x: asked(run, x), y, ...band(rows) };
};
const band = (rows: readonly (readonly number[])[]) => ({
  low: rows.map((row) => Math.min(...row)),
  high: rows.map((row) => Math.max(...row)),
});
/** The loss at the end over the size of the batch. */
const ends = (runs: Readonly<Record<number, RunRecord>>) => ({
  ...over(runs, (run) => points(run, 'loss', 'mean').y.at(-1) ?? NaN),
  ...band(Object.values(runs).map(starts)),
});
const starts = (run: RunRecord) => bySeed(run, 'loss').map((one) => one ?? NaN);
const middle = (run: RunRecord) => points(run, 'loss').y.at(-1) ?? NaN;
const loss = (run: RunRecord) => final(run, 'loss');
/** Batch sizes up to where the floor has no height any more. */
const batches = Array.from({ length: 60 }, (_, i) => Math.round(4 * (194 / 4) ** (i / 59))).filter(
  (batch, i, all) => batch !== all[i - 1],
);

export default lesson({
  id: 'linear-scaling',
  lecture: '4. Learning rate',
  needs: ['warm-up', 'sgd'],
  concepts: ['linear scaling rule', 'batch size'],
  teaches: ['scaleLearningRate'],
  experiments: { bowls, idle, floors, cold, kept, warm },
  measures: ({ bowls, idle, floors, cold, kept, warm }) => ({
    floor4: floor(bowls[4]),
    balance4: balance(4),
    floor64: floor(floors[64]),
    balance64: balance(64),
    floor180: floor(floors[180]),
    balance180: balance(180),
    behind: square(final(idle[32], 'loss')) / floor(bowls[32]),
    behindTheory: ((1 - scaled(4)) ** ((2 * draws) / 32) + balance(32, scaled(4))) / balance(32),
    start: loss(cold[32]),
    double: loss(cold[64]) / loss(cold[32]),
    kept: loss(kept[128]) / loss(cold[32]),
    chance: knowingNothing,
    cold: Math.max(...starts(cold[128])),
    lucky: Math.min(...starts(cold[128])),
    warm: middle(warm[128]),
    worse: Math.log10(Math.max(...starts(cold[128])) / middle(warm[128])),
    far: loss(warm[256]),
  }),
  figures: ({ bowls, idle, floors, cold, kept, warm }) => ({
    bowls: plot({
      x: linear('examples'),
      y: log('mean square of a weight'),
      lines: [
        ...Object.entries(bowls).map(([batch, run], i) => ({
          label: `${batch} at rate ${scaled(Number(batch))}`,
          style: ramp(3)[i] ?? '',
          ...squares(run),
        })),
        ...Object.entries(idle).map(([batch, run]) => ({
          label: `${batch} at rate ${scaled(4)}`,
          style: 'constant',
          ...squares(run),
        })),
      ],
    }),
    floors: plot({
      x: log('batch size'),
      y: log('noise floor'),
      guides: [{ axis: 'x', at: 2 / single, label: 'rate 2' }],
      lines: [
        {
          label: 'rate scaled, theory',
          style: 'reference',
          x: batches,
          y: batches.map((one) => balance(one)),
        },
        {
          label: 'rate kept, theory',
          style: 'reference',
          x: batches,
          y: batches.map((one) => balance(one, scaled(4))),
        },
        { label: 'rate scaled, measured', style: 'sgd', ...over({ ...bowls, ...floors }, floor) },
      ],
    }),
    losses: plot({
      subtitle: '3 seeds · line: mean, band: smallest to largest',
      x: linear('examples'),
      y: log('loss'),
      guides: [{ axis: 'y', at: knowingNothing, label: 'knowing nothing' }],
      lines: [
        { label: '32 at rate 0.32', style: 'ramp:0/3', ...losses(cold[32]) },
        { label: '64 at rate 0.64', style: 'ramp:1/3', ...losses(cold[64]) },
        { label: '128 at rate 1.28', style: 'ramp:2/3', ...losses(cold[128]) },
        { label: '128 at rate 0.32', style: 'constant', ...losses(kept[128]) },
        { label: '128, climbing to 1.28', style: 'warmup', ...losses(warm[128]) },
      ],
    }),
    ends: plot({
      subtitle: '3 seeds · line: mean, band: smallest to largest',
      x: log('batch size'),
      y: log('loss after 10,240 examples'),
      guides: [{ axis: 'y', at: knowingNothing, label: 'knowing nothing' }],
      lines: [
        { label: 'rate scaled', style: 'sgd', ...ends(cold) },
        { label: 'and warm-up', style: 'warmup', ...ends(warm) },
        { label: 'rate kept', style: 'constant', ...ends({ 32: cold[32], ...kept }) },
      ],
    }),
  }),
});
