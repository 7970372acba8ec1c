import {
  each,
  found,
  lesson,
  linear,
  log,
  needed,
  numberText,
  over,
  paths,
  plot,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';

const condition = 20;
/** A place along the bowl's own axes, as the weights see it when the bowl is turned. */
const turned = (degrees: number, [u, v]: readonly [number, number]) => {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos * u - sin * v, sin * u + cos * v] as const;
};

/** The best rate in a valley along the axes and in the same valley between them; and the rate that the axes seem to allow there. */
const hikes = each(
  {
    along: { rotation: 0, learningRate: 2 / (1 + condition) },
    between: { rotation: 45, learningRate: 2 / (1 + condition) },
    fooled: { rotation: 45, learningRate: (0.9 * 2) / ((1 + condition) / 2) },
  },
  ({ rotation, learningRate }) => ({
    problem: { name: 'bowl', condition, rotation, start: turned(rotation, [-3, 3]) },
    optimizer: { name: 'sgd', learningRate },
    updates: 60,
    path: true,
  }),
);

/** Rates, as shares of 2 / the largest curvature, up to beyond what the axes of the turned valley seem to allow. */
const shares = [0.5, 0.8, 0.9, 0.95, 0.99, 1.01, 1.1, 1.5, 2];
const limits = each({ along: 0, between: 45 }, (rotation) => ({
  problem: { name: 'bowl', condition, rotation, start: turned(rotation, [1, 1]) },
  optimizer: { name: 'sgd' },
  updates: 100,
  tune: {
    values: shares.map((share) => (2 * share) / condition),
    score: 'distance',
    seeds: [1],
  },
}));

/** At the best rate, until a thousandth of the way is left, for good. */
const race = (condition: number, rotation: number) => ({
  problem: { name: 'bowl', condition, rotation, start: turned(rotation, [1, 1]) },
  optimizer: { name: 'sgd', learningRate: 2 / (1 + condition) },
  updates: 5000,
  until: { series: 'distance', below: 1e-3 * Math.SQRT2, stays: 10 },
});
const straight = each({ 10: 10, 30: 30, 100: 100, 300: 300, 1000: 1000 }, (one) => race(one, 0));
const oblique = each({ 10: 10, 30: 30, 100: 100, 300: 300 }, (one) => race(one, 30));
/** What theory says of that: each update leaves (κ - 1) / (κ + 1). */
const theory = (condition: number) => Math.log(1e3) / Math.log((condition + 1) / (condition - 1));

/** A linear model of the ten measurements, in the units of the doctors, in equal units, and without one of the twins. */
const inputs = {
  own: { study: 'inputScaling', units: 'own' },
  equal: { study: 'inputScaling', units: 'equal' },
  apart: {
    study: 'inputScaling',
    units: 'equal',
    columns: ['age', 'sex', 'bmi', 'bp', 's2', 's3', 's4', 's5', 's6'],
  },
};

const coordinate = (run: RunRecord, axis: 0 | 1) => run.path?.[0]?.map((at) => at[axis]) ?? [];
const coordinates = (run: RunRecord, axis: 0 | 1) => ({
  x: run.series[0]?.update ?? [],
  y: coordinate(run, axis),
});
const steps = (list: readonly number[]) => list.slice(1).map((to, i) => to - (list[i] as number));
const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
/** The largest rate that came nearer to the bottom. */
const stable = ({ tuning }: RunRecord) =>
  Math.max(...shares.filter((_, i) => (tuning?.scores[i]?.[0] ?? Infinity) < Math.SQRT2));
const one = (study: StudyRecord, name: string) => found(study, name)[0] ?? NaN;
const updates = (study: StudyRecord) => `${numberText(one(study, 'updates'), 2)} updates`;

/** Curvatures as shares of the steepest, which comes first. */
const spectrum = (study: StudyRecord) => {
  const curvature = found(study, 'curvature').toReversed();
  return { x: curvature.map((_, i) => i + 1), y: curvature.map((c) => c / (curvature[0] ?? NaN)) };
};

export default lesson({
  id: 'conditioning',
  lecture: '3. Optimizers',
  needs: ['gradient-descent'],
  concepts: ['conditioning', 'condition number', 'curvature', 'input scaling'],
  teaches: ['stepLimit'],
  experiments: { hikes, limits, straight, oblique, inputs },
  measures: ({ hikes, limits, straight, oblique, inputs }) => {
    const across = coordinate(hikes.along, 1);
    const floor = coordinate(hikes.along, 0);
    return {
      gain: stable(limits.between) / stable(limits.along),
      flips: across.filter((at, i) => at * (across[i - 1] ?? at) < 0).length,
      walked: sum(steps(across).map(Math.abs)) / Math.abs(across[0] ?? NaN),
      pace: Math.abs((floor.at(-1) ?? NaN) / (floor[0] ?? NaN)) ** (1 / (floor.length - 1)),
      evenly: Math.abs((across.at(-1) ?? NaN) / (floor.at(-1) ?? NaN)),
      ten: needed(straight[10]),
      hundred: needed(straight[100]),
      thousand: needed(straight[1000]),
      theory: theory(1000),
      oblique: needed(oblique[300]) / needed(straight[300]),
      own: one(inputs.own, 'condition'),
      equal: one(inputs.equal, 'condition'),
      apart: one(inputs.apart, 'condition'),
      saved: one(inputs.own, 'updates') / one(inputs.equal, 'updates'),
      further: one(inputs.equal, 'updates') / one(inputs.apart, 'updates'),
    };
  },
  figures: ({ hikes, straight, oblique, inputs }) => ({
    hikes: paths({
      window: { x: [-5, 5], y: [-5, 5] },
      entrants: [
        { run: hikes.along, label: 'along the axes', style: 'sgd' },
        { run: hikes.between, label: 'between the axes', style: 'sgd' },
        { run: hikes.fooled, label: 'fooled by the axes', style: 'momentum' },
      ],
    }),
    coordinates: plot({
      x: linear('update'),
      y: linear('weight'),
      lines: [
        { label: 'across, w₂', style: 'adamw', ...coordinates(hikes.along, 1) },
        { label: 'along, w₁', style: 'sgd', ...coordinates(hikes.along, 0) },
      ],
    }),
    race: plot({
      x: log('condition number κ'),
      y: log('updates needed'),
      lines: [
        {
          label: 'theory',
          style: 'reference',
          ...over(straight, ({ spec }) => theory(spec.problem['condition'] as number)),
        },
        { label: 'along the axes', style: 'sgd', ...over(straight, needed) },
        { label: 'turned by 30°', style: 'momentum', ...over(oblique, needed) },
      ],
    }),
    spectrum: plot({
      x: linear('direction, from the steepest to the flattest'),
      y: log('curvature, as a share of the steepest'),
      lines: [
        { label: `own units: ${updates(inputs.own)}`, style: 'momentum', ...spectrum(inputs.own) },
        { label: `equal units: ${updates(inputs.equal)}`, style: 'sgd', ...spectrum(inputs.equal) },
        {
          label: `without s1: ${updates(inputs.apart)}`,
          style: 'nesterov',
          ...spectrum(inputs.apart),
        },
      ],
    }),
  }),
});
