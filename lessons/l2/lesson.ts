import {
  each,
  final,
  found,
  histogram,
  images,
  lesson,
  linear,
  log,
  needed,
  over,
  plot,
  type RunRecord,
} from 'downhill/node';

const columns = ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'];
/** Total cholesterol and its largest part, LDL: they rise and fall together. */
const [first, second] = [columns.indexOf('s1'), columns.indexOf('s2')];

/** All ten weights of a linear model, free and under penalties from weak to strong. */
const fitted = {
  problem: { name: 'diabetes' },
  optimizer: { name: 'momentum', learningRate: 0.2 },
  updates: 500,
  every: 500,
  weights: true,
};
const ridge = each(
  { 0.0001: 1e-4, 0.001: 1e-3, 0.003: 3e-3, 0.01: 0.01, 0.03: 0.03, 0.1: 0.1, 0.3: 0.3, 1: 1 },
  (l2) => ({ ...fitted, regularizer: { name: 'l2', l2 } }),
);

/** Few images, no noise in the labels: every strength learns nearly all of them. */
const digits = each({ none: 0, some: 0.01 }, (l2) => ({
  problem: { name: 'digits', train: 200, batch: 'all' },
  optimizer: { name: 'nesterov', learningRate: 0.3 },
  regularizer: { name: 'l2', l2 },
  updates: 150,
  every: 150,
  seeds: [1, 2, 3],
  weights: true,
}));

/** A long valley, and the same with a penalty; each at the rate that theory calls best for it. */
const valleys = each({ 0: 0, 0.5: 0.5, 2: 2, 5: 5, 20: 20 }, (l2) => ({
  problem: { name: 'bowl', condition: 100, start: [1, 1] },
  optimizer: { name: 'sgd', learningRate: 2 / (1 + 100 + 4 * l2) },
  regularizer: { name: 'l2', l2 },
  updates: 1000,
  until: { series: 'distance', below: 1e-3 * Math.SQRT2, stays: 10 },
}));

/** The penalty in the loss, and a share off every weight. */
const decay = { problem: { name: 'digits', train: 200 }, updates: 150, every: 150, weights: true };
const inLoss = {
  ...decay,
  optimizer: { name: 'sgd', learningRate: 0.3 },
  regularizer: { name: 'l2', l2: 0.01 },
};
const asShare = {
  ...decay,
  optimizer: { name: 'sgdw', learningRate: 0.3, momentum: 0, weightDecay: 0.02, decay: 'kernels' },
};

/** The curvatures of the linear model on the ten measurements, and without one of the two that fight. */
const measured = {
  ten: { study: 'inputScaling', columns },
  nine: { study: 'inputScaling', columns: columns.toSpliced(first, 1) },
};
/** The condition number with a penalty, whose own curvature is 2λ in every direction. */
const rounded = (curvature: readonly number[], l2: number) =>
  (Math.max(...curvature) + 2 * l2) / (Math.min(...curvature) + 2 * l2);

const weights = (run: RunRecord) => run.weights?.[0] ?? [];
const weight = (run: RunRecord, column: number) => weights(run)[column] ?? NaN;
const length = (run: RunRecord) => Math.hypot(...weights(run));
/** Updates to a thousandth of the way at the best rate of gradient descent, from the largest curvature over the smallest. */
const theory = (condition: number) => Math.log(1e3) / Math.log((condition + 1) / (condition - 1));

/** A class's weights as the image that it looks for. */
const template = (run: RunRecord, digit: number) => ({
  label: String(digit),
  columns: 8,
  values: weights(run).filter((_, i) => i % 10 === digit),
});
const templates = (run: RunRecord) =>
  Array.from({ length: 10 }, (_, digit) => template(run, digit));

export default lesson({
  id: 'l2',
  lecture: '1. Regularization',
  needs: [],
  concepts: ['L2 regularization', 'weight decay', 'regularization strength', 'curvature'],
  teaches: ['l2'],
  experiments: { free: fitted, ridge, digits, valleys, measured, inLoss, asShare },
  measures: ({ free, ridge, digits, valleys, measured, inLoss, asShare }) => ({
    fight: weight(free, second) - weight(free, first),
    peace: Math.abs(weight(ridge[0.1], second) - weight(ridge[0.1], first)),
    kept: weight(ridge[0.1], columns.indexOf('bmi')) / weight(free, columns.indexOf('bmi')),
    zeros: weights(ridge[1]).filter((w) => w === 0).length,
    shorter: length(digits.some) / length(digits.none),
    same: 100 * (final(digits.some, 'testAccuracy') - final(digits.none, 'testAccuracy')),
    plain: needed(valleys[0]),
    rounder: needed(valleys[5]),
    theory: theory((100 + 2 * 5) / (1 + 2 * 5)),
    real: rounded(found(measured.ten, 'curvature'), 0),
    nine: rounded(found(measured.nine, 'curvature'), 0),
    tamed: rounded(found(measured.ten, 'curvature'), 1),
    apart: Math.max(...weights(inLoss).map((w, i) => Math.abs(w - weight(asShare, i)))),
  }),
  figures: ({ ridge, digits, valleys }) => ({
    path: plot({
      x: log('strength λ'),
      y: linear('weight'),
      lines: columns.map((column, i) => ({
        label: column,
        style: { s1: 'momentum', s2: 'sgd', bmi: 'adamw', s5: 'nesterov' }[column] ?? 'neutral',
        ...over(ridge, (run) => weight(run, i)),
      })),
    }),
    templates: images({
      label: 'weight',
      rows: [
        { label: 'no penalty', images: templates(digits.none) },
        { label: 'L2, 0.01', style: 'l2', images: templates(digits.some) },
      ],
    }),
    spread: histogram({
      x: { ...linear('weight'), min: -2, max: 2 },
      entrants: [
        { style: 'none', values: weights(digits.none) },
        { style: 'l2', values: weights(digits.some) },
      ],
    }),
    valley: plot({
      x: linear('strength λ'),
      y: linear('updates needed', { min: 0 }),
      lines: [
        {
          label: 'theory',
          style: 'reference',
          ...over(valleys, ({ spec }) => {
            const l2 = spec.regularizer?.['l2'] as number;
            return theory((100 + 2 * l2) / (1 + 2 * l2));
          }),
        },
        { label: 'measured', style: 'sgd', ...over(valleys, needed) },
      ],
    }),
  }),
});
