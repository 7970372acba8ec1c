import {
  best,
  curves,
  each,
  final,
  lesson,
  linear,
  log,
  needed,
  paths,
  plot,
  ramped,
  sensitivity,
  type RunRecord,
} from 'downhill/node';

/** One weight in a bowl of curvature 1. */
const steps = each(
  { crawl: 0.1, converge: 0.9, ring: 1.9, oscillate: 2, explode: 2.1 },
  (learningRate) => ({
    problem: { name: 'bowl', condition: 1, start: [1, 0] },
    optimizer: { name: 'sgd', learningRate },
    updates: 20,
    path: true,
  }),
);

/** The hiker in a valley ten times as steep across as along. */
const hikes = each({ careful: 0.02, good: 0.16, bold: 0.202 }, (learningRate) => ({
  problem: { name: 'bowl', condition: 10, start: [-9, 2.2] },
  optimizer: { name: 'sgd', learningRate },
  updates: 40,
  path: true,
}));

/** Of the largest rate that is stable. */
const shares = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.02];

/** Every rate from far too small to too large, until a thousandth of the way is left. */
const sweeps = each({ round: 1, long: 10, longer: 100 }, (condition) => ({
  problem: { name: 'bowl', condition, start: [1, 1] },
  optimizer: { name: 'sgd' },
  updates: 2000,
  until: { series: 'distance', below: 1e-3 * Math.SQRT2, stays: 20 },
  tune: { values: shares.map((share) => (2 * share) / condition), score: 'updates', seeds: [1] },
}));

const end = (run: RunRecord) => final(run, 'distance');
const rated = ({ spec }: RunRecord) => `rate ${String(spec.optimizer.learningRate)}`;

export default lesson({
  id: 'gradient-descent',
  lecture: '2. Optimization',
  needs: [],
  concepts: ['gradient descent', 'learning rate', 'loss landscape', 'conditioning'],
  teaches: ['sgd'],
  experiments: { steps, hikes, sweeps },
  measures: ({ steps, hikes, sweeps }) => ({
    crawl: end(steps.crawl),
    ring: end(steps.ring),
    apart: end(steps.crawl) / end(steps.ring),
    oscillate: end(steps.oscillate),
    explode: end(steps.explode),
    careful: end(hikes.careful) / end(hikes.good),
    round: best(sweeps.round) / 2,
    cliff: (best(sweeps.longer) * 100) / 2,
    conditioning: needed(sweeps.longer) / needed(sweeps.long),
  }),
  figures: ({ steps, hikes, sweeps }) => ({
    steps: plot({
      x: linear('update'),
      y: linear('weight w'),
      lines: ramped(steps, rated).map(({ run: { series, path }, ...line }) => ({
        ...line,
        x: series[0]?.update ?? [],
        y: path?.[0]?.map(([w]) => w) ?? [],
      })),
    }),
    loss: curves({ y: log('loss', { min: 1e-13 }), entrants: ramped(steps, rated) }),
    hiker: paths({
      entrants: ramped(hikes, { careful: 'too careful', good: 'well chosen', bold: 'too bold' }),
    }),
    sweep: sensitivity({
      y: log('updates needed'),
      entrants: ramped(sweeps, { round: 'κ = 1', long: 'κ = 10', longer: 'κ = 100' }),
    }),
  }),
});
