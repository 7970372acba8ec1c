import {
  each,
  effectiveRates,
  final,
  logSpaced,
  found,
  lesson,
  linear,
  log,
  needed,
  paths,
  plot,
  points,
  rateEllipses,
  studied,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';

/** A slope of 1 for a hundred updates, and a tenth of it from then on. */
const [before, after] = [100, 400];
const steps = (optimizer: object) => ({
  study: 'stepSizes',
  optimizer,
  slopes: [
    [1, before],
    [0.1, after],
  ],
});
/** Updates until a step is half of what it was: until the average square has come down to four times the new one. */
const recovery = (decay: number) =>
  Math.log((1 - decay ** before - 0.01) / 0.03) / -Math.log(decay);

const condition = 20;
const rate = 0.1;
/** A valley along the axes, and the same valley between them, from the same place on its wall. */
const hikes = each(
  {
    plain: { name: 'sgd', learningRate: 2 / (1 + condition), rotation: 0, start: [-3, 3] },
    along: { name: 'rmsprop', learningRate: rate, rotation: 0, start: [-3, 3] },
    between: { name: 'rmsprop', learningRate: rate, rotation: 45, start: [-3 * Math.SQRT2, 0] },
  },
  ({ name, learningRate, ...valley }) => ({
    problem: { name: 'bowl', condition, ...valley },
    optimizer: { name, learningRate },
    updates: 60,
    path: true,
  }),
);

/** From random starts, at the best of twelve rates for each angle, which fall to zero. */
const twelve = (from: number, to: number) => logSpaced(from, to, 12);
const turn = (name: string, rates: readonly number[]) => ({
  study: 'turnedBowl',
  condition: 100,
  angles: [0, 2, 5, 10, 15, 20, 30, 45],
  optimizer: { name },
  rates,
  updates: 100,
  starts: 8,
  seeds: [1, 2, 3],
});
const angles = {
  plain: turn('sgd', twelve(0.005, 0.08)),
  rmsprop: turn('rmsprop', twelve(0.01, 1)),
};

/** Between the axes at rates that stay, until a hundredth of the way is left for good, at the best of seven, a factor of two apart. */
const start = [-Math.SQRT1_2, -5 * Math.SQRT1_2];
const turned = each({ sgd: 0.001, rmsprop: 0.015 }, (slowest, name) => ({
  problem: { name: 'bowl', condition: 50, rotation: 45, start },
  optimizer: { name },
  updates: 500,
  every: 500,
  until: { series: 'distance', below: 0.01 * Math.hypot(...start), stays: 200 },
  tune: {
    values: Array.from({ length: 7 }, (_, i) => slowest * 2 ** i),
    score: 'updates',
    seeds: [1],
  },
}));

/** To the bottom and on, at one rate and at one that falls to zero. */
const stays = each(
  { constant: rate, falling: { schedule: 'linear', peak: rate, updates: 300 } },
  (learningRate) => ({
    problem: { name: 'bowl', condition, start: [-3, 3] },
    optimizer: { name: 'rmsprop', learningRate },
    updates: 300,
    every: 2,
  }),
);

/** A slope that hardly changes, for this rule and for that of tfjs, both with the epsilon of tfjs. */
const epsilon = 1e-7;
const sizes = { large: 1e-1, small: 1e-4, tiny: 1e-5 };
const slopes = (optimizer: { readonly name: string; readonly epsilon?: number }) =>
  each(sizes, (slope) => ({
    problem: { name: 'bowl', condition: 1, start: [slope, 0] },
    optimizer: { ...optimizer, learningRate: 1e-3 * slope },
    updates: 60,
    every: 20,
  }));
/** What epsilon inside the root leaves of a step that has it outside. */
const inside = (slope: number) => (slope + epsilon) / Math.sqrt(slope ** 2 + epsilon);

const step = (study: StudyRecord, update: number) => found(study, 'step')[update - 1] ?? NaN;
const recovered = (study: StudyRecord) =>
  found(study, 'step').findIndex((size, i) => i >= before && size >= 0.5) - before;
const left = (study: StudyRecord, angle: number) =>
  found(study, 'distance')[found(study, 'angle').indexOf(angle)] ?? NaN;
const stretch = (run: RunRecord) => {
  const [along = NaN, across = NaN] = effectiveRates(run)[8] ?? [];
  return along / across;
};
const distances = ({ series }: RunRecord) => series[0]?.['distance'] ?? [];
/** At least the smallest number above zero, for on some backends a weight gets to the bottom itself. */
const nearest = (run: RunRecord) => Math.max(2 ** -149, Math.min(...distances(run).map(Number)));
/** From the fortieth update on, when the average has filled up. */
const moved = (run: RunRecord) => {
  const [from = NaN, to = NaN] = distances(run).slice(-2);
  return from - to;
};

export default lesson({
  id: 'rmsprop',
  lecture: '3. Optimizers',
  needs: ['conditioning', 'momentum', 'adagrad'],
  concepts: ['RMSProp', 'AdaGrad', 'effective rate', 'conditioning'],
  teaches: ['rmsprop'],
  experiments: {
    memory: {
      adagrad: steps({ name: 'adagrad' }),
      short: steps({ name: 'rmsprop', decay: 0.9 }),
      long: steps({ name: 'rmsprop', decay: 0.99 }),
    },
    hikes,
    angles,
    turned,
    stays,
    ours: slopes({ name: 'rmsprop', epsilon }),
    tfjs: slopes({ name: 'tf:rmsprop' }),
  },
  measures: ({ memory, hikes, angles, turned, stays, ours, tfjs }) => ({
    worn: step(memory.adagrad, before),
    end: step(memory.adagrad, before + after),
    first: step(memory.short, 1),
    short: recovered(memory.short),
    shortTheory: recovery(0.9),
    long: recovered(memory.long),
    longTheory: recovery(0.99),
    along: stretch(hikes.along),
    between: stretch(hikes.between),
    straight: Math.log10(left(angles.plain, 0) / left(angles.rmsprop, 0)),
    ten: Math.log10(left(angles.plain, 10) / left(angles.rmsprop, 10)),
    lead: left(angles.plain, 45) / left(angles.rmsprop, 45),
    plain: left(angles.plain, 45) / left(angles.plain, 0),
    turned: needed(turned.rmsprop) / needed(turned.sgd),
    fall: Math.log10((3 * Math.SQRT2) / nearest(stays.constant)),
    thrown: final(stays.constant, 'distance'),
    jitter: rate / Math.SQRT2,
    rests: Math.log10(final(stays.constant, 'distance') / final(stays.falling, 'distance')),
    large: moved(tfjs.large) / moved(ours.large),
    small: moved(tfjs.small) / moved(ours.small),
    smallTheory: inside(sizes.small),
    tiny: moved(tfjs.tiny) / moved(ours.tiny),
    tinyTheory: inside(sizes.tiny),
  }),
  figures: ({ memory, hikes, angles, stays }) => ({
    memory: plot({
      x: linear('update'),
      y: log('step, in rates'),
      lines: [
        { label: 'ρ = 0.9', style: 'rmsprop', ...studied(memory.short, 'update', 'step') },
        { label: 'ρ = 0.99', style: 'ramp:1/3', ...studied(memory.long, 'update', 'step') },
        { label: 'AdaGrad', style: 'adagrad', ...studied(memory.adagrad, 'update', 'step') },
      ],
    }),
    hikes: paths({
      window: { x: [-5, 5], y: [-5, 5] },
      entrants: Object.entries({
        'plain descent': hikes.plain,
        RMSProp: hikes.along,
        'RMSProp, turned': hikes.between,
      }).map(([label, run]) => ({ label, run, outlines: rateEllipses(run, [0, 8, 16]) })),
    }),
    angles: plot({
      x: linear('angle of the valley, in degrees'),
      y: log('distance left', { min: 1e-12, max: 1 }),
      lines: [
        { label: 'plain descent', style: 'sgd', ...studied(angles.plain, 'angle', 'distance') },
        { label: 'RMSProp', style: 'rmsprop', ...studied(angles.rmsprop, 'angle', 'distance') },
      ],
    }),
    stays: plot({
      x: linear('update'),
      y: log('distance from the bottom', { min: 1e-10 }),
      guides: [{ axis: 'y', at: rate / Math.SQRT2, label: 'rate / √2' }],
      lines: [
        { label: 'rate 0.1', style: 'rmsprop', ...points(stays.constant, 'distance') },
        { label: 'falling to 0', style: 'ramp:1/3', ...points(stays.falling, 'distance') },
      ],
    }),
  }),
});
