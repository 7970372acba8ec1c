import {
  curves,
  dots,
  each,
  final,
  finals,
  lesson,
  linear,
  log,
  needed,
  over,
  paths,
  plot,
  tail,
} from 'downhill/node';

const hikes = each({ plain: 'sgd', momentum: 'momentum' }, (name) => ({
  problem: { name: 'bowl', condition: 30, start: [-9, 1.6] },
  optimizer: { name, learningRate: 0.02 },
  updates: 60,
  path: true,
}));

/** To a millionth of the loss at the start, which is half the sum of the curvatures. */
const race = (condition: number) => ({
  problem: { name: 'bowl', condition, start: [1, 1] },
  until: 5e-7 * (1 + condition),
});

/** Both at the rate that theory calls best for plain descent, 2 / (1 + κ): a hard test for momentum. */
const equal = each({ plain: 'sgd', momentum: 'momentum' }, (name) => ({
  ...race(100),
  optimizer: { name, learningRate: 2 / (1 + 100) },
  updates: 10_000,
}));

/** Of the largest rate at which plain descent is stable. */
const shares = [0.05, 0.1, 0.2, 0.4, 0.9, 0.98, 1.4, 1.7, 1.95];

/** A rule at its own best rate in valleys of three lengths, found by the same number of trials. */
const tuned = (name: string) =>
  each({ 10: 200, 100: 600, 1000: 2500 }, (updates, condition) => ({
    ...race(Number(condition)),
    optimizer: { name },
    updates,
    tune: { values: shares.map((s) => (2 * s) / Number(condition)), score: 'updates', seeds: [1] },
  }));

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

export default lesson({
  id: 'momentum',
  lecture: '3. Optimizers',
  needs: ['gradient-descent'],
  concepts: ['momentum', 'Nesterov momentum', 'conditioning', 'gradient noise'],
  teaches: ['momentum', 'nesterov'],
  experiments: { hikes, equal, plain: tuned('sgd'), momentum: tuned('momentum'), noisy },
  measures: ({ hikes, equal, plain, momentum, noisy }) => ({
    carried: final(hikes.plain, 'distance') / final(hikes.momentum, 'distance'),
    equal: needed(equal.plain) / needed(equal.momentum),
    tuned10: needed(plain[10]) / needed(momentum[10]),
    tuned100: needed(plain[100]) / needed(momentum[100]),
    tuned1000: needed(plain[1000]) / needed(momentum[1000]),
    noise: tail(noisy.momentum) / tail(noisy.plain),
    effective: tail(noisy.slow) / tail(noisy.plain),
  }),
  figures: ({ hikes, equal, plain, momentum, noisy }) => ({
    hike: paths({ entrants: [{ run: hikes.plain }, { run: hikes.momentum }] }),
    equal: dots({
      x: linear('updates needed', { min: 0 }),
      rows: finals('updates', { 'plain descent': equal.plain, 'momentum 0.9': equal.momentum }),
    }),
    conditioning: plot({
      x: log('condition number κ'),
      y: log('updates needed'),
      lines: [
        { label: 'plain descent', style: 'sgd', ...over(plain, needed) },
        { label: 'momentum', style: 'momentum', ...over(momentum, needed) },
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
  }),
});
