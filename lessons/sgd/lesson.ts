import { minibatchVariance } from 'downhill';
import {
  best,
  bySeed,
  contours,
  curves,
  each,
  final,
  found,
  lesson,
  linear,
  log,
  mean,
  median,
  plot,
  ramped,
  type Entrants,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';

const patients = 442;
const images = 1000;

/** Two weights on real patients: where the data put the bottom, and three ways there. */
const columns = ['bmi', 's5'];
const bottom = {
  problem: { name: 'diabetes', columns },
  optimizer: { name: 'sgd', learningRate: 0.5 },
  updates: 100,
  every: 100,
  weights: true,
};
const walks = each({ all: patients, some: 16, one: 1 }, (batch) => ({
  problem: { name: 'diabetes', columns, batch },
  optimizer: { name: 'sgd', learningRate: 0.05 },
  updates: 100,
  every: 1,
  seeds: batch === 1 ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1],
  path: true,
}));

/** Sizes that divide the thousand images, so that no batch reaches into the next pass. */
const poll = { study: 'gradientVariance', batches: [1, 4, 20, 100, 500], draws: 60 };
const polls = { start: poll, later: { ...poll, after: 30 } };

/** Softmax regression on the digits, each size of batch at the best of four rates of its own. */
const race = (batch: number, updates: number, rates: readonly number[]) => ({
  problem: { name: 'digits', batch },
  optimizer: { name: 'sgd' },
  updates,
  every: Math.max(1, Math.round(updates / 40)),
  seeds: [1, 2, 3],
  tune: { values: rates, score: 'loss', seeds: [101] },
});
const sizes = { 1: 1, 8: 8, 32: 32, 128: 128, 1000: images };
const label = { 1: '1 image', 8: '8', 32: '32', 128: '128', 1000: 'all 1,000' };

/** The same number of steps for all. */
const steps = {
  1: race(1, 40, [0.01, 0.05, 0.25, 1]),
  8: race(8, 40, [0.5, 1, 2, 4]),
  32: race(32, 40, [1, 2, 4, 8]),
  128: race(128, 40, [4, 8, 16, 32]),
  1000: race(images, 40, [4, 8, 16, 32]),
};

/** The same number of images for all: one pass, to the nearest batch. */
const passes = {
  1: race(1, 1000, [0.1, 0.2, 0.4, 0.8]),
  8: race(8, 125, [0.5, 1, 2, 4]),
  32: race(32, 31, [1, 2, 4, 8]),
  128: race(128, 8, [0.5, 1, 2, 4]),
  1000: race(images, 1, [0.5, 1, 2, 4]),
};

/**
 * The loss of two columns of variance 1 is a bowl that a finished run tells all about: its bottom, its depth and, with
 * them, how far its axes are tilted.
 */
const ground = (run: RunRecord) => {
  const [a = NaN, b = NaN] = run.weights?.[0] ?? [];
  const depth = final(run, 'loss');
  // From w = 0, where the loss is ½, to the bottom it falls by ½(a² + b² + 2 · tilt · a · b).
  const tilt = (1 - 2 * depth - a ** 2 - b ** 2) / (2 * a * b);
  return {
    minimum: [a, b] as const,
    height: (x: number, y: number) =>
      depth + ((x - a) ** 2 + (y - b) ** 2 + 2 * tilt * (x - a) * (y - b)) / 2,
  };
};

/** Distances to the bottom, of each seed, by update. */
const distances = (run: RunRecord, [a, b]: readonly [number, number]) =>
  (run.path ?? []).map((path) => path.map(([x, y]) => Math.hypot(x - a, y - b)));
const middle = (run: RunRecord) => median(bySeed(run, 'loss').map((loss) => loss ?? Infinity));
/** How far the loss has come down. */
const fallen = (run: RunRecord) => mean(run.series.map(({ loss }) => loss[0] ?? NaN)) - middle(run);

/** Of one image's gradient, as a share of the squared slope. */
const noise = (poll: StudyRecord) => (found(poll, 'variance')[0] ?? NaN) / slope(poll);
const slope = (poll: StudyRecord) => found(poll, 'slope')[0] ?? NaN;

export default lesson({
  id: 'sgd',
  lecture: '3. Optimizers',
  needs: ['gradient-descent'],
  concepts: [
    'stochastic gradient descent',
    'minibatch',
    'batch size',
    'sampling without replacement',
  ],
  teaches: ['batches'],
  experiments: { bottom, walks, polls, steps, passes },
  measures: ({ bottom, walks, polls, steps, passes }) => {
    const { minimum } = ground(bottom);
    const at = (run: RunRecord, from: number, to = from) =>
      mean(distances(run, minimum).map((seed) => mean(seed.slice(from, to + 1))));
    const [one = NaN, four = NaN, , hundred = NaN, half = NaN] = found(polls.start, 'variance');
    const share = (batch: number) =>
      Math.sqrt(minibatchVariance({ variance: 1, batch, of: images }));
    return {
      near: at(walks.one, 20) / at(walks.all, 20),
      staggers: at(walks.one, 50, 100),
      arrives: at(walks.all, 100),
      halved: Math.sqrt(one / four),
      hundred: Math.sqrt(hundred / one),
      hundredTheory: share(100),
      half: Math.sqrt(half / one),
      halfTheory: share(500),
      early: noise(polls.start),
      late: noise(polls.later),
      blind: middle(steps[1]),
      most: middle(steps[1000]),
      nearly: fallen(steps[128]) / fallen(steps[1000]),
      alone: middle(passes[1]),
      together: middle(passes[1000]),
      pass: middle(passes[1000]) / middle(passes[1]),
      eight: middle(passes[8]),
      tie: middle(passes[8]) / middle(passes[1]),
      bolder: best(passes[8]) / best(passes[1]),
    };
  },
  figures: ({ bottom, walks, polls, steps, passes }) => {
    const seen = (entrants: Entrants) => {
      const { lines, ...drawn } = curves({ y: log('loss'), entrants });
      const size = Object.values(sizes);
      return plot({
        ...drawn,
        x: linear('images seen'),
        lines: lines.map((line, i) => ({
          ...line,
          x: line.x.map((update) => update * (size[i] ?? NaN)),
        })),
      });
    };
    return {
      walks: contours({
        ...ground(bottom),
        x: 'weight of bmi',
        y: 'weight of s5',
        entrants: ramped(walks, { all: 'all 442 patients', some: '16', one: 'one' }),
      }),
      polls: plot({
        x: log('images in the batch'),
        y: log('noise over slope, squared'),
        lines: [
          { run: polls.start, label: 'at the start', style: 'sgd' },
          { run: polls.later, label: 'after 30 updates', style: 'momentum' },
        ].flatMap(({ run, ...line }) => {
          const x = found(run, 'batch');
          return [
            {
              label: 'theory',
              style: 'reference',
              x,
              y: x.map((batch) => minibatchVariance({ variance: noise(run), batch, of: images })),
            },
            { ...line, x, y: found(run, 'variance').map((variance) => variance / slope(run)) },
          ];
        }),
        guides: [{ axis: 'y', at: 1, label: 'noise as large as the slope' }],
      }),
      steps: curves({ y: log('loss'), entrants: ramped(steps, label) }),
      passes: seen(ramped(passes, label)),
    };
  },
});
