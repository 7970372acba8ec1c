import {
  claim,
  contours,
  curves,
  dots,
  finals,
  landscape,
  lesson,
  peer,
  plot,
  type Experiment,
  type RunRecord,
} from 'downhill/node';

const bowl = (condition: number) => ({ name: 'bowl', condition, start: [1, 1] });
/** A rate that is best for plain descent in theory, 2 / (1 + κ), and so a hard test for momentum at an equal rate. */
const bestPlain = (condition: number) => 2 / (1 + condition);
const goal = (condition: number) => 5e-7 * (1 + condition);

/** Both rules at the rate that suits plain descent. */
const equal = (name: string, condition: number): Experiment => ({
  problem: bowl(condition),
  optimizer: { name, learningRate: bestPlain(condition) },
  updates: 10_000,
  until: goal(condition),
});

/** Each rule at its own best rate, found by the same number of trials. */
const tuned = (name: string, condition: number, limit: number): Experiment => ({
  problem: bowl(condition),
  optimizer: { name },
  updates: limit,
  until: goal(condition),
  tune: {
    values: [0.05, 0.1, 0.2, 0.4, 0.9, 0.98, 1.4, 1.7, 1.95].map(
      (share) => (2 * share) / condition,
    ),
    score: 'updates',
    seeds: [1],
  },
});

const valley = { name: 'bowl', condition: 30, start: [-9, 1.6] };
const hike = (name: string): Experiment => ({
  problem: valley,
  optimizer: { name, learningRate: 0.02 },
  updates: 60,
  path: true,
});

/** Many independent weights in a round bowl, each gradient blurred by noise as large as the slope at distance 1. */
const noisy = (name: string, learningRate: number): Experiment => ({
  problem: { name: 'noisyBowl', dimension: 100, condition: 1, noise: 1 },
  optimizer: { name, learningRate },
  updates: 600,
  every: 5,
  seeds: [1, 2, 3, 4, 5],
});

const needed = (run: RunRecord) => run.final['updates']?.[0] ?? NaN;
/** Mean loss over the last third, when the start is forgotten. */
const floor = (run: RunRecord) => {
  const tails = run.series.flatMap(({ loss }) => loss.slice(-Math.floor(loss.length / 3)));
  return tails.reduce((sum, loss) => sum + loss, 0) / tails.length;
};

export default lesson({
  id: 'momentum',
  title: 'Momentum: a memory for the slope',
  lecture: '3. Optimizers',
  concepts: ['momentum', 'Nesterov momentum', 'conditioning', 'gradient noise'],
  needs: ['gradient-descent'],
  exercises: [
    {
      id: 'momentum',
      source: 'rules/momentum',
      hints: [
        'The velocity is a running sum of gradients that forgets a little at each update. The weight follows the velocity, not the gradient.',
        'First the velocity: what survives of the old one (`v.mul(momentum)`) plus the new gradient. The learning rate has no part in it.',
        'Then `w.sub(v.mul(lr))`, with the velocity you have just made. Return both `w` and `v`.',
      ],
    },
  ],
  predictions: [
    {
      id: 'short-valley',
      question: 'In a short valley, κ = 10, and each at its own best rate: who arrives first?',
      choices: ['plain descent', 'momentum', 'both at the same update'],
      answer: (runs) => {
        const ahead = needed(runs.momentum10) - needed(runs.plain10);
        if (ahead === 0) return 2;
        return ahead > 0 ? 0 : 1;
      },
      reveal: 'conditioning',
    },
    {
      id: 'noise',
      question:
        'In noise, at the same rate as plain descent: where does the loss of momentum settle?',
      choices: [
        'lower: a running sum evens the noise out',
        'at about the same level',
        'higher: every step is longer',
      ],
      answer: (runs) => {
        const ratio = floor(runs.momentumNoisy) / floor(runs.plainNoisy);
        if (ratio < 0.8) return 0;
        return ratio < 1.25 ? 1 : 2;
      },
      reveal: 'noise',
    },
  ],
  validates: [peer('momentum'), peer('nesterov')],
  experiments: {
    plainHike: hike('sgd'),
    momentumHike: hike('momentum'),
    plainEqual: equal('sgd', 100),
    momentumEqual: equal('momentum', 100),
    plain10: tuned('sgd', 10, 200),
    momentum10: tuned('momentum', 10, 200),
    plain100: tuned('sgd', 100, 600),
    momentum100: tuned('momentum', 100, 600),
    plain1000: tuned('sgd', 1000, 2500),
    momentum1000: tuned('momentum', 1000, 2500),
    plainNoisy: noisy('sgd', 0.05),
    momentumNoisy: noisy('momentum', 0.05),
    momentumSlow: noisy('momentum', 0.005),
  },
  figures: (runs) => {
    const ground = landscape(valley);
    const conditions = [10, 100, 1000];
    const plain = [runs.plain10, runs.plain100, runs.plain1000].map(needed);
    const heavy = [runs.momentum10, runs.momentum100, runs.momentum1000].map(needed);
    return {
      hike: contours({
        title: 'At the same rate, the velocity carries the hiker along the valley floor',
        subtitle: 'condition number 30 · rate 0.02 · momentum 0.9',
        alt: 'Two paths over the contours of a long valley. Plain descent drops to the floor and creeps; momentum swings across the floor a few times and reaches the neighbourhood of the minimum.',
        ...(ground as NonNullable<typeof ground>),
        entrants: [
          { run: runs.plainHike, style: 'sgd' },
          { run: runs.momentumHike, style: 'momentum' },
        ],
      }),
      conditioning: plot({
        title: 'The longer the valley, the more a memory is worth',
        subtitle:
          'updates until the loss is a millionth of its start · each rule at the best of nine learning rates · momentum 0.9',
        alt: 'Updates needed over condition number, both logarithmic. The line of plain descent rises steadily with the condition number; that of momentum stays nearly level, above it at 10 and far below it at 1,000.',
        x: { label: 'condition number κ', scale: 'log' },
        y: { label: 'updates needed', scale: 'log' },
        lines: [
          { label: 'plain descent', style: 'sgd', x: conditions, y: plain },
          { label: 'momentum', style: 'momentum', x: conditions, y: heavy },
        ],
      }),
      noise: curves({
        title: 'In noise, momentum at the same rate ends higher: it takes steps ten times as long',
        subtitle: 'loss without the noise · 100 weights, round bowl',
        alt: 'Loss over 600 updates on a logarithmic axis. Plain descent and momentum at a tenth of the rate settle at the same low level; momentum at the same rate falls fastest and stays about ten times higher.',
        y: { label: 'loss', scale: 'log' },
        entrants: [
          { run: runs.plainNoisy, label: 'plain, rate 0.05', style: 'sgd' },
          { run: runs.momentumNoisy, label: 'momentum, rate 0.05', style: 'momentum' },
          { run: runs.momentumSlow, label: 'momentum, rate 0.005', style: 'neutral' },
        ],
      }),
      equal: dots({
        title: 'Even at the rate that is best for plain descent, momentum arrives first',
        subtitle:
          'updates until the loss is a millionth of its start · condition number 100 · rate 2 / 101',
        alt: 'Two dots on an axis of updates needed: plain descent far to the right of momentum.',
        x: { label: 'updates needed', scale: 'linear', min: 0 },
        rows: finals(
          [
            { run: runs.plainEqual, label: 'plain descent' },
            { run: runs.momentumEqual, label: 'momentum 0.9' },
          ],
          'updates',
        ),
      }),
    };
  },
  claims: (runs) => ({
    equal: claim(
      'At κ = 100 and at the rate that theory calls best for plain descent, plain descent needs {} times as many updates as momentum',
      needed(runs.plainEqual) / needed(runs.momentumEqual),
      { above: 2 },
    ),
    tuned10: claim(
      'At κ = 10 momentum is {} times as fast as plain descent, which means slower',
      needed(runs.plain10) / needed(runs.momentum10),
      { below: 1 },
    ),
    tuned100: claim(
      'At κ = 100 it is {} times as fast',
      needed(runs.plain100) / needed(runs.momentum100),
      { above: 2 },
    ),
    tuned1000: claim(
      'At κ = 1,000 it is {} times as fast',
      needed(runs.plain1000) / needed(runs.momentum1000),
      { above: 8 },
    ),
    noise: claim(
      'At an equal rate the loss of momentum settles {} times as high as that of plain descent',
      floor(runs.momentumNoisy) / floor(runs.plainNoisy),
      { above: 7, below: 13 },
    ),
    effective: claim(
      'At a tenth of the rate it settles at {} times the level of plain descent',
      floor(runs.momentumSlow) / floor(runs.plainNoisy),
      { above: 0.8, below: 1.25 },
    ),
  }),
});
