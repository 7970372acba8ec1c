import {
  curves,
  each,
  final,
  found,
  images,
  lesson,
  log,
  plot,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';

/** AdamW, with a decay that spares the biases. */
const adamw = {
  name: 'adamw',
  weightDecay: 0.1,
  groups: [{ where: { maxRank: 1 }, weightDecay: 0 }],
};
/** The default: a tenth of the updates to climb, a cosine down to 0 for the others. */
const recipe = (peak: number, updates: number) => ({
  ...adamw,
  learningRate: {
    schedule: 'warmup',
    updates: updates / 10,
    after: { schedule: 'cosine', peak, updates: 0.9 * updates },
  },
});

const small = { name: 'digits', model: 'hidden' };
const raw = { ...small, ink: 16 };
const residual = { name: 'digits', model: 'residual', layers: [24] };
/** A linear model of ten measurements, each in the unit in which it was taken. */
const patients = { name: 'diabetes', units: 'own' };
const filters = { name: 'digits', model: 'convolutional', layers: [16] };

/** Short trainings of four problems, by two rules with the same schedule and the same peaks. */
const peaks = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const trials = { study: 'rateTrials', updates: 60, warmup: 6, seeds: [1, 2], peaks };
const by = (optimizer: object) => ({
  small: { ...trials, optimizer, problem: small },
  raw: { ...trials, optimizer, problem: raw },
  residual: { ...trials, optimizer, problem: residual },
  patients: { ...trials, optimizer, problem: patients, peaks: [0.0003, ...peaks] },
});
/** Without a schedule, the small network at the best of as many rates. */
const steady = {
  problem: small,
  optimizer: adamw,
  updates: 60,
  every: 60,
  seeds: [1, 2],
  tune: { option: 'learningRate', values: peaks, score: 'loss', seeds: [101] },
};

/** Twenty images, all at once, to be learned by heart. */
const few = { ...filters, train: 20, batch: 20 };
const twenty = each(
  {
    right: {},
    timid: { optimizer: recipe(3e-4, 40) },
    priced: { regularizer: { name: 'l2', l2: 0.1 } },
    mislabelled: { problem: { ...few, labelNoise: 1 } },
  },
  (change) => ({ problem: few, optimizer: recipe(0.03, 40), updates: 40, every: 4, ...change }),
);

/** A network that no search has seen, and one that has been searched for. */
const reading = { study: 'mistakes', optimizer: recipe(0.03, 120), updates: 120, seeds: [1, 2, 3] };

const one = (study: StudyRecord, name: string) => found(study, name)[0] ?? NaN;
/** What a study found for its best peak. */
const best = (study: StudyRecord, name: string) => {
  const losses = found(study, 'loss');
  return found(study, name)[losses.indexOf(Math.min(...losses))] ?? NaN;
};
const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values);
const at = (study: StudyRecord, peak: number) =>
  found(study, 'loss')[found(study, 'peak').indexOf(peak)] ?? Infinity;
/** The loss at a peak over that at the best one. */
const times = (study: StudyRecord, peak: number) => at(study, peak) / best(study, 'loss');
/** With the one peak that suits all problems best, on the one that it suits least. */
const worst = (studies: readonly StudyRecord[]) =>
  Math.min(...peaks.map((peak) => Math.max(...studies.map((study) => times(study, peak)))));
/** The test images that are misread from every start. */
const hard = ({ columns }: StudyRecord) =>
  (columns[0]?.['image'] ?? []).filter((image) =>
    columns.every(({ image: wrong = [] }) => wrong.includes(image)),
  );

const networks = ['small', 'raw', 'residual'] as const;
const problems = [...networks, 'patients'] as const;
type Name = (typeof problems)[number];
type Rule = Readonly<Record<Name, StudyRecord>>;
type Rules = Readonly<Record<'nesterov' | 'adamw', Rule>>;
type Points = { readonly x: readonly number[]; readonly y: readonly number[] };
const studiesOf = (rule: Rule, names: readonly Name[] = problems) =>
  names.map((name) => rule[name]);

/** Loss, in times the best, over the peak, a line for each problem and rule. */
const overPeaks = (rules: Rules) =>
  lines(problems, rules, (study) => ({ x: found(study, 'peak'), y: inBests(study) }));
/** The same over the length of the step, up to one peak beyond the best. */
const overSteps = (rules: Rules) =>
  lines(networks, rules, (study) => {
    const y = inBests(study);
    const until = y.indexOf(1) + 2;
    return byX(found(study, 'ratio').slice(0, until), y.slice(0, until));
  });
const lines = (names: readonly Name[], rules: Rules, points: (study: StudyRecord) => Points) =>
  (['nesterov', 'adamw'] as const).flatMap((style) =>
    names.map((name) => ({
      label: `${style === 'adamw' ? 'AdamW' : 'Nesterov'}, ${name}`,
      style,
      ...points(rules[style][name]),
    })),
  );
const inBests = (study: StudyRecord) => found(study, 'peak').map((peak) => times(study, peak));
const byX = (x: readonly number[], y: readonly number[]) => {
  const order = x.map((_, i) => i).toSorted((a, b) => (x[a] ?? 0) - (x[b] ?? 0));
  return { x: order.map((i) => x[i] as number), y: order.map((i) => y[i] as number) };
};

export default lesson({
  id: 'practical-advice',
  lecture: '5. Practice',
  needs: ['nesterov', 'adamw', 'cosine-decay', 'linear-scaling', 'l-bfgs'],
  concepts: ['training recipe', 'update-to-weight ratio', 'hyper-parameter search'],
  teaches: ['trainingRecipe'],
  experiments: {
    nesterov: by({ name: 'nesterov' }),
    adamw: by(adamw),
    steady,
    twenty,
    reading: {
      filters: { ...reading, problem: filters },
      small: { ...reading, problem: small },
    },
  },
  measures: ({ nesterov, adamw, steady, twenty, reading }) => {
    const all = [...studiesOf(nesterov, networks), ...studiesOf(adamw, networks)];
    const ratios = all.map((study) => best(study, 'ratio'));
    const loss = (run: RunRecord) => final(run, 'loss');
    const tuned = (name: Name) => best(nesterov[name], 'loss') / best(adamw[name], 'loss');
    return {
      kept: Math.max(...studiesOf(adamw).map((study) => times(study, 0.03))),
      torn: worst(studiesOf(nesterov)),
      steady: loss(steady) / best(adamw.small, 'loss'),
      smallTuned: tuned('small'),
      rawTuned: tuned('raw'),
      residualTuned: tuned('residual'),
      moves: spread(studiesOf(nesterov).map((study) => best(study, 'peak'))),
      stays: spread(studiesOf(adamw).map((study) => best(study, 'peak'))),
      rates: spread(all.map((study) => best(study, 'peak'))),
      ratios: spread(ratios),
      shortest: Math.min(...ratios),
      longest: Math.max(...ratios),
      chance: Math.log(10),
      start: one(reading.filters, 'startLoss'),
      rawStart: one(adamw.raw, 'start'),
      right: loss(twenty.right),
      timid: loss(twenty.timid),
      priced: loss(twenty.priced),
      mislabelled: loss(twenty.mislabelled),
      unseen: final(twenty.mislabelled, 'validationAccuracy'),
      accuracy: one(reading.filters, 'testAccuracy'),
      gain: 100 * (one(reading.filters, 'testAccuracy') - one(reading.small, 'testAccuracy')),
      weights: one(reading.filters, 'weights'),
      others: one(reading.small, 'weights'),
      hard: hard(reading.filters).length,
      misread: (one(reading.filters, 'testAccuracy') - 1) * -497,
    };
  },
  figures: ({ nesterov, adamw, twenty, reading }) => {
    const { image = [], label = [], answer = [], pixels = [] } = reading.filters.columns[0] ?? {};
    return {
      rates: plot({
        x: log('peak of the rate'),
        y: log('loss, in times the best', { min: 0.9 }),
        lines: overPeaks({ nesterov, adamw }),
        guides: [{ axis: 'x', at: 0.03, label: 'one for all' }],
      }),
      ratios: plot({
        x: log('length of a step ÷ length of the weights'),
        y: log('loss, in times the best', { min: 0.9 }),
        lines: overSteps({ nesterov, adamw }),
      }),
      twenty: curves({
        y: log('loss on the twenty'),
        entrants: {
          'a timid rate': { run: twenty.timid, style: 'neutral' },
          'a penalty': { run: twenty.priced, style: 'l2' },
          'all labels wrong': { run: twenty.mislabelled, style: 'momentum' },
          'the recipe': { run: twenty.right, style: 'adamw' },
        },
      }),
      mistakes: images({
        label: 'ink',
        most: 1,
        rows: [
          {
            label: 'what they are, and what the first start read',
            images: hard(reading.filters).map((one) => {
              const i = image.indexOf(one);
              return {
                label: `${label[i]}, read as ${answer[i]}`,
                columns: 8,
                values: pixels.slice(64 * i, 64 * i + 64),
              };
            }),
          },
        ],
      }),
    };
  },
});
