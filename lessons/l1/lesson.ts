import {
  dots,
  each,
  final,
  finals,
  lesson,
  linear,
  log,
  over,
  paths,
  plot,
  type RunRecord,
} from 'downhill/node';

type Point = readonly [number, number];

const columns = ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'];

/** One bowl, two prices: the free bottom is at (2, 0.4). */
const bottom = [2, 0.4] as const;
const prices = { l1: 0.6, l2: 0.25 };
const pictures = each(
  {
    l1: { name: 'proximalL1', l1: prices.l1 },
    l2: { name: 'l2', l2: prices.l2 },
  },
  (regularizer) => ({
    problem: { name: 'bowl', condition: 1, start: [-0.5, 1.6], minimum: bottom },
    optimizer: { name: 'sgd', learningRate: 0.2 },
    regularizer,
    decoupled: true,
    updates: 40,
    path: true,
  }),
);

/** The same price in the same bowl, by its slope in the loss. */
const slope = {
  ...pictures.l1,
  regularizer: { name: 'l1', l1: prices.l1 },
  decoupled: false,
};

/** And on the ten measurements. */
const ways = each(
  { slope: ['l1', false], proximal: ['proximalL1', true] },
  ([name, decoupled]) => ({
    problem: { name: 'diabetes' },
    optimizer: { name: 'sgd', learningRate: 0.2 },
    regularizer: { name, l1: 0.1 },
    decoupled,
    updates: 200,
    every: 200,
    weights: true,
  }),
);

/** The path of the lasso: all ten weights, from a price at which nobody is bought to one at which nearly all are. */
const lasso = each(
  {
    0.6: 0.6,
    0.5: 0.5,
    0.4: 0.4,
    0.3: 0.3,
    0.2: 0.2,
    0.1: 0.1,
    0.07: 0.07,
    0.05: 0.05,
    0.03: 0.03,
    0.02: 0.02,
  },
  (l1) => ({
    problem: { name: 'diabetes' },
    optimizer: { name: 'sgd', learningRate: 0.45 },
    regularizer: { name: 'proximalL1', l1 },
    decoupled: true,
    updates: 300,
    every: 300,
    weights: true,
  }),
);

/** A hundred patients, with ninety columns of noise beside the ten measurements, or without. */
const patients = (noiseColumns: number) => ({
  problem: { name: 'diabetes', train: 100, noiseColumns },
  optimizer: { name: 'sgd', learningRate: 0.15 },
  updates: 100,
  every: 100,
  seeds: [1, 2, 3, 4, 5],
  weights: true,
});
const tune = (option: string, values: readonly number[]) => ({
  tune: { option, values, score: 'testError', seeds: [101] },
});
const priced = (noiseColumns: number, strengths: Record<'l1' | 'l2', readonly number[]>) => ({
  none: patients(noiseColumns),
  l1: {
    ...patients(noiseColumns),
    regularizer: { name: 'proximalL1' },
    decoupled: true,
    ...tune('regularizer.l1', strengths.l1),
  },
  l2: {
    ...patients(noiseColumns),
    regularizer: { name: 'l2' },
    ...tune('regularizer.l2', strengths.l2),
  },
});

/** Four strengths each; without the noise both want weaker ones. */
const noisy = priced(90, { l1: [0.01, 0.03, 0.15, 0.4], l2: [0.03, 0.3, 1, 3] });
const clean = priced(0, { l1: [0.001, 0.01, 0.03, 0.1], l2: [0.003, 0.03, 0.1, 1] });

/** The body mass index once more as an eleventh column; one of the twins starts ahead. */
const ahead = 0.5;
const twins = each(
  {
    left: ['proximalL1', [ahead, 0], true],
    right: ['proximalL1', [0, ahead], true],
    net: ['elasticNet', [ahead, 0], false],
  },
  ([name, [one, other], decoupled]) => ({
    problem: {
      name: 'diabetes',
      columns: [...columns, 'bmi'],
      start: [...columns.map((column) => (column === 'bmi' ? one : 0)), other],
    },
    optimizer: { name: 'sgd', learningRate: 0.2 },
    regularizer: { name, l1: 0.1, ...(name === 'elasticNet' && { l2: 0.05 }) },
    decoupled,
    updates: 400,
    every: 400,
    weights: true,
  }),
);
const pair = (run: RunRecord) => {
  const [list = []] = weights(run);
  return [list[columns.indexOf('bmi')] ?? NaN, list.at(-1) ?? NaN] as const;
};

/** A closed line, corner by corner or round about the place. */
const diamond = (size: number): Point[] => [
  [size, 0],
  [0, size],
  [-size, 0],
  [0, -size],
  [size, 0],
];
const circle = ([x, y]: Point, radius: number): Point[] =>
  Array.from({ length: 73 }, (_, i) => [
    x + radius * Math.cos((i * Math.PI) / 36),
    y + radius * Math.sin((i * Math.PI) / 36),
  ]);
/** Where each way ends by theory, and the ring of the bowl through that place. */
const ends = {
  l1: [bottom[0] - prices.l1, 0],
  l2: [bottom[0] / (1 + 2 * prices.l2), bottom[1] / (1 + 2 * prices.l2)],
} as const;
const ring = ([x, y]: Point) => circle(bottom, Math.hypot(x - bottom[0], y - bottom[1]));
const sizes = ({ series, path }: RunRecord) => ({
  x: series[0]?.update ?? [],
  y: path?.[0]?.map(([, w]) => Math.abs(w)) ?? [],
});

const weights = (run: RunRecord) => run.weights ?? [];
const zeros = (list: readonly number[]) => list.filter((w) => w === 0).length;
const used = (run: RunRecord) => weights(run)[0]?.filter((w) => w !== 0).length ?? NaN;
const error = (run: RunRecord) => final(run, 'testError');
const share = (lists: readonly (readonly number[])[]) => {
  const all = lists.flat();
  return zeros(all) / all.length;
};

export default lesson({
  id: 'l1',
  lecture: '1. Regularization',
  needs: ['l2'],
  concepts: ['L1 regularization', 'sparsity', 'lasso', 'proximal step', 'soft threshold'],
  teaches: ['l1', 'softThreshold'],
  experiments: { pictures, slope, ways, lasso, twins, noisy, clean },
  measures: ({ pictures, ways, lasso, twins, noisy, clean }) => ({
    corner: pictures.l1.path?.[0]?.at(-1)?.[1] ?? NaN,
    round: pictures.l2.path?.[0]?.at(-1)?.[1] ?? NaN,
    proximal: zeros(weights(ways.proximal)[0] ?? []),
    slope: zeros(weights(ways.slope)[0] ?? []),
    first: used(lasso[0.5]),
    most: used(lasso[0.02]),
    alone: weights(lasso[0.1])[0]?.[columns.indexOf('bmi')] ?? NaN,
    left: pair(twins.left)[0],
    right: pair(twins.right)[1],
    idle: Math.max(Math.abs(pair(twins.left)[1]), Math.abs(pair(twins.right)[0])),
    shared: pair(twins.net)[0],
    even: Math.abs(pair(twins.net)[0] - pair(twins.net)[1]),
    l1: error(noisy.l1),
    l2: error(noisy.l2),
    none: error(noisy.none),
    ahead: error(noisy.l2) - error(noisy.l1),
    clean: error(clean.l2) - error(clean.l1),
    thrown: share(weights(noisy.l1).map((list) => list.slice(columns.length))),
    lost: share(weights(noisy.l1).map((list) => list.slice(0, columns.length))),
  }),
  figures: ({ pictures, slope, lasso, noisy, clean }) => ({
    picture: paths({
      window: { x: [-1.6, 2.8], y: [-1.6, 1.8] },
      entrants: [
        {
          run: pictures.l1,
          label: 'L1: a diamond',
          style: 'l1',
          note: '0.6 · (|w₁| + |w₂|)',
          outlines: [diamond(ends.l1[0]), ring(ends.l1)],
        },
        {
          run: pictures.l2,
          label: 'L2: a circle',
          style: 'l2',
          note: '0.25 · (w₁² + w₂²)',
          outlines: [circle([0, 0], Math.hypot(...ends.l2)), ring(ends.l2)],
        },
      ],
    }),
    steps: plot({
      x: linear('update'),
      y: log('size of w₂', { min: 1e-3 }),
      lines: [
        { label: 'by its slope', style: 'sgd', ...sizes(slope) },
        { label: 'by its proximal step', style: 'l1', ...sizes(pictures.l1) },
      ],
    }),
    path: plot({
      x: log('strength λ'),
      y: linear('weight'),
      lines: columns.map((column, i) => ({
        label: column,
        style: { bmi: 'adamw', s5: 'nesterov', bp: 'momentum', s3: 'sgd' }[column] ?? 'neutral',
        ...over(lasso, (run) => weights(run)[0]?.[i] ?? NaN),
      })),
    }),
    noise: dots({
      x: linear('error on unseen patients', { min: 0.45 }),
      rows: [
        ...finals('testError', {
          'with noise: no penalty': { run: noisy.none, style: 'none' },
          'with noise: L2': { run: noisy.l2, style: 'l2' },
          'with noise: L1': { run: noisy.l1, style: 'l1' },
          'without: no penalty': { run: clean.none, style: 'none' },
          'without: L2': { run: clean.l2, style: 'l2' },
          'without: L1': { run: clean.l1, style: 'l1' },
        }),
      ],
    }),
  }),
});
