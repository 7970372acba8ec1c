import { cosine, inverseTime, multiStep, type Schedule } from 'downhill';
import {
  curves,
  dots,
  each,
  final,
  lesson,
  linear,
  log,
  paths,
  plot,
  points,
  ramp,
  tail,
  type RunRecord,
} from 'downhill/node';

/** Two noisy weights in a round bowl, to be looked at. */
const walks = each(
  {
    large: 0.5,
    small: 0.1,
    falling: { schedule: 'inverseTime', rate: 0.5, every: 4 },
  },
  (learningRate) => ({
    problem: { name: 'noisyBowl', dimension: 2, condition: 1, noise: 1, start: [-4, 2] },
    optimizer: { name: 'sgd', learningRate },
    updates: 150,
    every: 1,
    path: true,
  }),
);

/** Many weights in a round bowl of curvature 1; the slope of each is blurred by noise. */
const dimension = 1000;
const start = 3;
const descent = (learningRate: unknown, updates: number, noise = 1) => ({
  problem: { name: 'noisyBowl', dimension, condition: 1, noise, start },
  optimizer: { name: 'sgd', learningRate },
  updates,
  every: 5,
});
const floors = each({ 0.5: 0.5, 0.1: 0.1, 0.02: 0.02 }, (rate) => descent(rate, 600));

/** Against the run at rate 0.1: half the rate, and half the variance, as in a batch of twice the size. */
const halves = {
  rate: descent(0.05, 600),
  batch: descent(0.1, 600, Math.SQRT1_2),
};

/** Five hundred updates, from rate 0.5 down, or at one rate. */
const updates = 500;
const schedules = each(
  {
    large: 0.5,
    small: 0.02,
    steps: { schedule: 'multiStep', rate: 0.5, milestones: [250, 375] },
    cosine: { schedule: 'cosine', peak: 0.5, updates },
    linear: { schedule: 'linear', peak: 0.5, updates },
    root: { schedule: 'inverseSqrt', rate: 0.5 },
    time: { schedule: 'inverseTime', rate: 1, every: 1 },
    timeQuarter: { schedule: 'inverseTime', rate: 0.25, every: 1 },
    cosineQuarter: { schedule: 'cosine', peak: 0.125, updates },
  },
  (rate) => descent(rate, updates),
);

/** Real images, eight at a time: one rate, or one that falls to 0, each the best of six. */
const digits = (learningRate: unknown, option: string) => ({
  problem: { name: 'digits', batch: 8 },
  optimizer: { name: 'sgd', learningRate },
  updates: 150,
  every: 5,
  seeds: [1, 2, 3],
  tune: { option, values: [0.25, 0.5, 1, 2, 4, 8], score: 'loss', seeds: [101] },
});
const real = {
  constant: digits(1, 'learningRate'),
  falling: digits({ schedule: 'linear', peak: 1, updates: 150 }, 'learningRate.peak'),
};

/** Mean square of a weight: twice the loss of the bowl, over the number of weights. */
const square = (loss: number) => (2 * loss) / dimension;
const floor = (run: RunRecord) => square(tail(run));
const end = (run: RunRecord) => square(final(run, 'loss'));
/** Where pull and noise balance. */
const balance = (rate: number) => rate / (2 - rate);
/** The balance sheet, update by update, of a rate that changes. */
const expected = (rate: Schedule) => {
  let left = start ** 2;
  for (let t = 0; t < updates; t++) left = (1 - rate(t)) ** 2 * left + rate(t) ** 2;
  return left;
};
const squares = (run: RunRecord) => {
  const { x, y } = points(run, 'loss', 'mean');
  return { x, y: y.map((loss) => (loss === null ? null : square(loss))) };
};

const looks = {
  large: { label: 'constant 0.5', style: 'constant' },
  small: { label: 'constant 0.02', style: 'neutral' },
  steps: { label: 'two steps', style: 'stepDecay' },
  cosine: { label: 'cosine', style: 'cosine' },
  linear: { label: 'linear', style: 'linear' },
  root: { label: 'inverse root', style: 'inverseSqrt' },
  time: { label: '1 / (t + 1)', style: 'inverseTime' },
  timeQuarter: { label: '¼ / (t + 1)', style: 'inverseTime' },
  cosineQuarter: { label: 'cosine, a quarter', style: 'cosine' },
} as const;

export default lesson({
  id: 'gradient-noise',
  lecture: '3. Optimizers',
  needs: ['sgd'],
  concepts: ['gradient noise', 'noise floor', 'learning rate decay', 'batch size'],
  teaches: ['minibatchVariance'],
  experiments: { walks, floors, halves, schedules, real },
  measures: ({ floors, halves, schedules, real }) => ({
    floor50: floor(floors[0.5]),
    balance50: balance(0.5),
    floor10: floor(floors[0.1]),
    balance10: balance(0.1),
    floor2: floor(floors[0.02]),
    balance2: balance(0.02),
    halfRate: floor(halves.rate) / floor(floors[0.1]),
    halfRateTheory: balance(0.05) / balance(0.1),
    twiceBatch: floor(halves.batch) / floor(floors[0.1]),
    large: floor(schedules.large),
    steps: end(schedules.steps),
    stepsTheory: expected(multiStep({ rate: 0.5, milestones: [250, 375] })),
    cosine: end(schedules.cosine),
    cosineTheory: expected(cosine({ peak: 0.5, updates })),
    time: end(schedules.time),
    best: 1 / updates,
    lead: end(schedules.cosine) / end(schedules.time),
    quarter: end(schedules.timeQuarter),
    quarterTheory: expected(inverseTime({ rate: 0.25, every: 1 })),
    forgives: end(schedules.cosineQuarter) / end(schedules.cosine),
    constant: tail(real.constant, 'loss', 0.1),
    falling: tail(real.falling, 'loss', 0.1),
    stalls: tail(real.constant, 'loss', 0.1) / tail(real.falling, 'loss', 0.1),
  }),
  figures: ({ walks, floors, schedules, real }) => ({
    walks: paths({
      entrants: [
        { run: walks.large, label: 'rate 0.5', style: 'ramp:0/3', note: 'for ever' },
        { run: walks.small, label: 'rate 0.1', style: 'ramp:1/3', note: 'for ever' },
        { run: walks.falling, label: 'falling rate', style: 'ramp:2/3', note: '0.5 / (1 + t/4)' },
      ],
    }),
    floors: plot({
      x: linear('update'),
      y: log('mean square of a weight'),
      lines: Object.entries(floors).flatMap(([name, run], i) => {
        const rate = Number(name);
        const { x, y } = squares(run);
        const left = (update: number) => (1 - rate) ** (2 * update);
        return [
          {
            label: 'theory',
            style: 'reference',
            x,
            y: x.map((t) => left(t) * start ** 2 + (1 - left(t)) * balance(rate)),
          },
          { label: `rate ${name}`, style: ramp(3)[i] ?? '', x, y },
        ];
      }),
    }),
    schedules: plot({
      x: linear('update'),
      y: log('mean square of a weight'),
      lines: (['large', 'small', 'steps', 'cosine', 'time'] as const).map((name) => ({
        ...looks[name],
        ...squares(schedules[name]),
      })),
      strip: {
        y: log('learning rate', { min: 1e-3 }),
        lines: (['large', 'small', 'steps', 'cosine', 'time'] as const).map((name) => ({
          ...looks[name],
          ...points(schedules[name], 'learningRate'),
          stepped: name === 'steps',
        })),
      },
    }),
    ends: dots({
      x: log('mean square of a weight after 500 updates'),
      rows: (Object.keys(looks) as (keyof typeof looks)[]).map((name) => ({
        ...looks[name],
        values: [end(schedules[name])],
      })),
      limit: { at: 1 / updates, label: '1 / T' },
    }),
    real: curves({
      y: log('loss'),
      learningRate: true,
      entrants: {
        'one rate': { run: real.constant, style: 'constant' },
        'falling to 0': { run: real.falling, style: 'linear' },
      },
    }),
  }),
});
