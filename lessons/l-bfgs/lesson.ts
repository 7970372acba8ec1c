import {
  found,
  lesson,
  linear,
  log,
  numberText,
  plot,
  studied,
  walks,
  type StudyRecord,
} from 'downhill/node';

const seeds = [1, 2, 3];
/** Softmax regression on 300 digits with an L2 penalty, all of them in every evaluation. */
const race = { study: 'minimizerRace', train: 300, l2: 1e-3, batch: 0, every: 2 };
const lbfgs = { ...race, minimizer: { name: 'lbfgs', memory: 10 }, evaluations: 80, seeds };
/** The same for longer, to know the lowest loss. */
const bottom = { ...lbfgs, every: 10, evaluations: 110, seeds: [1] };

/** Momentum with every pair of three coefficients and three rates, on a seed of its own. */
const moving = (momentum: number, learningRate: number) => ({
  ...race,
  minimizer: { name: 'momentum', momentum, learningRate },
});
const trial = (momentum: number) => (learningRate: number) => ({
  ...moving(momentum, learningRate),
  every: 4,
  evaluations: 80,
  seeds: [101],
});
const [light, middle, heavy] = [trial(0.7), trial(0.8), trial(0.9)];
const trials = {
  lightSlow: light(4),
  light: light(5.6),
  lightFast: light(8),
  slow: middle(4),
  middle: middle(5.6),
  fast: middle(8),
  heavySlow: heavy(4),
  heavy: heavy(5.6),
  heavyFast: heavy(8),
};
const momentum = { ...moving(0.8, 5.6), evaluations: 180, seeds };

/** Batches of 32, another for each evaluation. */
const noisy = { ...race, batch: 32, every: 4, evaluations: 101, seeds };
const noisyLbfgs = { ...noisy, minimizer: { name: 'lbfgs', memory: 10 } };
const noisySgd = { ...noisy, minimizer: { name: 'sgd', learningRate: 1 } };

/** In a valley that bends. */
const bend = { study: 'minimizerWalk', problem: { name: 'rosenbrock' }, start: [-1.2, 1] };
const ways = {
  descent: { ...bend, minimizer: { name: 'sgd', learningRate: 1.9e-3 }, updates: 20_000 },
  lbfgs: { ...bend, minimizer: { name: 'lbfgs', memory: 10 } },
  newton: { ...bend, minimizer: { name: 'newton' } },
};

const last = (study: StudyRecord, name: string) => found(study, name).at(-1) ?? NaN;
const updatesText = (study: StudyRecord) => `${numberText(last(study, 'updates'))} updates`;
const lowest = (study: StudyRecord) => Math.min(...found(study, 'loss'));
/** The first evaluation from which the mean loss stays within so much of the lowest. */
const within = (study: StudyRecord, goal: number) => {
  const above = found(study, 'loss').findLastIndex((loss) => !(loss <= goal));
  return found(study, 'evaluation')[above + 1] ?? Infinity;
};
const ends = (study: StudyRecord) => study.columns.map(({ loss = [] }) => loss.at(-1) ?? NaN);
/** How far the loss lies above the lowest. */
const excess = (study: StudyRecord, base: number) => {
  const { x, y, low, high } = studied(study, 'evaluation', 'loss');
  const above = (values: readonly (number | null)[] = []) =>
    values.map((value) => Math.max((value ?? NaN) - base, 1e-6));
  return { x, y: above(y), low: above(low), high: above(high) };
};
/** 64 pixels and a bias for each of ten digits. */
const weights = 650;
const pairs = 10;

export default lesson({
  id: 'l-bfgs',
  lecture: '4. Learning rate',
  needs: ['second-order', 'momentum'],
  concepts: ['quasi-Newton method', 'L-BFGS', 'line search'],
  teaches: ['twoLoop'],
  experiments: { lbfgs, bottom, trials, momentum, noisyLbfgs, noisySgd, ways },
  measures: ({ lbfgs, bottom, trials, momentum, noisyLbfgs, noisySgd, ways }) => {
    const base = lowest(bottom);
    const tried = Object.values<StudyRecord>(trials).map((one) => within(one, base + 1e-3));
    return {
      descent: last(ways.descent, 'updates'),
      walk: last(ways.lbfgs, 'updates'),
      walkAsked: last(ways.lbfgs, 'evaluations'),
      newton: last(ways.newton, 'updates'),
      newtonAsked: last(ways.newton, 'evaluations'),
      reaches: within(lbfgs, base + 1e-3),
      reachesMomentum: within(momentum, base + 1e-3),
      gain: within(momentum, base + 1e-3) / within(lbfgs, base + 1e-3),
      tuned: Math.min(...tried) / within(trials.middle, base + 1e-3),
      fine: within(momentum, base + 1e-4) / within(lbfgs, base + 1e-4),
      noisy: Math.min(...ends(noisyLbfgs)),
      noisySgd: Math.max(...ends(noisySgd)),
      held: 2 * pairs * weights,
      hessian: weights ** 2,
    };
  },
  figures: ({ lbfgs, bottom, momentum, noisyLbfgs, noisySgd, ways }) => ({
    ways: walks({
      window: { x: [-1.9, 1.9], y: [-3.4, 1.6] },
      walks: [
        { walk: ways.descent, label: 'descent', style: 'sgd', note: updatesText(ways.descent) },
        { walk: ways.lbfgs, label: 'L-BFGS', style: 'lbfgs', note: updatesText(ways.lbfgs) },
        { walk: ways.newton, label: 'Newton', style: 'newton', note: updatesText(ways.newton) },
      ],
    }),
    race: plot({
      x: linear('evaluations of loss and gradient'),
      y: log('loss above the lowest'),
      lines: [
        { label: 'Momentum', style: 'momentum', ...excess(momentum, lowest(bottom)) },
        { label: 'L-BFGS', style: 'lbfgs', ...excess(lbfgs, lowest(bottom)) },
      ],
    }),
    noisy: plot({
      x: linear('evaluations of loss and gradient'),
      y: log('loss'),
      lines: [
        { label: 'L-BFGS', style: 'lbfgs', ...studied(noisyLbfgs, 'evaluation', 'loss') },
        { label: 'SGD', style: 'sgd', ...studied(noisySgd, 'evaluation', 'loss') },
      ],
      guides: [{ axis: 'y', at: lowest(bottom), label: 'lowest' }],
    }),
  }),
});
