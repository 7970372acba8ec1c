import {
  best,
  curves,
  each,
  final,
  lesson,
  log,
  needed,
  over,
  paths,
  plot,
  sensitivity,
  tail,
  type RunRecord,
} from 'downhill/node';

const hikes = each({ plain: 'sgd', momentum: 'momentum', nesterov: 'nesterov' }, (name) => ({
  problem: { name: 'bowl', condition: 30, start: [-9, 1.6] },
  optimizer: { name, learningRate: 0.02 },
  updates: 60,
  path: true,
}));

/** Until a thousandth of the way is left, for good: momentum swings through the goal before it settles. */
const race = (condition: number) => ({
  problem: { name: 'bowl', condition, start: [1, 1] },
  updates: 5000,
  until: { series: 'distance', below: 1e-3 * Math.SQRT2, stays: 100 },
});
const valleys = { 10: 10, 100: 100, 1000: 1000 };

/** Plain descent at its best rate of all, which theory knows. */
const plain = each(valleys, (condition) => ({
  ...race(condition),
  optimizer: { name: 'sgd', learningRate: 2 / (1 + condition) },
}));

/** Momentum 0.9 at the best of nine rates, up to just below the largest at which it is stable, 3.8 / κ. */
const shares = [0.03, 0.05, 0.1, 0.2, 0.4, 1, 2, 3, 3.5];
const nine = each(valleys, (condition) => ({
  ...race(condition),
  optimizer: { name: 'momentum', momentum: 0.9 },
  tune: { values: shares.map((share) => share / condition), score: 'updates', seeds: [1] },
}));

/** Momentum with the coefficient and the rate that are best in the long run (Polyak 1964). */
const ideal = each(valleys, (condition) => {
  const root = Math.sqrt(condition);
  const momentum = ((root - 1) / (root + 1)) ** 2;
  return {
    ...race(condition),
    optimizer: { name: 'momentum', learningRate: (2 / (root + 1)) ** 2, momentum },
  };
});

/** Momentum at the rate that is best for plain descent. */
const borrowed = {
  ...race(100),
  optimizer: { name: 'momentum', learningRate: 2 / (1 + 100) },
};

/** Many independent weights in a round bowl, each gradient blurred by noise as large as the slope at distance 1. */
const noisy = each(
  { plain: ['sgd', 0.05], momentum: ['momentum', 0.05], slow: ['momentum', 0.005] },
  ([name, learningRate]) => ({
    problem: { name: 'noisyBowl', dimension: 100, condition: 1, noise: 1 },
    optimizer: { name, learningRate },
    updates: 600,
    every: 5,
    seeds: [1, 2, 3, 4, 5],
  }),
);

/** Rates, times the largest curvature, on both sides of the limits 1.357 and 3.8. */
const rates = [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.33, 1.38, 1.6, 2, 2.5, 3, 3.5, 3.72, 3.88];
const limits = each({ momentum: 'momentum', nesterov: 'nesterov' }, (name) => ({
  problem: { name: 'bowl', condition: 30, start: [1, 1] },
  optimizer: { name },
  updates: 200,
  tune: { values: rates.map((rate) => rate / 30), score: 'distance', seeds: [1] },
}));

/** The largest rate that came nearer to the minimum, times the largest curvature. */
const stable = ({ tuning }: RunRecord) =>
  Math.max(...rates.filter((_, i) => (tuning?.scores[i]?.[0] ?? Infinity) < 1));
/** How far beyond the minimum, along the valley. */
const beyond = ({ path }: RunRecord) => Math.max(...(path?.[0] ?? []).map(([x]) => x));

export default lesson({
  id: 'momentum',
  lecture: '3. Optimizers',
  needs: ['gradient-descent'],
  concepts: ['momentum', 'Nesterov momentum', 'conditioning', 'gradient noise'],
  teaches: ['momentum', 'nesterov'],
  experiments: { hikes, plain, nine, ideal, borrowed, noisy, limits },
  measures: ({ hikes, plain, nine, ideal, borrowed, noisy, limits }) => ({
    carried: final(hikes.plain, 'distance') / final(hikes.momentum, 'distance'),
    equal: needed(plain[100]) / needed(borrowed),
    short: needed(nine[10]) / needed(plain[10]),
    plainGrows: needed(plain[1000]) / needed(plain[10]),
    idealGrows: needed(ideal[1000]) / needed(ideal[10]),
    ideal10: needed(ideal[10]) / needed(plain[10]),
    settles: needed(nine[100]),
    /** Each swing is √0.9 times as wide as the one before. */
    theory: Math.log(1e3) / -Math.log(Math.sqrt(0.9)),
    long: needed(plain[1000]) / needed(nine[1000]),
    coefficient: ideal[1000].spec.optimizer['momentum'] as number,
    ahead: needed(ideal[1000]) / needed(nine[1000]),
    bolder: best(nine[1000]) / (2 / 1001),
    noise: tail(noisy.momentum) / tail(noisy.plain),
    effective: tail(noisy.slow) / tail(noisy.plain),
    overshoot: beyond(hikes.momentum),
    less: beyond(hikes.nesterov),
    limit: stable(limits.momentum),
    price: stable(limits.nesterov),
  }),
  figures: ({ hikes, plain, nine, ideal, noisy, limits }) => ({
    hike: paths({ entrants: [{ run: hikes.plain }, { run: hikes.momentum }] }),
    conditioning: plot({
      x: log('condition number κ'),
      y: log('updates needed'),
      lines: [
        { label: 'plain descent', style: 'sgd', ...over(plain, needed) },
        { label: 'momentum 0.9', style: 'momentum', ...over(nine, needed) },
        { label: 'momentum, by theory', style: 'lion', ...over(ideal, needed) },
      ],
    }),
    noise: curves({
      y: log('loss'),
      entrants: {
        'plain, rate 0.05': noisy.plain,
        'momentum, rate 0.05': noisy.momentum,
        'momentum, rate 0.005': { run: noisy.slow, style: 'neutral' },
      },
    }),
    limits: sensitivity({
      y: log('distance left', { max: 1 }),
      entrants: [{ run: limits.momentum }, { run: limits.nesterov }],
    }),
  }),
});
