import {
  curves,
  each,
  final,
  lesson,
  log,
  needed,
  over,
  paths,
  plot,
  tail,
  type RunRecord,
} from 'downhill/node';
import { multiStep } from 'downhill';

const valley = { condition: 30, start: [-9, 1.6] } as const;
const hike = (name: string, learningRate: unknown = 0.02) => ({
  problem: { name: 'bowl', ...valley },
  optimizer: { name, learningRate },
  updates: 60,
  every: 1,
  path: true,
});
const hikes = each({ plain: 'sgd', momentum: 'momentum' }, (name) => hike(name));
/** A tenth of the rate from the eleventh update on. */
const drop = { rate: 0.02, milestones: [10] };
const braked = hike('momentum', { schedule: 'multiStep', ...drop });

/** Until a thousandth of the way is left, for good: momentum swings through the goal before it settles. */
const race = (condition: number) => ({
  problem: { name: 'bowl', condition, start: [1, 1] },
  updates: 4000,
  until: { series: 'distance', below: 1e-3 * Math.SQRT2, stays: 50 },
});
const valleys = { 10: 10, 100: 100, 1000: 1000 };

/** Plain descent at its best rate of all, which theory knows. */
const plain = each(valleys, (condition) => ({
  ...race(condition),
  optimizer: { name: 'sgd', learningRate: 2 / (1 + condition) },
}));

/** Momentum 0.9 at the best of six rates, up to just below the largest at which it is stable, 3.8 / κ. */
const shares = [0.05, 0.1, 1, 2, 3, 3.5];
const six = each(valleys, (condition) => ({
  ...race(condition),
  updates: 300,
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

/** Momentum at the rate that is best for plain descent, and at a tenth of it. */
const borrowed = each({ whole: 1, tenth: 0.1 }, (share) => ({
  ...race(100),
  optimizer: { name: 'momentum', learningRate: (share * 2) / (1 + 100) },
}));

/** Many independent weights in a round bowl, each gradient blurred by noise as large as the slope at distance 1. */
const noisy = each(
  { plain: ['sgd', 0.05], momentum: ['momentum', 0.05], slow: ['momentum', 0.005] },
  ([name, learningRate]) => ({
    problem: { name: 'noisyBowl', dimension: 250, condition: 1, noise: 1 },
    optimizer: { name, learningRate },
    updates: 450,
    every: 5,
    seeds: [1, 2, 3],
  }),
);

/** How far along the valley the ten updates after the drop lead, with the rate outside of the velocity. */
const outside = ({ path }: RunRecord) =>
  (path?.[0]?.[20]?.[0] ?? NaN) - (path?.[0]?.[10]?.[0] ?? NaN);
/** The same with the rate inside, in doubles. Along its axes a bowl is two independent problems. */
const inside = () => {
  const rateAt = multiStep(drop);
  let [w, v]: [number, number] = [valley.start[0], 0];
  const places = Array.from({ length: 21 }, (_, t) => {
    const here = w;
    v = 0.9 * v - rateAt(t) * w;
    w += v;
    return here;
  });
  return (places[20] ?? NaN) - (places[10] ?? NaN);
};

/** From the slope above the shallow one of two wells, as in the lesson on saddle points. */
const wells = each({ plain: 'sgd', momentum: 'momentum' }, (name) => ({
  problem: { name: 'twoWells', tilt: 0.2, start: [2.2, 0.5] },
  optimizer: { name, learningRate: 0.02 },
  updates: 300,
  every: 3,
  path: true,
}));
const rests = ({ path }: RunRecord) => path?.[0]?.at(-1)?.[0] ?? NaN;

export default lesson({
  id: 'momentum',
  lecture: '3. Optimizers',
  needs: ['gradient-descent'],
  concepts: ['momentum', 'conditioning', 'local minimum', 'gradient noise'],
  teaches: ['momentum'],
  experiments: { hikes, wells, braked, plain, six, ideal, borrowed, noisy },
  measures: ({ hikes, wells, braked, plain, six, ideal, borrowed, noisy }) => ({
    carried: final(hikes.plain, 'distance') / final(hikes.momentum, 'distance'),
    stays: rests(wells.plain),
    leaves: rests(wells.momentum),
    equal: needed(plain[100]) / needed(borrowed.whole),
    short: needed(six[10]) / needed(plain[10]),
    plainGrows: needed(plain[1000]) / needed(plain[10]),
    idealGrows: needed(ideal[1000]) / needed(ideal[10]),
    ideal10: needed(ideal[10]) / needed(plain[10]),
    settles: needed(six[100]),
    /** Each swing is √0.9 times as wide as the one before. */
    theory: Math.log(1e3) / -Math.log(Math.sqrt(0.9)),
    long: needed(plain[1000]) / needed(six[1000]),
    coefficient: ideal[1000].spec.optimizer['momentum'] as number,
    ahead: needed(ideal[1000]) / needed(six[1000]),
    careful: needed(borrowed.tenth) / needed(six[100]),
    noise: tail(noisy.momentum) / tail(noisy.plain),
    effective: tail(noisy.slow) / tail(noisy.plain),
    further: inside() / outside(braked),
  }),
  figures: ({ hikes, plain, six, ideal, noisy }) => ({
    hike: paths({ entrants: [{ run: hikes.plain }, { run: hikes.momentum }] }),
    conditioning: plot({
      x: log('condition number κ'),
      y: log('updates needed'),
      lines: [
        { label: 'plain descent', style: 'sgd', ...over(plain, needed) },
        { label: 'momentum 0.9', style: 'momentum', ...over(six, needed) },
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
  }),
});
