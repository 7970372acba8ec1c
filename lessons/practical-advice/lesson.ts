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
const filters = { name: 'digits', model: 'convolutional', layers: [16] };

/** Short trainings of three networks, by two rules with the same schedule. */
const trials = { study: 'rateTrials', updates: 60, warmup: 6, seeds: [1, 2] };
const byNesterov = {
  ...trials,
  optimizer: { name: 'nesterov' },
  peaks: [0.003, 0.01, 0.03, 0.1, 0.3, 1],
};
const byAdamw = { ...trials, optimizer: adamw, peaks: [0.003, 0.01, 0.03, 0.1, 0.3] };

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
  found(study, 'loss')[found(study, 'peak').indexOf(peak)] ?? NaN;
/** With the one peak that suits all networks best, the loss of the one that it suits least. */
const worst = (studies: readonly StudyRecord[]) =>
  Math.min(
    ...found(studies[0] as StudyRecord, 'peak').map((_, i) =>
      Math.max(...studies.map((study) => found(study, 'loss')[i] ?? Infinity)),
    ),
  );
/** The test images that are misread from every start. */
const hard = ({ columns }: StudyRecord) =>
  (columns[0]?.['image'] ?? []).filter((image) =>
    columns.every(({ image: wrong = [] }) => wrong.includes(image)),
  );

type Rule = Readonly<Record<'small' | 'raw' | 'residual', StudyRecord>>;
const networks = ['small', 'raw', 'residual'] as const;
const studiesOf = (rule: Rule) => networks.map((name) => rule[name]);

/** Loss over the peak, or over the length of the step there, a line for each network and rule. */
const valleys = (x: 'peak' | 'ratio', rules: Readonly<Record<'nesterov' | 'adamw', Rule>>) =>
  (['nesterov', 'adamw'] as const).flatMap((style) =>
    networks.map((name) => ({
      label: `${style === 'adamw' ? 'AdamW' : 'Nesterov'}, ${name}`,
      style,
      ...byX(found(rules[style][name], x), found(rules[style][name], 'loss')),
    })),
  );
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
    nesterov: {
      small: { ...byNesterov, problem: small },
      raw: { ...byNesterov, problem: raw },
      residual: { ...byNesterov, problem: residual },
    },
    adamw: {
      small: { ...byAdamw, problem: small },
      raw: { ...byAdamw, problem: raw },
      residual: { ...byAdamw, problem: residual },
    },
    twenty,
    reading: {
      filters: { ...reading, problem: filters },
      small: { ...reading, problem: small },
    },
  },
  measures: ({ nesterov, adamw, twenty, reading }) => {
    const all = [...studiesOf(nesterov), ...studiesOf(adamw)];
    const ratios = all.map((study) => best(study, 'ratio'));
    const loss = (run: RunRecord) => final(run, 'loss');
    const tuned = (name: keyof Rule) => best(nesterov[name], 'loss') / best(adamw[name], 'loss');
    const kept = Math.max(...studiesOf(adamw).map((study) => at(study, 0.03)));
    return {
      kept,
      torn: worst(studiesOf(nesterov)),
      apart: worst(studiesOf(nesterov)) / kept,
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
        y: log('loss', { min: 0.1 }),
        lines: valleys('peak', { nesterov, adamw }),
        guides: [{ axis: 'x', at: 0.03, label: 'one for all' }],
      }),
      ratios: plot({
        x: log('length of a step ÷ length of the weights'),
        y: log('loss', { min: 0.1 }),
        lines: valleys('ratio', { nesterov, adamw }),
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
