import {
  claim,
  curves,
  dots,
  finals,
  lesson,
  peer,
  plot,
  sensitivity,
  textbookPeer,
  type Experiment,
  type RunRecord,
} from 'downhill/node';

const noiseRate = 2e-3;
const noiseUpdates = 1000;
/** Weights that no slope pulls anywhere: all that moves them is noise, loud (10) or quiet (0.1), and the decay. */
const drift = { problem: { name: 'noise', copies: 250 }, updates: noiseUpdates, seeds: [1, 2, 3] };

/** Real digits, few of them and a fifth mislabelled: a model that is free to will learn the mistakes by heart. */
const digits = { name: 'digits', model: 'softmax', train: 200, labelNoise: 0.2 };
const updates = 300;
const rate = 0.1;
const cosine = { schedule: 'cosine', peak: rate, updates, floor: 0 };
const train = { problem: digits, updates, every: 10, seeds: [1, 2, 3, 4, 5] };
const trials = { score: 'validationAccuracy', seeds: [101, 102, 103] };
const decays = [0.1, 0.3, 1, 3, 10];

const adamw = (learningRate: unknown): Experiment => ({
  ...train,
  optimizer: { name: 'adamw', learningRate },
  tune: { ...trials, option: 'weightDecay', values: decays },
});

const last = (run: RunRecord, series: string) => mean(run.final[series]);
const mean = (values: readonly (number | null)[] = []) =>
  values.reduce<number>((sum, value) => sum + (value ?? NaN), 0) / values.length;
const middle = (run: RunRecord, series: string) =>
  (run.series[0]?.update ?? []).map((_, i) =>
    mean(run.series.map((one) => one[series]?.[i] ?? null)),
  );

/** Whole points of test accuracy between two runs. */
const points = (a: RunRecord, b: RunRecord) =>
  Math.round(100 * (last(a, 'testAccuracy') - last(b, 'testAccuracy')));

export default lesson({
  id: 'adamw',
  title: 'AdamW: decay the weight, not the gradient',
  lecture: '3. Optimizers',
  concepts: ['Adam', 'AdamW', 'L2 regularization', 'weight decay', 'cosine decay'],
  needs: ['gradient-descent', 'momentum'],
  exercises: [
    {
      id: 'adamw',
      source: 'rules/adamw',
      hints: [
        'Adam stays exactly as it is. Something happens to the weight before it.',
        'Each update takes away the share lr · weightDecay of the weight: what factor is left?',
        '`step.w.mul(1 - step.lr * hyper.weightDecay)` is the shrunk weight; hand `{ ...step, w }` to `super.update`.',
      ],
    },
  ],
  predictions: [
    {
      id: 'spared',
      question: 'Which weights does L2 inside Adam shrink the most?',
      choices: [
        'those with loud gradients',
        'those with quiet gradients',
        'both alike: it is one penalty',
      ],
      answer: (runs) => {
        const gap = last(runs.coupled, 'meanLoud') - last(runs.coupled, 'meanQuiet');
        if (Math.abs(gap) < 0.05) return 2;
        return gap < 0 ? 0 : 1;
      },
      reveal: 'decay',
    },
    {
      id: 'digits',
      question: 'On the digits, each with the strength that suits it: which kind of decay wins?',
      choices: [
        'AdamW, by 3 of every 100 test images or more',
        'L2 inside Adam, by 3 of every 100 or more',
        'neither: less than 3 of every 100 lie between them',
      ],
      answer: (runs) => {
        const gain = 100 * (last(runs.adamw, 'testAccuracy') - last(runs.l2, 'testAccuracy'));
        if (Math.abs(gain) < 3) return 2;
        return gain > 0 ? 0 : 1;
      },
      reveal: 'accuracy',
    },
  ],
  validates: [peer('adam'), textbookPeer('adam'), textbookPeer('adamw')],
  experiments: {
    coupled: {
      ...drift,
      optimizer: { name: 'adam', learningRate: noiseRate },
      // The gradient of l2 · w² is 2 · l2 · w: half the strength of the decay below.
      regularizer: { name: 'l2', l2: 0.5 },
    },
    decoupled: { ...drift, optimizer: { name: 'adamw', learningRate: noiseRate, weightDecay: 1 } },
    none: { ...train, optimizer: { name: 'adam', learningRate: cosine } },
    l2: {
      ...train,
      optimizer: { name: 'adam', learningRate: cosine },
      regularizer: { name: 'l2' },
      tune: { ...trials, option: 'regularizer.l2', values: decays.map((decay) => decay / 100) },
    },
    adamw: adamw(cosine),
    constant: adamw(rate),
  },
  figures: (runs) => ({
    decay: plot({
      title: 'AdamW shrinks every weight alike; L2 inside Adam spares those with loud gradients',
      subtitle: `mean weight under pure gradient noise · 250 weights each, 3 seeds · rate ${noiseRate}, decay 1`,
      alt: 'Mean weight over 1,000 updates on a logarithmic axis. Under AdamW the weights with loud and with quiet gradients fall together along the theoretical line. Under L2 in Adam the loud ones hardly fall and the quiet ones vanish.',
      x: { label: 'update', scale: 'linear' },
      y: { label: 'mean weight', scale: 'log', min: 1e-2 },
      guides: [{ axis: 'y', at: (1 - noiseRate) ** noiseUpdates, label: '(1 − rate · decay)ᵀ' }],
      lines: [
        { label: 'L2, loud', run: runs.coupled, series: 'meanLoud', style: 'adam+l2' },
        { label: 'AdamW, quiet', run: runs.decoupled, series: 'meanQuiet', style: 'reference' },
        { label: 'AdamW, loud', run: runs.decoupled, series: 'meanLoud', style: 'adamw' },
        { label: 'L2, quiet', run: runs.coupled, series: 'meanQuiet', style: 'l2' },
      ].map(({ run, series, ...line }) => ({
        ...line,
        x: run.series[0]?.update ?? [],
        y: middle(run, series).map((value) => (value > 1e-2 ? value : null)),
      })),
    }),
    accuracy: dots({
      title: `On mislabelled digits decay is worth ${points(runs.adamw, runs.none)} points of accuracy; which kind hardly matters`,
      subtitle:
        'test accuracy after 300 updates · 200 training images, a fifth mislabelled · strengths tuned on validation data',
      alt: 'Test accuracy of four entrants as dots with the range over five seeds: Adam without decay far left, then AdamW at a constant rate, Adam with L2 and AdamW with cosine decay close together on the right.',
      x: { label: 'test accuracy', scale: 'linear', min: 0.7, max: 0.95 },
      rows: finals(
        [
          { run: runs.none, label: 'Adam, no decay', style: 'adam' },
          { run: runs.constant, label: 'AdamW, constant rate', style: 'constant' },
          { run: runs.l2, label: 'Adam + L2, cosine', style: 'adam+l2' },
          { run: runs.adamw, label: 'AdamW, cosine', style: 'adamw' },
        ],
        'testAccuracy',
      ),
    }),
    strength: sensitivity({
      title:
        'The right strength matters: too little learns the mistakes, too much forgets the digits',
      subtitle: 'validation accuracy after 300 updates, by weight decay',
      alt: 'Validation accuracy over weight decay on a logarithmic axis for AdamW with cosine and with constant rate: both rise to a peak near 1 and fall again.',
      x: { label: 'weight decay', scale: 'log' },
      y: { label: 'validation accuracy', scale: 'linear' },
      entrants: [
        { run: runs.adamw, label: 'cosine', style: 'adamw' },
        { run: runs.constant, label: 'constant rate', style: 'constant' },
      ],
    }),
    curves: curves({
      title: 'Without decay the validation accuracy peaks early and falls; with decay it stays',
      subtitle: 'validation accuracy',
      series: 'validationAccuracy',
      y: { label: 'validation accuracy', scale: 'linear', min: 0.6, max: 0.9 },
      learningRate: true,
      alt: 'Validation accuracy over 300 updates, and the learning rate below. Adam without decay rises to a peak and then sinks as it learns the wrong labels; AdamW at a constant rate jumps about; AdamW with cosine decay ends smooth and high.',
      entrants: [
        { run: runs.none, label: 'no decay', style: 'adam' },
        { run: runs.constant, label: 'AdamW, constant', style: 'constant' },
        { run: runs.adamw, label: 'AdamW, cosine', style: 'adamw' },
      ],
    }),
  }),
  claims: (runs) => ({
    loud: claim(
      'L2 inside Adam leaves the weights with loud gradients at {} of their size',
      last(runs.coupled, 'meanLoud'),
      { above: 0.7, below: 0.9 },
    ),
    quiet: claim('It leaves those with quiet gradients at {}', last(runs.coupled, 'meanQuiet'), {
      above: -0.02,
      below: 0.05,
    }),
    same: claim('AdamW leaves the loud ones at {}', last(runs.decoupled, 'meanLoud'), {
      above: 0.12,
      below: 0.15,
    }),
    theory: claim(
      'AdamW leaves the quiet ones at {} times the theoretical (1 − rate · decay)ᵀ',
      last(runs.decoupled, 'meanQuiet') / (1 - noiseRate) ** noiseUpdates,
      { above: 0.95, below: 1.05 },
    ),
    gain: claim(
      'With weight decay, {} more of every 100 test images are read correctly',
      100 * (last(runs.adamw, 'testAccuracy') - last(runs.none, 'testAccuracy')),
      { above: 5 },
    ),
    kinds: claim(
      'Between tuned AdamW and tuned L2 lie {} of every 100 test images',
      100 * Math.abs(last(runs.adamw, 'testAccuracy') - last(runs.l2, 'testAccuracy')),
      { below: 3 },
    ),
    memorized: claim(
      'Without decay the model ends up agreeing with {%} of its training labels',
      last(runs.none, 'trainAccuracy'),
      { above: 0.8 },
    ),
  }),
});
