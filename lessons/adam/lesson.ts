import {
  dots,
  each,
  final,
  finals,
  logSpaced,
  found,
  lesson,
  linear,
  log,
  needed,
  numberText,
  paths,
  plot,
  studied,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';

const [beta1, beta2] = [0.9, 0.999];
type Slopes = readonly (readonly [size: number, updates: number])[];
const steps = (slopes: Slopes, more: object = {}) => ({ study: 'stepSizes', slopes, ...more });
/** How long a step is, in rates, on an even slope, while averages fill up that nobody corrects. */
const filling = (t: number) => (1 - beta1 ** t) / Math.sqrt(1 - beta2 ** t);
const even: Slopes = [[1, 1000]];
/** Slopes of several sizes and signs, and those of a loss that is a thousand times as large. */
const mixed = (scale: number): Slopes => [
  [scale, 5],
  [-0.3 * scale, 3],
  [0.02 * scale, 20],
  [-5 * scale, 2],
];
/** A thousand times the usual slope, once, when the averages are full. */
const calm = 3000;
const spike: Slopes = [
  [1, calm],
  [1000, 1],
  [1, 100],
];
/** A slope of 10⁻⁷ that hardly changes, for this rule and for that of tfjs, each with its own epsilon. */
const faint = each({ ours: 'adam', tfjs: 'tf:adam' }, (name) => ({
  problem: { name: 'bowl', condition: 1, start: [1e-7, 0] },
  optimizer: { name, learningRate: 1e-10 },
  updates: 40,
  every: 40,
}));

/** Adam, and either half of it alone. */
const halves = {
  momentum: { name: 'momentum' },
  squares: { name: 'adam', beta1: 0 },
  both: { name: 'adam' },
};
type Half = keyof typeof halves;
const falling = (half: Half, peak: number, updates = 60) => ({
  optimizer: { ...halves[half], learningRate: { schedule: 'linear', peak, updates } },
  updates,
});

/** A race in a valley between the axes, from its wall, until a twentieth of the way is left for good: each at the best of seven rates, a factor of two apart. */
const condition = 50;
const start = [-Math.SQRT1_2, -5 * Math.SQRT1_2];
const racers = { plain: { name: 'sgd' }, ...halves };
const slowest = { plain: 0.001, momentum: 0.002, squares: 0.03, both: 0.03 };
const hikes = each(racers, (optimizer, racer) => ({
  problem: { name: 'bowl', condition, rotation: 45, start },
  optimizer,
  updates: 400,
  every: 1,
  until: { series: 'distance', below: 0.05 * Math.hypot(...start), stays: 200 },
  path: true,
  tune: {
    values: logSpaced(
      slowest[racer as keyof typeof racers],
      64 * slowest[racer as keyof typeof racers],
      7,
    ),
    score: 'updates',
    seeds: [1],
  },
}));
/** Along the axes and between them, from random starts, at the best of twelve peaks. */
const turn = (half: Half, rates: readonly number[]) => ({
  study: 'turnedBowl',
  condition,
  angles: [0, 45],
  optimizer: halves[half],
  rates,
  updates: 120,
  starts: 8,
  seeds: [1, 2, 3],
});
const turned = {
  momentum: turn('momentum', logSpaced(0.002, 0.1, 12)),
  squares: turn('squares', logSpaced(0.1, 10, 12)),
  both: turn('both', logSpaced(0.1, 10, 12)),
};

/** On real data, at the best of five peaks. */
const race = <K extends Half>(
  problem: { readonly name: string; readonly units?: string },
  seeds: readonly number[],
  peaks: Readonly<Record<K, readonly number[]>>,
) =>
  each(peaks, (values, half) => ({
    problem,
    ...falling(half as Half, 0.1),
    every: 60,
    seeds,
    tune: { option: 'learningRate.peak', values, score: 'loss', seeds: [101] },
  }));
/** Ten measurements of patients, in equal units and as the doctors noted them; images, whose pixels are all in one unit. */
const equal = race({ name: 'diabetes' }, [1], {
  momentum: logSpaced(0.2, 1.6, 5),
  squares: logSpaced(0.03, 3, 5),
  both: logSpaced(0.03, 3, 5),
});
const own = race({ name: 'diabetes', units: 'own' }, [1], {
  momentum: logSpaced(5e-4, 8e-3, 5),
  squares: logSpaced(0.003, 0.3, 5),
  both: logSpaced(0.003, 0.3, 5),
});
const digits = race({ name: 'digits' }, [1, 2, 3], {
  momentum: logSpaced(0.1, 10, 5),
  both: logSpaced(0.02, 2, 5),
});
/** Where the linear model of the patients is lowest. */
const bottom = {
  problem: { name: 'diabetes' },
  optimizer: { name: 'momentum', learningRate: 0.5 },
  updates: 200,
  every: 200,
};

const left = (study: StudyRecord, angle: number) =>
  found(study, 'distance')[found(study, 'angle').indexOf(angle)] ?? NaN;
const took = (run: RunRecord) => `${numberText(needed(run))} updates`;
const moved = (run: RunRecord) => 1e-7 - final(run, 'distance');

export default lesson({
  id: 'adam',
  lecture: '3. Optimizers',
  needs: ['momentum', 'rmsprop'],
  concepts: ['Adam', 'bias correction', 'effective rate', 'input scaling'],
  teaches: ['adam'],
  experiments: {
    first: {
      corrected: steps(even),
      raw: steps(even, { averages: 'raw' }),
      squares: steps([[1, 1]], { averages: 'raw', optimizer: halves.squares }),
    },
    scale: { one: steps(mixed(1)), thousand: steps(mixed(1000)) },
    spike: { adam: steps(spike), plain: steps(spike, { optimizer: { name: 'sgd' } }) },
    faint,
    hikes,
    turned,
    equal,
    own,
    digits,
    bottom,
  },
  measures: ({ first, scale, spike, faint, hikes, turned, equal, own, digits, bottom }) => {
    const excess = (run: RunRecord) => final(run, 'loss') - final(bottom, 'loss');
    const raw = found(first.raw, 'step');
    const thousand = found(scale.thousand, 'step');
    const [jump = NaN, ...after] = found(spike.adam, 'step').slice(calm);
    return {
      start: raw[0] ?? NaN,
      startTheory: filling(1),
      highest: Math.max(...raw),
      peak: Math.max(...raw.map((_, i) => filling(i + 1))),
      when: raw.indexOf(Math.max(...raw)) + 1,
      late: raw.at(-1) ?? NaN,
      lateTheory: filling(1000),
      alone: found(first.squares, 'step')[0] ?? NaN,
      steady: Math.max(...found(first.corrected, 'step')),
      same: Math.max(...found(scale.one, 'step').map((one, i) => (thousand[i] ?? NaN) / one)),
      jump,
      limit: (1 - beta1) / Math.sqrt(1 - beta2),
      crawl: after.at(-1) ?? NaN,
      faint: moved(faint.ours) / 40e-10,
      share: moved(faint.tfjs) / moved(faint.ours),
      raced: needed(hikes.both),
      carried: needed(hikes.momentum) / needed(hikes.both),
      plain: needed(hikes.plain),
      stuck: needed(hikes.squares),
      squares: left(turned.squares, 45) / left(turned.both, 45),
      momentum: left(turned.both, 45) / left(turned.momentum, 45),
      straight: Math.log10(left(turned.both, 0) / left(turned.squares, 0)),
      own: excess(own.momentum) / excess(own.both),
      half: excess(own.squares) / excess(own.both),
      equal: excess(equal.both) / excess(equal.momentum),
      digits: final(digits.both, 'loss') / final(digits.momentum, 'loss'),
    };
  },
  figures: ({ first, spike, hikes, equal, own, bottom }) => ({
    first: plot({
      x: log('update'),
      y: linear('step, in rates', { min: 0 }),
      lines: [
        {
          label: 'theory',
          style: 'reference',
          x: found(first.raw, 'update'),
          y: found(first.raw, 'update').map(filling),
        },
        { label: 'not corrected', style: 'adamw', ...studied(first.raw, 'update', 'step') },
        { label: 'corrected', style: 'adam', ...studied(first.corrected, 'update', 'step') },
      ],
    }),
    hikes: paths({
      window: { x: [-4, 2], y: [-3.8, 1] },
      entrants: [
        { run: hikes.plain, label: 'plain descent', note: took(hikes.plain) },
        { run: hikes.momentum, note: took(hikes.momentum) },
        { run: hikes.squares, label: 'squares alone', style: 'rmsprop', note: took(hikes.squares) },
        { run: hikes.both, note: took(hikes.both) },
      ],
    }),
    spike: plot({
      x: linear('updates after the spike'),
      y: log('step, in rates'),
      lines: Object.entries({ sgd: spike.plain, adam: spike.adam }).map(([style, study]) => ({
        style,
        x: found(study, 'update')
          .slice(calm - 20)
          .map((update) => update - calm - 1),
        y: found(study, 'step').slice(calm - 20),
      })),
    }),
    units: dots({
      x: log('loss above the bottom'),
      rows: Object.entries({ 'equal units': equal, 'own units': own }).flatMap(([units, runs]) =>
        finals('loss', {
          [`momentum, ${units}`]: runs.momentum,
          [`squares, ${units}`]: { run: runs.squares, style: 'rmsprop' },
          [`Adam, ${units}`]: runs.both,
        }).map(({ values: [loss], ...row }) => ({
          ...row,
          values: [(loss ?? NaN) - final(bottom, 'loss')],
        })),
      ),
    }),
  }),
});
