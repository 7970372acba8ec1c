import {
  each,
  found,
  lesson,
  linear,
  log,
  needed,
  over,
  paths,
  plot,
  ramp,
  studied,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';

const start = [-9, 2.2] as const;
const bowl = (condition: number) => ({ name: 'bowl', condition, start });
/** Plain descent at its best rate of all, which theory knows. */
const plain = (condition: number) => ({ name: 'sgd', learningRate: 2 / (1 + condition) });
const adagrad = (learningRate: number) => ({ name: 'adagrad', learningRate });

type Optimizer = ReturnType<typeof plain>;

/** A long valley, and AdaGrad in a short one and in the long one. */
const hike = (condition: number, optimizer: Optimizer) => ({
  problem: bowl(condition),
  optimizer,
  updates: 60,
  every: 1,
  path: true,
});
const hikes = {
  plain: hike(100, plain(100)),
  short: hike(10, adagrad(1)),
  long: hike(100, adagrad(1)),
};

/** Until a thousandth of the way is left, for good. */
const valleys = { 10: 10, 30: 30, 100: 100, 300: 300 };
const race = (optimizer: (condition: number) => Optimizer) =>
  each(valleys, (condition) => ({
    problem: bowl(condition),
    optimizer: optimizer(condition),
    updates: 2000,
    until: { series: 'distance', below: 1e-3 * Math.hypot(...start), stays: 5 },
  }));

/** One pass over examples that hold half, an eighth, a thirty-second and a hundred-and-twenty-eighth of the features. */
const pass = (rule: string, rates: readonly number[]) => ({
  study: 'rareFeatures',
  rule,
  rates,
  seeds: [1, 2, 3, 4],
});
const rare = {
  plain: pass('sgd', [0.0125, 0.025, 0.05, 0.1, 0.2]),
  bold: pass('sgd', [0.2]),
  adagrad: pass('adagrad', [0.1, 0.2, 0.4, 0.8, 1.6]),
};

/** A slope of 1 that stays, at rate 0.1. */
const updates = 1024;
const steady = (name: string) => ({
  study: 'stepSizes',
  optimizer: { name, learningRate: 0.1 },
  slopes: [[1, updates]],
});
const plane = { plain: steady('sgd'), adagrad: steady('adagrad') };

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
/** How far so many updates have led. */
const gone = (study: StudyRecord, update: number) => sum(found(study, 'step').slice(0, update));
/** The sum of squares is the number of updates, and the step 0.1 / √t. */
const inTheory = (update: number) =>
  sum(Array.from({ length: update }, (_, i) => 0.1 / Math.sqrt(i + 1)));
const kind = (study: StudyRecord, column: string, index: number) =>
  found(study, column).at(index) ?? NaN;
const times = Array.from({ length: 11 }, (_, i) => 2 ** i);
const along = (study: StudyRecord) => ({ x: times, y: times.map((update) => gone(study, update)) });
const looks = {
  plain: { label: 'plain, best rate', style: 'sgd' },
  bold: { label: 'plain, bold', style: 'neutral' },
  adagrad: { label: 'AdaGrad', style: 'adagrad' },
} as const;
/** The way across the valley, there and back. */
const across = ({ path }: RunRecord) =>
  sum((path?.[0] ?? []).map(([, y], t, all) => Math.abs(y - (all[t - 1]?.[1] ?? y))));

export default lesson({
  id: 'adagrad',
  lecture: '3. Optimizers',
  needs: ['conditioning', 'momentum'],
  concepts: ['AdaGrad', 'adaptive learning rate', 'rare features'],
  teaches: ['adagrad'],
  experiments: {
    hikes,
    plain: race(plain),
    one: race(() => adagrad(1)),
    two: race(() => adagrad(2)),
    four: race(() => adagrad(4)),
    rare,
    plane,
  },
  measures: ({ hikes, plain, one, two, rare, plane }) => ({
    same: across(hikes.long) / across(hikes.short),
    longer: across(hikes.plain) / across(hikes.long),
    ten: needed(one[10]),
    level: needed(one[300]) / needed(one[10]),
    rises: needed(plain[300]) / needed(plain[10]),
    ahead: needed(plain[300]) / needed(one[300]),
    half: needed(one[100]) / needed(two[100]),
    pace: kind(rare.adagrad, 'pace', 0) / kind(rare.adagrad, 'pace', -1),
    gain: kind(rare.plain, 'loss', 0) / kind(rare.adagrad, 'loss', 0),
    missed: kind(rare.plain, 'error', 0),
    /** The mean size of a normal weight. */
    nothing: Math.sqrt(2 / Math.PI),
    learned: kind(rare.adagrad, 'error', 0),
    bold: kind(rare.bold, 'error', 0),
    shaken: kind(rare.bold, 'error', -1) / kind(rare.adagrad, 'error', -1),
    far: gone(plane.adagrad, updates),
    farTheory: inTheory(updates),
    twice: gone(plane.adagrad, updates) / gone(plane.adagrad, updates / 4),
    behind: gone(plane.plain, updates) / gone(plane.adagrad, updates),
  }),
  figures: ({ hikes, plain, one, two, four, rare, plane }) => ({
    hikes: paths({
      entrants: [
        { run: hikes.plain, label: 'plain descent, κ = 100' },
        { run: hikes.short, label: 'AdaGrad, κ = 10' },
        { run: hikes.long, label: 'AdaGrad, κ = 100' },
      ],
    }),
    race: plot({
      x: log('condition number κ'),
      y: log('updates needed'),
      lines: [
        { label: 'plain descent', style: 'sgd', ...over(plain, needed) },
        ...[one, two, four].map((runs, i) => ({
          label: `AdaGrad, rate ${2 ** i}`,
          style: ramp(3)[i] as string,
          ...over(runs, needed),
        })),
      ],
    }),
    rare: plot({
      x: log('how often a feature comes'),
      y: linear('error of its weight', { min: 0 }),
      lines: (['plain', 'bold', 'adagrad'] as const).map((name) => ({
        ...looks[name],
        ...studied(rare[name], 'frequency', 'error'),
      })),
      strip: {
        y: log('rate of its weight'),
        lines: (['plain', 'adagrad'] as const).map((name) => ({
          ...looks[name],
          ...studied(rare[name], 'frequency', 'pace'),
        })),
      },
    }),
    plane: plot({
      x: log('update'),
      y: log('way from the start'),
      lines: [
        { label: 'theory', style: 'reference', x: times, y: times.map(inTheory) },
        { label: 'AdaGrad', style: 'adagrad', ...along(plane.adagrad) },
        { label: 'plain descent', style: 'sgd', ...along(plane.plain) },
      ],
    }),
  }),
});
