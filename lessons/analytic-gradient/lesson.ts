import {
  dots,
  found,
  images,
  lesson,
  linear,
  log,
  plot,
  studied,
  type StudyRecord,
} from 'downhill/node';

const steps = { study: 'softmaxSteps', image: 10 };
const race = { study: 'descentCost', classes: 10, images: 10, updates: 10 };
/** Networks that grow. */
const growth = { study: 'gradientCost', sides: 2 };
const check = {
  study: 'gradientCheck',
  examples: 8,
  inputs: 5,
  classes: 4,
  slip: 1e-3,
  l2: 1e-3,
  seeds: [1, 2, 3, 4, 5],
};
const single = { ...check, precision: 'float32' };
const hundredth = { study: 'kinkError', h: 1e-2 };
const small = { study: 'kinkError', h: 1e-5 };
const relu = { study: 'kinkAlarm', activation: 'relu', seeds: [1, 2, 3] };
const tanh = { ...relu, activation: 'tanh' };

/** The largest relative error that the check in doubles allows. */
const allowed = 1e-7;

/** What each seed found for a step of 10⁻⁵, or for the only step that there is. */
const errors = ({ columns }: StudyRecord, name: string) =>
  columns.map(({ h = [], [name]: error = [] }) => {
    const at = h.findIndex((step) => Math.abs(step / 1e-5 - 1) < 1e-6);
    return error.at(at) ?? NaN;
  });
const worst = (study: StudyRecord, name: string) => Math.max(...errors(study, name));
const least = (study: StudyRecord, name: string) => Math.min(...errors(study, name));
const mistakes = ['penalty', 'sum', 'biases', 'labels', 'target'];

const one = (study: StudyRecord, name: string) => found(study, name)[0] ?? NaN;
/** The distance from the kink at which a difference becomes right. */
const reach = (study: StudyRecord) => {
  const first = found(study, 'error').findIndex((error) => error < 1e-3);
  return found(study, 'distance')[first] ?? NaN;
};

/** A number for each class, as a bar of its colour. */
const bars = (values: readonly number[]) =>
  values.map((value, k) => ({
    label: String(k),
    columns: 8,
    values: Array<number>(8).fill(value),
  }));
const squares = (values: readonly number[]) =>
  Array.from({ length: 10 }, (_, k) => ({
    label: String(k),
    columns: 8,
    values: values.filter((_, i) => i % 10 === k),
  }));

export default lesson({
  id: 'analytic-gradient',
  lecture: '2. Optimization',
  needs: ['numerical-gradient'],
  concepts: ['chain rule', 'backpropagation', 'softmax', 'cross-entropy', 'gradient check'],
  teaches: ['softmaxGradient'],
  experiments: { steps, race, growth, check, single, hundredth, small, relu, tanh },
  measures: ({ steps, race, growth, check, single, hundredth, relu, tanh }) => ({
    truth: found(steps, 'slopes').indexOf(Math.min(...found(steps, 'slopes'))),
    short: -Math.min(...found(steps, 'slopes')),
    ratio: (found(race, 'evaluations').at(-1) ?? NaN) / (found(race, 'update').at(-1) ?? NaN),
    few: one(growth, 'weights'),
    fewTimes: one(growth, 'differences'),
    many: found(growth, 'weights').at(-1) ?? NaN,
    manyTimes: found(growth, 'differences').at(-1) ?? NaN,
    passes: Math.max(...found(growth, 'backpropagation')),
    apart: one(race, 'apart'),
    right: worst(check, 'right'),
    digit: least(check, 'digit'),
    sum: least(check, 'sum'),
    mildest: Math.min(...mistakes.map((name) => least(check, name))),
    right32: worst(single, 'right'),
    digit32: worst(single, 'digit'),
    near: one(hundredth, 'error'),
    reach: reach(hundredth),
    alarm: one(relu, 'error'),
    smooth: one(tanh, 'error'),
  }),
  figures: ({ steps, race, check, hundredth, small }) => ({
    steps: images({
      label: 'value',
      most: 1,
      rows: [
        {
          label: 'forward: the pixels x',
          images: [{ label: 'a zero', columns: 8, values: found(steps, 'pixels') }],
        },
        { label: 'forward: the chances p', images: bars(found(steps, 'chances')) },
        { label: 'backward: chance minus truth', images: bars(found(steps, 'slopes')) },
        {
          label: 'backward: for each weight, its pixel times that',
          images: squares(found(steps, 'weights')),
        },
      ],
    }),
    race: plot({
      x: log('evaluations of the loss, or of loss and gradient'),
      y: linear('loss'),
      lines: [
        {
          label: 'backpropagation',
          style: 'sgd',
          x: found(race, 'update').slice(1),
          y: found(race, 'loss').slice(1),
        },
        {
          label: 'differences',
          style: 'momentum',
          x: found(race, 'evaluations').slice(1),
          y: found(race, 'differenceLoss').slice(1),
        },
      ],
    }),
    check: dots({
      x: log('largest relative error'),
      rows: [
        { label: 'right', style: 'sgd', values: errors(check, 'right') },
        ...Object.entries({
          digit: 'one slope off by a thousandth',
          penalty: 'penalty forgotten',
          sum: 'sum in place of mean',
          labels: 'labels counted from 1',
          target: 'the 1 not subtracted',
          biases: 'biases forgotten',
        }).map(([name, label]) => ({ label, style: 'momentum', values: errors(check, name) })),
      ],
      limit: { at: allowed, label: 'allowed' },
    }),
    steady: plot({
      x: log('step h'),
      y: log('largest relative error'),
      lines: [
        { label: 'penalty forgotten', style: 'adamw', ...studied(check, 'h', 'penalty') },
        {
          label: 'one slope off by a thousandth',
          style: 'momentum',
          ...studied(check, 'h', 'digit'),
        },
        { label: 'right', style: 'sgd', ...studied(check, 'h', 'right') },
      ],
    }),
    kink: plot({
      x: log('distance from the kink'),
      y: linear('relative error', { min: 0 }),
      lines: [
        { label: 'h = 0.00001', style: 'sgd', ...studied(small, 'distance', 'error') },
        { label: 'h = 0.01', style: 'momentum', ...studied(hundredth, 'distance', 'error') },
      ],
    }),
  }),
});
