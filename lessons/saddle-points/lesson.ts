import {
  each,
  final,
  found,
  lesson,
  linear,
  log,
  mean,
  needed,
  numberText,
  over,
  paths,
  plot,
  studied,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';
import { escapeTime } from 'downhill';

const rules = { sgd: 'sgd', momentum: 'momentum', rmsprop: 'rmsprop', adam: 'adam' } as const;
const learningRate = 0.02;

/** Three hikers beside the ridge. */
const hikes = each({ sgd: 'sgd', momentum: 'momentum', adam: 'adam' }, (name) => ({
  problem: { name: 'saddle', start: [1, 1e-4] },
  optimizer: { name, learningRate },
  updates: 150,
  path: true,
}));

/** From ever closer to the ridge, until a tenth of the way from the saddle to a minimum is left. */
const arrived = { series: 'distance', below: 0.1 };
const from = (name: string) =>
  each({ 1e-2: 1e-2, 1e-4: 1e-4, 1e-6: 1e-6 }, (y) => ({
    problem: { name: 'saddle', start: [1, y] },
    optimizer: { name, learningRate },
    updates: 900,
    every: 900,
    until: arrived,
  }));

/** Exactly on the ridge, and there with noise on each gradient. */
const ridge = each(rules, (name) => ({
  problem: { name: 'saddle', start: [1, 0] },
  optimizer: { name, learningRate },
  updates: 300,
  every: 300,
}));
const shaken = each({ sgd: 'sgd', momentum: 'momentum' }, (name) => ({
  problem: { name: 'saddle', start: [1, 0], noise: 0.01 },
  optimizer: { name, learningRate },
  updates: 900,
  every: 900,
  until: arrived,
  seeds: [1, 2, 3],
}));

/** A shallow well on the way to a deep one; of all but one run only the end is looked at. */
const rates = { 0.01: 0.01, 0.02: 0.02, 0.05: 0.05, 0.08: 0.08, 0.1: 0.1 };
const wells = (name: string, tilt = 0.2) =>
  each(rates, (rate) => ({
    problem: { name: 'twoWells', tilt, start: [2.2, 0.5] },
    optimizer: { name, learningRate: rate },
    updates: 300,
    every: rate === learningRate ? 3 : 300,
    path: true,
  }));

/** Where the first weight came to rest, at each rate. */
const ends = (runs: Readonly<Record<string, RunRecord>>) =>
  Object.values(runs).map(({ path }) => path?.[0]?.at(-1)?.[0] ?? NaN);

/** A valley that is narrow and bends, until a tenth is left for good; some of the ways are drawn. */
const narrow = { name: 'rosenbrock', steepness: 10 };
const bends = (name: string, drawn: readonly number[]) =>
  each({ 0.005: 0.005, 0.01: 0.01, 0.015: 0.015, 0.02: 0.02, 0.03: 0.03 }, (rate) => ({
    problem: narrow,
    optimizer: { name, learningRate: rate },
    updates: 1200,
    until: { ...arrived, stays: 20 },
    ...(drawn.includes(rate) ? { every: 1, path: true } : { every: 1200 }),
  }));
const took = (run: RunRecord) => {
  const { learningRate } = run.spec.optimizer;
  const updates = needed(run);
  return `rate ${String(learningRate)} · ${updates > 0 ? `${numberText(updates)} updates` : 'never arrives'}`;
};
const arrivals = (runs: Readonly<Record<string, RunRecord>>) =>
  Object.values(runs).map(needed).filter(Number.isFinite);
/** How often it crosses the floor y = x² of the valley. */
const crossings = ({ path }: RunRecord) => {
  const sides = (path?.[0] ?? []).map(([x, y]) => y > x ** 2);
  return sides.filter((side, i) => i > 0 && side !== sides[i - 1]).length;
};
/** Where it hangs in the end, on average of two swings, and where 2 / rate is the curvature of the floor. */
const hung = ({ path }: RunRecord) => mean((path?.[0] ?? []).slice(-20).map(([x]) => x));
const edge = (rate: number) => {
  const [steepest, k] = [2 / rate, narrow.steepness];
  return Math.sqrt(((steepest - 2) * (steepest - 2 * k)) / (8 * k * steepest));
};

/** Points of rest of a random landscape, by what they are. */
const random = (dimensions: number) => ({
  study: 'randomCurvatures',
  dimensions,
  draws: 20_000,
});
const curvatures = { two: random(2), three: random(3), five: random(5) };
const share = (study: StudyRecord, kind: string) => found(study, kind).at(-1) ?? NaN;
/** The share of minima, as known for one, two and three weights (Gaussian orthogonal ensemble). */
const known = [1 / 2, (2 - Math.SQRT2) / 4, 1 / 4 - Math.SQRT1_2 / Math.PI];

/** Where a ridge that bends as this one lets go: as if the ground had stayed straight until there. */
const to = 0.9 / Math.sqrt(1 - 0.9 ** 2);
const inTheory = (y: number) => escapeTime({ from: y, to, curvature: 1, learningRate });
/** The same with a velocity: the larger root of r² − (1 + β + lr) r + β. */
const withMomentum = (y: number, beta = 0.9) => {
  const half = (1 + beta + learningRate) / 2;
  return Math.log(to / y) / Math.log(half + Math.sqrt(half ** 2 - beta));
};

export default lesson({
  id: 'saddle-points',
  lecture: '3. Optimizers',
  needs: ['conditioning'],
  concepts: ['saddle point', 'local minimum', 'escape time', 'oscillation', 'gradient noise'],
  teaches: ['escapeTime'],
  experiments: {
    hikes,
    sgd: from('sgd'),
    momentum: from('momentum'),
    rmsprop: from('rmsprop'),
    adam: from('adam'),
    ridge,
    shaken,
    plainWells: wells('sgd'),
    heavyWells: wells('momentum'),
    deeper: wells('momentum', 0.1),
    curvatures,
    plainBends: bends('sgd', [0.02, 0.03]),
    heavyBends: bends('momentum', [0.005]),
  },
  measures: ({
    hikes,
    sgd,
    momentum,
    rmsprop,
    adam,
    ridge,
    shaken,
    plainWells,
    heavyWells,
    deeper,
    curvatures,
    plainBends,
    heavyBends,
  }) => ({
    left: final(hikes.sgd, 'distance'),
    near: needed(sgd[1e-2]),
    far: needed(sgd[1e-6]),
    nearTheory: inTheory(1e-2),
    factor: needed(sgd[1e-4]) / needed(sgd[1e-2]),
    more: (needed(sgd[1e-6]) - needed(sgd[1e-2])) / 2,
    moreTheory: inTheory(1e-4) - inTheory(1e-2),
    heavy: (needed(momentum[1e-6]) - needed(momentum[1e-2])) / 2,
    heavyTheory: withMomentum(1e-4) - withMomentum(1e-2),
    adam: needed(adam[1e-6]),
    careless: needed(adam[1e-6]) - needed(adam[1e-2]),
    carelessToo: needed(rmsprop[1e-6]) - needed(rmsprop[1e-2]),
    freed:
      Math.min(...Object.values(ridge).map((run) => final(run, 'distance'))) /
      final(shaken.sgd, 'distance'),
    shaken: needed(shaken.sgd),
    shakenHeavy: needed(shaken.momentum),
    stays: Math.min(...ends(plainWells)),
    leaves: ends(heavyWells).at(1) ?? NaN,
    often: ends(heavyWells).filter((x) => x < 0).length,
    luck: ends(deeper).filter((x) => x < 0).length,
    one: found(curvatures.two, 'minimum')[0] ?? NaN,
    two: share(curvatures.two, 'minimum'),
    twoTheory: known[1] ?? NaN,
    three: share(curvatures.three, 'minimum'),
    threeTheory: known[2] ?? NaN,
    five: share(curvatures.five, 'saddle'),
    bend: Math.min(...arrivals(plainBends)),
    crossings: crossings(plainBends[0.02]),
    hung: hung(plainBends[0.03]),
    edge: edge(0.03),
    slowest: Math.max(...arrivals(heavyBends)),
    arrived: arrivals(heavyBends).length,
  }),
  figures: ({
    hikes,
    sgd,
    momentum,
    rmsprop,
    adam,
    plainWells,
    heavyWells,
    curvatures,
    plainBends,
    heavyBends,
  }) => ({
    hikes: paths({
      window: { x: [-0.5, 1.3], y: [-0.5, 1.3] },
      levels: 'linear',
      entrants: [
        { run: hikes.sgd, label: 'plain descent' },
        { run: hikes.momentum, label: 'momentum' },
        { run: hikes.adam, label: 'Adam' },
      ],
    }),
    time: plot({
      x: log('distance from the ridge at the start'),
      y: linear('updates until it has escaped', { min: 0 }),
      lines: [
        {
          label: 'theory',
          style: 'reference',
          ...over(sgd, (run) => inTheory((run.spec.problem['start'] as number[])[1] ?? NaN)),
        },
        { label: 'plain descent', style: 'sgd', ...over(sgd, needed) },
        { label: 'momentum', style: 'momentum', ...over(momentum, needed) },
        { label: 'Adam', style: 'adam', ...over(adam, needed) },
        { label: 'RMSProp', style: 'rmsprop', ...over(rmsprop, needed) },
      ],
    }),
    wells: paths({
      window: { x: [-2, 2.4], y: [-1.2, 1.2] },
      levels: [-0.4, -0.3, -0.2, -0.1, -0.05, 0, 0.1, 0.25, 0.5, 1, 1.5, 2, 3],
      entrants: [
        { run: plainWells[0.02], label: 'plain descent' },
        { run: heavyWells[0.02], label: 'momentum' },
      ],
    }),
    share: plot({
      x: linear('number of weights'),
      y: log('share of minima'),
      lines: [
        {
          label: 'coins',
          style: 'neutral',
          x: [1, 2, 3, 4, 5],
          y: [1, 2, 3, 4, 5].map((n) => 2 ** -n),
        },
        { label: 'theory', style: 'reference', x: [1, 2, 3], y: known },
        { label: 'measured', style: 'adamw', ...studied(curvatures.five, 'dimension', 'minimum') },
      ],
    }),
    bend: paths({
      window: { x: [-1.4, 1.4], y: [-0.6, 1.6] },
      entrants: [
        { run: plainBends[0.02], label: 'plain zigzags', note: took(plainBends[0.02]) },
        {
          run: plainBends[0.03],
          label: 'plain rattles',
          style: 'lion',
          note: took(plainBends[0.03]),
        },
        { run: heavyBends[0.005], label: 'momentum', note: took(heavyBends[0.005]) },
      ],
    }),
  }),
});
