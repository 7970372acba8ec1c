import {
  best,
  curves,
  dots,
  each,
  final,
  finals,
  lesson,
  linear,
  log,
  plot,
  points,
  regret,
  sensitivity,
} from 'downhill/node';

/** Weights that no slope pulls anywhere: all that moves them is noise, loud (10) or quiet (0.1), and the decay. */
const drift = { problem: { name: 'noise', copies: 750 }, updates: 500, every: 10 };
const driftRate = 4e-3;
/** What a decay of 1 leaves of a weight. */
const left = (1 - driftRate) ** drift.updates;
/** The gradient of l2 · w² is 2 · l2 · w: half the strength pulls as much as that decay. */
const half = { name: 'l2', l2: 0.5 };

/** Real digits, few of them and a fifth mislabelled: a model that is free to will learn the mistakes by heart. */
const digits = { name: 'digits', model: 'softmax', train: 200, batch: 'all', labelNoise: 0.2 };
const train = (updates: number, every: number) => ({
  problem: digits,
  updates,
  every,
  seeds: [1, 2, 3],
});
const cosine = (peak: number, updates: number) => ({ schedule: 'cosine', peak, updates, floor: 0 });

/** Bold: a peak that is more than ten times what suits the model without decay. */
const bold = each({ none: 0, decay: 1 }, (weightDecay) => ({
  ...train(100, 5),
  optimizer: { name: 'adamw', learningRate: cosine(0.3, 100), weightDecay },
}));

/** Each way to decay searches twelve settings: four peaks times three strengths, or twelve peaks. */
const peaks = [0.01, 0.1, 1, 3];
const tuned = (optimizer: object, values: readonly number[], and: object = {}) => ({
  ...train(60, 60),
  optimizer: { name: 'adam', learningRate: cosine(0.1, 60), ...optimizer },
  tune: {
    option: 'learningRate.peak',
    values,
    ...and,
    score: 'validationAccuracy',
    seeds: [101],
  },
});
const strengths = (option: string, values: readonly number[]) => ({ and: { option, values } });
const twelve = [0.01, 0.014, 0.02, 0.03, 0.045, 0.06, 0.1, 0.2, 0.3, 0.6, 1, 3];

export default lesson({
  id: 'adamw',
  lecture: '3. Optimizers',
  needs: ['adam'],
  concepts: ['Adam', 'AdamW', 'L2 regularization', 'weight decay', 'cosine decay'],
  teaches: ['adamw'],
  experiments: {
    coupled: { ...drift, optimizer: { name: 'adam', learningRate: driftRate }, regularizer: half },
    decoupled: { ...drift, optimizer: { name: 'adamw', learningRate: driftRate, weightDecay: 1 } },
    bold,
    none: tuned({}, twelve),
    adamw: tuned({ name: 'adamw' }, peaks, strengths('weightDecay', [0.1, 1, 10])),
    l2: {
      ...tuned({}, peaks, strengths('regularizer.l2', [0.001, 0.01, 0.1])),
      regularizer: { name: 'l2' },
    },
  },
  measures: ({ coupled, decoupled, bold, none, adamw, l2 }) => ({
    loud: final(coupled, 'meanLoud'),
    quiet: final(coupled, 'meanQuiet'),
    same: final(decoupled, 'meanLoud'),
    still: final(decoupled, 'meanQuiet'),
    left,
    memorized: final(bold.none, 'trainAccuracy'),
    boldGain:
      100 * (final(bold.decay, 'validationAccuracy') - final(bold.none, 'validationAccuracy')),
    boldTest: 100 * (final(bold.decay, 'testAccuracy') - final(bold.none, 'testAccuracy')),
    lost: 100 * regret(none, 1),
    kept: 100 * Math.max(...[0.1, 1].map((peak) => regret(adamw, peak))),
    rate: best(none),
    gain: 100 * (final(adamw, 'testAccuracy') - final(none, 'testAccuracy')),
    lead: 100 * (final(adamw, 'testAccuracy') - final(l2, 'testAccuracy')),
  }),
  figures: ({ coupled, decoupled, bold, none, adamw, l2 }) => ({
    decay: plot({
      x: linear('update'),
      y: log('mean weight', { min: 1e-2 }),
      guides: [{ axis: 'y', at: left, label: '(1 − rate · decay)ᵀ' }],
      lines: [
        { label: 'L2, loud', style: 'adam+l2', ...points(coupled, 'meanLoud', 'mean') },
        { label: 'AdamW, quiet', style: 'reference', ...points(decoupled, 'meanQuiet', 'mean') },
        { label: 'AdamW, loud', style: 'adamw', ...points(decoupled, 'meanLoud', 'mean') },
        { label: 'L2, quiet', style: 'l2', ...points(coupled, 'meanQuiet', 'mean') },
      ],
    }),
    curves: curves({
      series: 'validationAccuracy',
      y: linear('validation accuracy', { min: 0.6, max: 0.9 }),
      learningRate: true,
      entrants: { 'no decay': { run: bold.none, style: 'adam' }, AdamW: bold.decay },
    }),
    rates: sensitivity({
      y: linear('validation accuracy', { min: 0.6, max: 0.9 }),
      entrants: { 'no decay': none, 'Adam + L2': l2, AdamW: adamw },
    }),
    accuracy: dots({
      x: linear('test accuracy', { min: 0.6, max: 0.95 }),
      rows: finals('testAccuracy', {
        'best rate, no decay': { run: none, style: 'adam' },
        'best rate, L2 in Adam': { run: l2, style: 'l2' },
        'best rate, AdamW': adamw,
        'bold rate, no decay': { run: bold.none, style: 'adam' },
        'bold rate, AdamW': bold.decay,
      }),
    }),
  }),
});
