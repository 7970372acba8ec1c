import {
  bySeed,
  each,
  final,
  found,
  images,
  lesson,
  linear,
  log,
  mean,
  over,
  plot,
  points,
  ramp,
  ramped,
  type Columns,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';

const [none = '', some = '', much = ''] = ramp(3);
const seeds = [1, 2, 3, 4, 5];

/** Twelve noisy points, and a polynomial with twelve coefficients: without a price, with a small one, with a large one. */
const fit = (lambda: number) => ({
  study: 'polynomialFit',
  points: 12,
  degree: 11,
  lambda,
  seeds: Array.from({ length: 20 }, (_, i) => i + 1),
});
const fits = { 0: fit(0), 0.001: fit(0.001), 1: fit(1) };
/** The first draw of each, with its curve. */
const shown = (lambda: number) => ({ ...fit(lambda), seeds: [1], keep: 'curve' });
const curves = { 0: shown(0), 0.001: shown(0.001), 1: shown(1) };

/** Sixty patients; of forty columns thirty are noise. */
const real = 10;
const few = { name: 'diabetes', train: 60, noiseColumns: 30 };
/** The problem's loss is half the mean squared error, so that half the price goes with it: the bottom stays where it is. */
const priced = (lambda: number) => ({ regularizer: { name: 'l2', l2: lambda / 2 }, seeds });
const live = each({ 0: 0, 1: 1, 10: 10 }, (lambda) => ({
  problem: few,
  optimizer: { name: 'sgd', learningRate: 0.1 },
  ...priced(lambda),
  updates: 250,
  every: 5,
}));

const prices = [0, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30] as const;
/** To the bottom, by a faster way: at a rate below the limit that data and price set together. */
const bottoms = each(
  { 0: 0, 0.01: 0.01, 0.03: 0.03, 0.1: 0.1, 0.3: 0.3, 1: 1, 3: 3, 10: 10, 30: 30 },
  (lambda) => {
    // A price makes the flat directions steeper, and the way shorter.
    const updates = lambda < 0.1 ? 200 : 80;
    return {
      problem: few,
      optimizer: { name: 'nesterov', learningRate: 1 / (6 + lambda) },
      ...priced(lambda),
      updates,
      every: updates,
      weights: true,
    };
  },
);

type Bottoms = Readonly<Record<number, RunRecord>>;

const values = (run: RunRecord, name: string) => bySeed(run, name).map((value) => value ?? NaN);
/** For each seed, what every price ended with. */
const bottomsOf = (runs: Bottoms, name: string) =>
  seeds.map((_, seed) =>
    prices.map((price) => values(runs[price] as RunRecord, name)[seed] ?? NaN),
  );
/** Seeds in which every higher price has the larger training error. */
const rising = (runs: Bottoms) =>
  bottomsOf(runs, 'trainError').filter((errors) =>
    errors.every((error, i) => error > (errors[i - 1] ?? 0)),
  ).length;
/** Seeds in which the unseen are best served by one of these prices. */
const bestAmong = (runs: Bottoms, some: readonly number[]) =>
  bottomsOf(runs, 'testError').filter((errors) =>
    some.includes(prices[errors.indexOf(Math.min(...errors))] as number),
  ).length;
/** An error over the price, with the range of the seeds. */
const overPrice = (runs: Bottoms, name: string) => ({
  ...over(runs, (run) => final(run, name)),
  low: over(runs, (run) => Math.min(...values(run, name))).y,
  high: over(runs, (run) => Math.max(...values(run, name))).y,
});

const weights = (run: RunRecord) => run.weights ?? [];
const noisy = (run: RunRecord) => weights(run).map((list) => list.slice(real));
/** What the weights of the noise columns add to the error of a new patient. */
const damage = (run: RunRecord) => mean(noisy(run).map((list) => sum(list.map((w) => w ** 2))));
const length = (run: RunRecord) => mean(noisy(run).map((list) => Math.hypot(...list)));
const bodyMass = (run: RunRecord) => mean(weights(run).map((list) => list[2] ?? NaN));
const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);

/** The first draw of the points. */
const drawn = ({ columns }: StudyRecord) => columns[0] as Columns;
const along = (study: StudyRecord, name: string) => ({
  x: drawn(study)['x'] ?? [],
  y: drawn(study)[name] ?? [],
});
/** Points with gaps between them, so that no line joins them. */
const single = (study: StudyRecord) => {
  const { pointX = [], pointY = [] } = drawn(study);
  const x = pointX.flatMap((at, i) => [at, (at + (pointX[i + 1] ?? at + 1)) / 2]).slice(0, -1);
  return { x, y: pointY.flatMap((value) => [value, null]).slice(0, -1) };
};

const named = { 0: 'λ = 0', 1: 'λ = 1', 10: 'λ = 10' };
/** Weights in blocks of ten: those of the measurements, then those of noise. */
const blocks = (run: RunRecord) =>
  ['the ten measurements', 'noise', 'noise', 'noise'].map((label, i) => ({
    label,
    columns: 5,
    values: weights(run)[0]?.slice(real * i, real * (i + 1)) ?? [],
  }));

export default lesson({
  id: 'overfitting',
  lecture: '1. Regularization',
  needs: [],
  concepts: ['overfitting', 'regularized loss', 'regularization strength', 'generalization'],
  teaches: ['regularizedLoss'],
  experiments: { fits, curves, live, bottoms },
  measures: ({ fits, live, bottoms }) => {
    const first = (study: StudyRecord, name: string) => found(study, name)[0] ?? NaN;
    const largest = ({ columns }: StudyRecord) =>
      mean(columns.map(({ weights = [] }) => Math.max(...weights.map(Math.abs))));
    const beside = Math.max(final(bottoms[0.3], 'testError'), final(bottoms[3], 'testError'));
    return {
      through: first(fits[0], 'trainError'),
      wild: first(fits[0], 'testError'),
      smooth: first(fits[0.001], 'testError'),
      flat: first(fits[1], 'testError'),
      coefficient: largest(fits[0]),
      tame: largest(fits[0.001]),
      learned: final(live[0], 'trainError'),
      unseen: final(live[0], 'testError'),
      early: Math.min(...points(live[0], 'testError', 'mean').y.map((error) => error ?? NaN)),
      lowest: final(live[1], 'testError'),
      rising: rising(bottoms),
      valley: bestAmong(bottoms, [0.3, 1, 3]),
      broad: beside / final(bottoms[1], 'testError') - 1,
      dear: final(bottoms[30], 'testError'),
      damage: damage(bottoms[0]),
      spared: damage(bottoms[1]) / damage(bottoms[0]),
      bodyMass: bodyMass(bottoms[1]) / bodyMass(bottoms[0]),
      noisy: length(bottoms[1]) / length(bottoms[0]),
    };
  },
  figures: ({ curves, live, bottoms }) => {
    const lines = (name: string) =>
      ramped(live, named).map(({ run, ...line }) => ({ ...line, ...points(run, name, 'mean') }));
    // A log axis has no place for 0.
    const { 0: free, ...bought } = bottoms;
    return {
      curves: plot({
        x: linear('x'),
        y: { ...linear('y'), min: -2, max: 2 },
        lines: [
          { label: 'the truth', style: 'reference', ...along(curves[0], 'truth') },
          { label: 'λ = 0', style: none, ...along(curves[0], 'curve') },
          { label: 'λ = 0.001', style: some, ...along(curves[0.001], 'curve') },
          { label: 'λ = 1', style: much, ...along(curves[1], 'curve') },
          { label: 'the twelve points', style: 'rmsprop', ...single(curves[0]) },
        ],
      }),
      live: plot({
        x: linear('update'),
        y: linear('error on the unseen', { min: 0 }),
        lines: lines('testError'),
        strip: { y: linear('on the sixty', { min: 0 }), lines: lines('trainError') },
        guides: [{ axis: 'y', at: 1, label: 'knowing nothing' }],
      }),
      price: plot({
        x: log('price λ'),
        y: linear('mean squared error', { min: 0 }),
        lines: [
          { label: '382 unseen', style: 'adamw', ...overPrice(bought, 'testError') },
          { label: 'the sixty', style: 'sgd', ...overPrice(bought, 'trainError') },
        ],
        guides: [
          { axis: 'y', at: final(free, 'testError'), label: 'unseen, λ = 0' },
          { axis: 'y', at: final(free, 'trainError'), label: 'the sixty, λ = 0' },
        ],
      }),
      weights: images({
        label: 'weight',
        rows: ramped({ 0: bottoms[0], 1: bottoms[1], 10: bottoms[10] }, named).map(
          ({ run, ...row }) => ({ ...row, images: blocks(run) }),
        ),
      }),
    };
  },
});
