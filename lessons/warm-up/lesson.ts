import { warmup } from 'downhill';
import {
  bySeed,
  curves,
  each,
  final,
  found,
  lesson,
  linear,
  log,
  over,
  plot,
  points,
  studied,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';

const seeds = [1, 2, 3];
/** 64 pixels, twice 24 units that saturate, 10 digits; the weights start two and a half times as large as usual. */
const network = {
  name: 'digits',
  model: 'hidden',
  layers: [24, 24],
  activation: 'tanh',
  gain: 2.5,
  batch: 100,
};
const updates = 100;

type Rate = number | { readonly schedule: string; readonly [option: string]: unknown };
const after = (length: number, next: Rate): Rate => ({
  schedule: 'warmup',
  updates: length,
  after: typeof next === 'number' ? { schedule: 'constant', rate: next } : next,
});
const training = (learningRate: Rate, every = updates) => ({
  problem: network,
  optimizer: { name: 'sgd', learningRate },
  updates,
  every,
  seeds,
});

const bold = 2;
const careful = 0.5;
const starts = {
  cold: training(bold, 5),
  jump: training(
    {
      schedule: 'join',
      schedules: [careful, bold].map((rate) => ({ schedule: 'constant', rate })),
      milestones: [50],
    },
    5,
  ),
  warm: training(after(50, bold), 5),
  cosine: training(after(50, { schedule: 'cosine', peak: bold, updates: 50 }), 5),
};

/** The same for other peaks. */
const cold = { 1: training(1) };
const warm = each({ 1: 1, 2.8: 2.8 }, (peak) => training(after(50, peak)));

/** The steepest direction of the loss over a hundred of the images, on the way. */
const watched = (learningRate: Rate) => ({
  study: 'sharpness',
  problem: network,
  ground: { batch: 'all', train: 100 },
  optimizer: { name: 'sgd', learningRate },
  updates: 80,
  every: 10,
  turns: 2,
  seeds,
});
const curvature = { careful: watched(careful), warm: watched(after(50, bold)) };

const steps = Array.from({ length: 81 }, (_, update) => update);

/** Eight updates in a bowl, for their rates alone: the climb as it should be, and with either end off by one. */
const climbs = each(
  {
    right: after(5, careful),
    zero: {
      schedule: 'join',
      schedules: [{ schedule: 'constant', rate: 0 }, after(5, careful)],
      milestones: [1],
    },
    late: after(6, careful),
  },
  (learningRate) => ({
    problem: { name: 'bowl', condition: 1, start: [1, 0] },
    optimizer: { name: 'sgd', learningRate },
    updates: 8,
    every: 1,
  }),
);

type Peaks = Readonly<Record<number, RunRecord>>;
const losses = (run: RunRecord) => bySeed(run, 'loss').map((loss) => loss ?? NaN);
/** Loss at the end over the peak of the rate. */
const ends = (runs: Peaks) => ({
  ...over(runs, (run) => final(run, 'loss')),
  low: over(runs, (run) => Math.min(...losses(run))).y,
  high: over(runs, (run) => Math.max(...losses(run))).y,
});
/** The mean of the seeds at one update. */
const lossAt = (run: RunRecord, update: number) => {
  const { x, y } = points(run, 'loss', 'mean');
  return y[x.indexOf(update)] ?? NaN;
};
/** Of the peak. */
const share = ({ series }: RunRecord, update: number) =>
  (series[0]?.learningRate[update] ?? NaN) / careful;
const sharpness = (study: StudyRecord, place: number) => found(study, 'sharpness').at(place) ?? NaN;

export default lesson({
  id: 'warm-up',
  lecture: '4. Learning rate',
  needs: ['learning-rate'],
  concepts: ['warm-up', 'sharpness'],
  teaches: ['warmup'],
  experiments: { starts, cold, warm, curvature, climbs },
  measures: ({ starts, cold, warm, curvature, climbs }) => ({
    cold: final(starts.cold, 'loss'),
    chance: Math.log(10),
    calm: lossAt(starts.jump, 50),
    jump: final(starts.jump, 'loss'),
    warm: final(starts.warm, 'loss'),
    hump: Math.max(...[40, 50, 60].map((update) => lossAt(starts.warm, update))),
    allowed: 2 / sharpness(curvature.careful, 0),
    beyond: bold / (2 / sharpness(curvature.careful, 0)),
    stays: sharpness(curvature.careful, -1),
    flat: sharpness(curvature.warm, -1),
    flatter: sharpness(curvature.careful, -1) / sharpness(curvature.warm, -1),
    same: final(warm[1], 'loss') / final(cold[1], 'loss'),
    limit: final(warm[2.8], 'loss'),
    cosine: final(starts.cosine, 'loss'),
    first: share(climbs.right, 0),
    top: share(climbs.right, 4),
    zero: share(climbs.zero, 0),
    late: share(climbs.late, 4),
  }),
  figures: ({ starts, cold, warm, curvature, climbs }) => ({
    starts: curves({
      y: log('loss'),
      learningRate: true,
      guides: [{ axis: 'y', at: Math.log(10), label: 'knowing nothing' }],
      entrants: {
        'at once': { run: starts.cold, style: 'constant' },
        jump: { run: starts.jump, style: 'stepDecay' },
        'warm-up': { run: starts.warm, style: 'warmup' },
        'warm-up, cosine': { run: starts.cosine, style: 'cosine' },
      },
    }),
    cliff: plot({
      x: log('peak of the learning rate'),
      y: log('loss after 100 updates'),
      guides: [{ axis: 'y', at: Math.log(10), label: 'knowing nothing' }],
      lines: [
        { label: 'at once', style: 'constant', ...ends({ ...cold, 2: starts.cold }) },
        { label: 'warm-up', style: 'warmup', ...ends({ ...warm, 2: starts.warm }) },
      ],
    }),
    curvature: plot({
      x: linear('update'),
      y: linear('sharpness', { max: 8 }),
      lines: [
        {
          label: 'limit: 2 / rate',
          style: 'reference',
          x: steps,
          y: steps.map((update) => 2 / warmup(50, bold)(update)),
        },
        {
          label: 'rate 0.5',
          style: 'neutral',
          ...studied(curvature.careful, 'update', 'sharpness'),
        },
        {
          label: 'warm-up to 2',
          style: 'warmup',
          ...studied(curvature.warm, 'update', 'sharpness'),
        },
      ],
    }),
    ends: plot({
      x: linear('update'),
      y: linear('learning rate', { min: 0 }),
      lines: [
        { label: 'too long', style: 'ramp:0/2', ...points(climbs.late, 'learningRate') },
        { label: 'from zero', style: 'ramp:1/2', ...points(climbs.zero, 'learningRate') },
        { label: 'warm-up', style: 'warmup', ...points(climbs.right, 'learningRate') },
      ],
    }),
  }),
});
