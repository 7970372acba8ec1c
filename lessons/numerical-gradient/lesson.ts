import {
  found,
  images,
  lesson,
  linear,
  log,
  plot,
  ramp,
  studied,
  type StudyRecord,
} from 'downhill/node';
import { gradientTime } from './gradient-time.ts';

const seeds = [1, 2, 3];
const errors = { study: 'differenceError', seeds };
const centred = { ...errors, difference: 'centred' };
const oneSided = { ...errors, difference: 'one-sided' };
const luck = { ...centred, points: 1, seeds: [1] };
const single = { ...centred, precision: 'float32' };

const steps = { long: 1e-2, short: 1e-6 };
const near = { study: 'pixelSlopes', h: steps.long };
const far = { study: 'pixelSlopes', h: steps.short };
const cost = { study: 'gradientCost', sides: 2 };
const chords = { study: 'chords', h: 1 };

const line = (slope: number, from = 0, to = 1.2, height = 1) => {
  const x = [from, to];
  return { x, y: x.map((x) => height + slope * x) };
};
const curve = Array.from({ length: 45 }, (_, i) => -1 + i / 20);

const first = (study: StudyRecord, column: string) => found(study, column)[0] ?? NaN;
const at = (study: StudyRecord, column: string, h: number) => {
  const steps = found(study, 'h');
  const nearest = Math.min(...steps.map((step) => Math.abs(Math.log(step / h))));
  return found(study, column)[steps.findIndex((s) => Math.abs(Math.log(s / h)) === nearest)] ?? NaN;
};
/** The slope of a curve on log axes. */
const arm = (study: StudyRecord, from: number, to: number) =>
  Math.log(at(study, 'error', to) / at(study, 'error', from)) / Math.log(to / from);
const least = (study: StudyRecord) => Math.min(...found(study, 'error'));
const best = (study: StudyRecord) =>
  found(study, 'h')[found(study, 'error').indexOf(least(study))] ?? NaN;
const digits = (study: StudyRecord) => -Math.log10(least(study));
const total = (study: StudyRecord, column: string) =>
  found(study, column).reduce((sum, value) => sum + value, 0);
const theory = (study: StudyRecord) => ({
  x: found(study, 'h'),
  y: found(study, 'curve').map((error, i) => error + (found(study, 'rounding')[i] ?? NaN)),
});

const slopesOf = (study: StudyRecord, column: string) =>
  Array.from({ length: 10 }, (_, digit) => ({
    label: String(digit),
    columns: 8,
    values: (study.columns[0]?.[column] ?? []).filter((_, i) => i % 10 === digit),
  }));
const largest = (study: StudyRecord, column: string) =>
  Math.max(...found(study, column).map(Math.abs));

/** Of the slopes that are not 0, those that a difference misses by more than half of their size. */
const wrong = (study: StudyRecord) => {
  const difference = found(study, 'difference');
  const missed = found(study, 'derived').flatMap((slope, i) =>
    slope === 0 ? [] : [Math.abs((difference[i] ?? NaN) - slope) > Math.abs(slope) / 2],
  );
  return missed.filter(Boolean).length / missed.length;
};

/** The slope of the best line through all points on log axes. */
const power = (x: readonly number[], y: readonly number[]) => {
  const [a, b] = [x.map(Math.log), y.map(Math.log)];
  const [middle, height] = [a, b].map((l) => l.reduce((sum, v) => sum + v, 0) / l.length) as [
    number,
    number,
  ];
  const spread = a.reduce((sum, v) => sum + (v - middle) ** 2, 0);
  return a.reduce((sum, v, i) => sum + (v - middle) * ((b[i] ?? NaN) - height), 0) / spread;
};

/** How long one evaluation took, beside one gradient by backpropagation. */
const share = (network: number) =>
  (gradientTime.times.at(network) ?? NaN) / (2 * (gradientTime.weights.at(network) ?? NaN));

export default lesson({
  id: 'numerical-gradient',
  lecture: '2. Optimization',
  needs: ['loss-landscape'],
  concepts: ['gradient', 'finite differences', 'cancellation', 'float32'],
  teaches: ['numericGradient'],
  experiments: { chords, centred, oneSided, luck, single, near, far, cost },
  measures: ({ chords, centred, oneSided, single, near, far, cost }) => ({
    one: first(chords, 'right') - 1,
    both: first(chords, 'across') - 1,
    fallCentred: arm(centred, 1e-4, 1e-2),
    fallOne: arm(oneSided, 1e-4, 1e-2),
    rise: arm(centred, 1e-14, 1e-8),
    best: best(centred),
    bestOne: best(oneSided),
    digits: digits(centred),
    digitsOne: digits(oneSided),
    best32: best(single),
    longer: best(single) / best(centred),
    digits32: digits(single),
    borrowed: at(single, 'error', 1e-5) / least(single),
    level: at(single, 'error', 1e-10),
    near: near.columns[0]?.['error']?.[0] ?? NaN,
    wrong: wrong(far),
    perWeight: total(cost, 'differences') / total(cost, 'weights'),
    passes: Math.max(...found(cost, 'backpropagation')),
    slow: gradientTime.times.at(-1) ?? NaN,
    weights: gradientTime.weights.at(-1) ?? NaN,
    small: share(0),
    large: share(-1),
    grows: power(gradientTime.weights, gradientTime.times),
  }),
  figures: ({ chords, centred, oneSided, luck, single, near, far, cost }) => ({
    chords: plot({
      x: linear('x'),
      y: linear('height', { min: 0, max: 3.4 }),
      lines: [
        { label: 'tangent', style: 'reference', ...line(1, -0.95, 1.2) },
        { label: 'the curve eˣ', style: 'multiStep', x: curve, y: curve.map(Math.exp) },
        ...found(chords, 'h').map((h, i) => ({
          label: `to the right, h = ${h}`,
          style: ramp(4)[3 - i] as string,
          ...line(found(chords, 'right')[i] ?? NaN),
        })),
        {
          label: 'to both sides, h = 1',
          style: 'nesterov',
          ...line(first(chords, 'across'), -1, 1, Math.cosh(1)),
        },
      ],
    }),
    valley: plot({
      x: log('step h'),
      y: log('error, as a share of the slope'),
      lines: [
        { label: 'theory', style: 'reference', ...theory(oneSided) },
        { label: 'theory', style: 'reference', ...theory(centred) },
        { label: 'one point', style: 'neutral', ...studied(luck, 'h', 'error') },
        { label: 'one-sided', style: 'momentum', ...studied(oneSided, 'h', 'error') },
        { label: 'centred', style: 'sgd', ...studied(centred, 'h', 'error') },
      ],
    }),
    single: plot({
      x: log('step h'),
      y: log('error, as a share of the slope'),
      lines: [
        { label: 'in float32', style: 'adamw', ...studied(single, 'h', 'error') },
        { label: 'in doubles', style: 'sgd', ...studied(centred, 'h', 'error') },
      ],
    }),
    pixels: images({
      label: 'slope of the loss',
      most: largest(near, 'derived'),
      rows: [
        { label: 'backpropagation', images: slopesOf(near, 'derived') },
        { label: `differences, h = ${steps.long}`, images: slopesOf(near, 'difference') },
        { label: `differences, h = ${steps.short}`, images: slopesOf(far, 'difference') },
      ],
    }),
    cost: plot({
      x: log('weights'),
      y: log('times as much as backpropagation'),
      lines: [
        {
          label: 'two for each weight',
          style: 'reference',
          x: gradientTime.weights,
          y: gradientTime.weights.map((weights) => 2 * weights),
        },
        {
          label: 'evaluations, counted',
          style: 'sgd',
          ...studied(cost, 'weights', 'differences'),
        },
        {
          label: 'time, recorded',
          style: 'momentum',
          x: gradientTime.weights,
          y: gradientTime.times,
        },
      ],
    }),
  }),
});
