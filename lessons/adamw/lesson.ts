import {
  curves,
  dots,
  fall,
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
const drift = { problem: { name: 'noise', copies: 250 }, updates: 1000, seeds: [1, 2, 3] };
const driftRate = 2e-3;
/** What a decay of 1 leaves of a weight. */
const left = (1 - driftRate) ** drift.updates;
/** The gradient of l2 · w² is 2 · l2 · w: half the strength pulls as much as that decay. */
const half = { name: 'l2', l2: 0.5 };

/** Real digits, few of them and a fifth mislabelled: a model that is free to will learn the mistakes by heart. */
const digits = { name: 'digits', model: 'softmax', train: 200, labelNoise: 0.2 };
const train = { problem: digits, updates: 300, every: 10, seeds: [1, 2, 3, 4, 5] };
const cosine = { schedule: 'cosine', peak: 0.1, updates: train.updates, floor: 0 };
const adam = { name: 'adam', learningRate: cosine };
const tune = (option: string, values: readonly number[]) => ({
  tune: { option, values, score: 'validationAccuracy', seeds: [101, 102, 103] },
});
const penalized = { ...train, ...tune('regularizer.l2', [0.001, 0.003, 0.01, 0.03, 0.1]) };
const decayed = { ...train, ...tune('weightDecay', [0.1, 0.3, 1, 3, 10]) };

export default lesson({
  id: 'adamw',
  lecture: '3. Optimizers',
  needs: ['gradient-descent', 'momentum'],
  concepts: ['Adam', 'AdamW', 'L2 regularization', 'weight decay', 'cosine decay'],
  teaches: ['adam', 'adamw'],
  experiments: {
    coupled: { ...drift, optimizer: { name: 'adam', learningRate: driftRate }, regularizer: half },
    decoupled: { ...drift, optimizer: { name: 'adamw', learningRate: driftRate, weightDecay: 1 } },
    none: { ...train, optimizer: adam },
    l2: { ...penalized, optimizer: adam, regularizer: { name: 'l2' } },
    adamw: { ...decayed, optimizer: { name: 'adamw', learningRate: cosine } },
    constant: { ...decayed, optimizer: { name: 'adamw', learningRate: 0.1 } },
  },
  measures: ({ coupled, decoupled, none, l2, adamw }) => ({
    loud: final(coupled, 'meanLoud'),
    quiet: final(coupled, 'meanQuiet'),
    same: final(decoupled, 'meanLoud'),
    theory: final(decoupled, 'meanQuiet') / left,
    memorized: final(none, 'trainAccuracy'),
    fall: 100 * fall(none, 'validationAccuracy'),
    kept: 100 * fall(adamw, 'validationAccuracy'),
    gain: 100 * (final(adamw, 'testAccuracy') - final(none, 'testAccuracy')),
    lead: 100 * (final(adamw, 'testAccuracy') - final(l2, 'testAccuracy')),
    kinds: 100 * Math.abs(final(adamw, 'testAccuracy') - final(l2, 'testAccuracy')),
    tooLittle: 100 * regret(adamw, 0.1),
    tooMuch: 100 * regret(adamw, 10),
  }),
  figures: ({ coupled, decoupled, none, l2, adamw, constant }) => ({
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
      entrants: {
        'no decay': none,
        'AdamW, constant': { run: constant, style: 'constant' },
        'AdamW, cosine': adamw,
      },
    }),
    accuracy: dots({
      x: linear('test accuracy', { min: 0.7, max: 0.95 }),
      rows: finals('testAccuracy', {
        'Adam, no decay': none,
        'AdamW, constant rate': { run: constant, style: 'constant' },
        'Adam + L2, cosine': l2,
        'AdamW, cosine': adamw,
      }),
    }),
    strength: sensitivity({
      x: log('weight decay'),
      y: linear('validation accuracy'),
      entrants: { cosine: adamw, 'constant rate': { run: constant, style: 'constant' } },
    }),
  }),
});
