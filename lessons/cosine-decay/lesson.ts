import { constant, cosine, inverseSqrt, linear as straight, multiStep } from 'downhill';
import {
  best,
  curves,
  each,
  final,
  lesson,
  linear,
  log,
  mean,
  plot,
  points,
  type RunRecord,
} from 'downhill/node';

const updates = 100;
const peaks = [0.03, 0.06, 0.15, 0.3, 0.75];
const drop = { schedule: 'multiStep', rate: 0.1, milestones: [75] };

/** Softmax regression on real images, a fifth of them with a wrong label; every schedule searches five peaks of its own. */
const race = each(
  {
    constant: { schedule: 'constant', rate: 0.1 },
    drop,
    linear: { schedule: 'linear', peak: 0.1, updates },
    cosine: { schedule: 'cosine', peak: 0.1, updates },
    tooLong: { schedule: 'cosine', peak: 0.1, updates: 2 * updates },
  },
  (learningRate) => ({
    problem: { name: 'digits', labelNoise: 0.2, batch: 8 },
    optimizer: { name: 'momentum', learningRate },
    updates,
    every: 5,
    seeds: [1, 2, 3],
    tune: {
      option: 'rate' in learningRate ? 'learningRate.rate' : 'learningRate.peak',
      values: peaks,
      score: 'validationLoss',
      seeds: [101, 102],
    },
  }),
);

/** Each shape with its peak at 1, update by update. */
const shapes = {
  'inverse root': { style: 'inverseSqrt', rate: inverseSqrt({ rate: 1 }) },
  constant: { style: 'constant', rate: constant({ rate: 1 }) },
  drop: { style: 'stepDecay', rate: multiStep({ rate: 1, milestones: drop.milestones }) },
  linear: { style: 'linear', rate: straight({ peak: 1, updates }) },
  cosine: { style: 'cosine', rate: cosine({ peak: 1, updates }) },
};
const clock = Array.from({ length: updates + 1 }, (_, update) => update);

/** What the seeds of the search ended with at one peak. */
const tried = ({ tuning }: RunRecord, peak: number) =>
  (tuning?.scores[tuning.values.indexOf(peak)] ?? []).map((score) => score ?? NaN);
const score = (run: RunRecord, peak: number) => mean(tried(run, peak));
/** Loss over the peak. */
const searched = (run: RunRecord) => ({
  x: peaks,
  y: peaks.map((peak) => score(run, peak)),
  low: peaks.map((peak) => Math.min(...tried(run, peak))),
  high: peaks.map((peak) => Math.max(...tried(run, peak))),
});
/** The middle of a run: its validation loss, as a mean of the seeds from update 40 to 60. */
const halfTime = (run: RunRecord) => {
  const { x, y } = points(run, 'validationLoss', 'mean');
  return mean(
    y.filter((_, i) => 40 <= (x[i] ?? 0) && (x[i] ?? 0) <= 60).map((loss) => loss ?? NaN),
  );
};
/** The rate at an update, as a share of the first. */
const rateAt = ({ series }: RunRecord, update: number) => {
  const { update: at = [], learningRate = [] } = series[0] ?? {};
  return (learningRate[at.indexOf(update)] ?? NaN) / (learningRate[0] ?? NaN);
};

export default lesson({
  id: 'cosine-decay',
  lecture: '4. Learning rate',
  needs: ['step-decay'],
  concepts: ['cosine decay', 'learning rate decay', 'hyper-parameter search'],
  teaches: ['cosine'],
  experiments: { race },
  measures: ({ race: { constant, drop, linear, cosine, tooLong } }) => {
    const decays = [drop, linear, cosine].map((run) => final(run, 'testLoss'));
    return {
      middle: rateAt(cosine, 25) - rateAt(cosine, 75),
      middleTheory: Math.cos(Math.PI / 4),
      low: score(cosine, 0.03) / score(constant, 0.03),
      bold: score(constant, 0.3) / score(cosine, 0.3),
      way: score(cosine, 0.06) / score(constant, 0.03),
      constantPeak: best(constant),
      bolder: best(cosine) / best(constant),
      halfTime: halfTime(cosine) / halfTime(constant),
      constant: final(constant, 'testLoss'),
      cosine: final(cosine, 'testLoss'),
      end: final(cosine, 'testLoss') / final(constant, 'testLoss'),
      worst: Math.max(...decays) / final(constant, 'testLoss'),
      apart: Math.max(...decays) / Math.min(...decays),
      left: rateAt(tooLong, 100),
      tooLong: final(tooLong, 'testLoss') / final(cosine, 'testLoss'),
    };
  },
  figures: ({ race }) => {
    const { constant, drop, linear: line, cosine, tooLong } = race;
    const entrants = {
      constant: { run: constant, style: 'constant' },
      drop: { run: drop, style: 'stepDecay' },
      linear: { run: line, style: 'linear' },
      cosine: { run: cosine, style: 'cosine' },
    };
    const loss = {
      series: 'validationLoss',
      y: log('validation loss'),
      centre: 'mean',
      learningRate: true,
    } as const;
    return {
      shapes: plot({
        x: linear('update'),
        y: linear('share of the peak', { min: 0, max: 1 }),
        lines: Object.entries(shapes).map(([label, { style, rate }]) => ({
          label,
          style,
          x: clock,
          y: clock.map(rate),
          stepped: label === 'drop',
        })),
      }),
      peaks: plot({
        x: log('peak of the learning rate'),
        y: log(`validation loss after ${updates} updates`),
        lines: [
          ...Object.entries(entrants).map(([label, { run, style }]) => ({
            label,
            style,
            ...searched(run),
          })),
          {
            label: 'lowest',
            style: 'warmup',
            // Gaps between them: each is a point by itself.
            x: Object.values(entrants).flatMap(({ run }) => [best(run), best(run)]),
            y: Object.values(entrants).flatMap(({ run }) => [score(run, best(run)), null]),
          },
        ],
      }),
      race: curves({ ...loss, entrants }),
      tooLong: curves({
        ...loss,
        entrants: {
          'for 200, stopped': { run: tooLong, style: 'ramp:0/2' },
          'for 100': { run: cosine, style: 'cosine' },
        },
      }),
    };
  },
});
