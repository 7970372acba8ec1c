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
import { newtonTime } from './newton-time.ts';

/** In bowls of several lengths, until a thousandth of the way is left. */
const bowl = (condition: number, minimizer: object) => ({
  study: 'minimizerWalk',
  problem: { name: 'bowl', condition, rotation: 30 },
  start: [1, 1],
  minimizer,
  within: 1e-3 * Math.SQRT2,
});
const best = (condition: number) =>
  bowl(condition, { name: 'sgd', learningRate: 2 / (1 + condition) });
const jump = (condition: number) => bowl(condition, { name: 'newton' });
const descents = { ten: best(10), hundred: best(100), thousand: best(1000) };
const jumps = { ten: jump(10), hundred: jump(100), thousand: jump(1000) };

/** In a valley that bends: gradient descent at rates up to beyond the largest that it allows. */
const bend = { study: 'minimizerWalk', problem: { name: 'rosenbrock' }, start: [-1.2, 1] };
const creep = (learningRate: number) => ({
  ...bend,
  minimizer: { name: 'sgd', learningRate },
  updates: 20_000,
});
const creeps = { slow: creep(1e-3), fair: creep(1.5e-3), fast: creep(1.9e-3), wild: creep(2.5e-3) };
const leaps = { ...bend, minimizer: { name: 'newton' } };
/** Beside the ridge that leads to a saddle. */
const pass = { ...leaps, problem: { name: 'saddle' }, start: [1, 0.3] };

/** From all places between the hilltop and a bottom, and from single ones. */
const starts = { study: 'newtonStarts', from: 0.005, to: 0.8, starts: 160 };
const damped = { ...starts, damping: 1.5 };
const from = (start: number) => ({ ...starts, from: start, to: start, starts: 1 });
const singles = { side: from(1.6), hill: from(0.3), middle: from(0.5) };
const trough = { curve: 'trough', backtracking: false };
const troughs = {
  near: { ...from(0.9), ...trough },
  far: { ...from(1.1), ...trough },
  held: { ...from(1.5), ...trough, backtracking: true },
};
const cost = { study: 'orderCost', order: 2 };

const first = (study: StudyRecord, name: string) => found(study, name)[0] ?? NaN;
const last = (study: StudyRecord, name: string) => found(study, name).at(-1) ?? NaN;
const updates = (study: StudyRecord) => first(study, 'updates');
const updatesText = (study: StudyRecord) => `${numberText(updates(study))} updates`;

/** What is believed at a start: two terms of Taylor's series, or three. */
const belief = (study: StudyRecord, terms: 2 | 3) => (w: number) => {
  const way = w - first(study, 'start');
  const tangent = first(study, 'height') + first(study, 'slope') * way;
  return terms === 2 ? tangent : tangent + (first(study, 'curvature') * way ** 2) / 2;
};
const ground = (w: number) => w ** 4 / 4 - w ** 2 / 2;
const drawn = (from: number, to: number, height: (w: number) => number) => {
  const x = Array.from({ length: 41 }, (_, i) => from + ((to - from) * i) / 40);
  return { x, y: x.map(height) };
};

/** The slope between both ends of a line on log axes. */
const power = ({ x, y }: { readonly x: readonly number[]; readonly y: readonly number[] }) =>
  Math.log((y.at(-1) ?? NaN) / (y[0] ?? NaN)) / Math.log((x.at(-1) ?? NaN) / (x[0] ?? NaN));
/** Beside what a hundred weights take. */
const relative = (x: readonly number[], y: readonly number[]) => {
  const base = y[x.indexOf(100)] ?? NaN;
  return { x, y: y.map((value) => value / base) };
};
const time = relative(newtonTime.weights, newtonTime.milliseconds);
const memory = (study: StudyRecord) => relative(found(study, 'weights'), found(study, 'numbers'));
const sizes = [25, 1600];
const theory = (exponent: number) => ({
  x: sizes,
  y: sizes.map((size) => (size / 100) ** exponent),
});
const million = 1e6;
/** Years for one step with a million weights, at N³ from the largest that was timed. */
const years =
  ((newtonTime.milliseconds.at(-1) ?? NaN) * (million / (newtonTime.weights.at(-1) ?? NaN)) ** 3) /
  (365.25 * 24 * 3600 * 1000);

export default lesson({
  id: 'second-order',
  lecture: '4. Learning rate',
  needs: ['conditioning', 'saddle-points'],
  concepts: ["Newton's method", 'Hessian', 'curvature', 'damping'],
  teaches: ['newtonStep'],
  experiments: { descents, jumps, creeps, leaps, pass, starts, damped, singles, troughs, cost },
  measures: ({ descents, jumps, creeps, leaps, pass, starts, damped, singles, troughs, cost }) => {
    const [start, end] = [found(starts, 'start'), found(starts, 'end')];
    const arrivals = Object.values<StudyRecord>(creeps).map(updates).filter(Number.isFinite);
    return {
      bottom: first(singles.side, 'first'),
      peak: first(singles.hill, 'first'),
      ten: updates(descents.ten),
      hundred: updates(descents.hundred),
      thousand: updates(descents.thousand),
      jump: Math.max(...Object.values<StudyRecord>(jumps).map(updates)),
      creep: Math.min(...arrivals),
      leaps: updates(leaps),
      climb: Math.max(...found(leaps, 'loss')) / first(leaps, 'loss'),
      gradients: last(leaps, 'evaluations'),
      summit: first(singles.hill, 'end'),
      across: first(singles.middle, 'first'),
      /** Before the first start that does not lead to the hilltop. */
      toTop: start[end.findIndex((w) => Math.abs(w) > 0.5) - 1] ?? NaN,
      edge: 1 / Math.sqrt(5),
      /** After the last start that does not lead to its own well. */
      home: start[end.findLastIndex((w) => w < 0.5) + 1] ?? NaN,
      pole: 1 / Math.sqrt(3),
      pass: last(pass, 'distance'),
      mended: found(damped, 'end').filter((w) => w > 0.5).length / start.length,
      slower: last(damped, 'updates'),
      quick: last(starts, 'updates'),
      near: updates(troughs.near),
      cube: first(troughs.far, 'first') / first(troughs.far, 'start') ** 3,
      flown: Math.abs(first(troughs.far, 'end')),
      held: updates(troughs.held),
      perWeight: last(cost, 'gradients') / last(cost, 'weights'),
      memory: power(memory(cost)),
      time: power(time),
      terabytes: (4 * million ** 2) / 1e12,
      years,
    };
  },
  figures: ({ creeps, leaps, starts, damped, singles: { side, hill }, cost }) => ({
    belief: plot({
      x: linear('weight'),
      y: linear('height', { min: -0.5, max: 0.9 }),
      lines: [
        { label: 'the ground', style: 'reference', ...drawn(-1.5, 1.75, ground) },
        { label: 'tangent at 1.6', style: 'sgd', ...drawn(1.25, 1.8, belief(side, 2)) },
        { label: 'parabola at 1.6', style: 'newton', ...drawn(0.72, 1.7, belief(side, 3)) },
        { label: 'parabola at 0.3', style: 'adamw', ...drawn(-1, 0.8, belief(hill, 3)) },
      ],
      guides: [hill, side].map((one) => ({ axis: 'x', at: first(one, 'first'), label: 'level' })),
    }),
    valley: walks({
      window: { x: [-1.9, 1.9], y: [-3.4, 1.6] },
      walks: [
        {
          walk: creeps.fast,
          label: 'gradient descent',
          style: 'sgd',
          note: updatesText(creeps.fast),
        },
        { walk: leaps, label: "Newton's method", style: 'newton', note: updatesText(leaps) },
      ],
    }),
    starts: plot({
      x: linear('start'),
      y: linear('end', { min: -1.2, max: 1.2 }),
      lines: [
        { label: 'with damping', style: 'reference', ...studied(damped, 'start', 'end') },
        {
          label: 'without damping',
          style: 'newton',
          stepped: true,
          ...studied(starts, 'start', 'end'),
        },
      ],
      guides: [
        { axis: 'x', at: 1 / Math.sqrt(5), label: '1/√5' },
        { axis: 'x', at: 1 / Math.sqrt(3), label: '1/√3' },
      ],
    }),
    cost: plot({
      x: log('weights'),
      y: log('times as much as for 100 weights'),
      lines: [
        { label: 'N³', style: 'reference', ...theory(3) },
        { label: 'N²', style: 'reference', ...theory(2) },
        { label: 'memory', style: 'sgd', ...memory(cost) },
        { label: 'time', style: 'momentum', ...time },
      ],
    }),
  }),
});
