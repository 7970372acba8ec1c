import {
  claim,
  contours,
  curves,
  landscape,
  lesson,
  peer,
  plot,
  ramp,
  sensitivity,
  textbookPeer,
  type Experiment,
  type RunRecord,
} from 'downhill/node';

const rates = { crawl: 0.1, converge: 0.9, ring: 1.9, oscillate: 2, explode: 2.1 };

/** One weight in a bowl of curvature 1. */
const step = (learningRate: number): Experiment => ({
  problem: { name: 'bowl', condition: 1, start: [1, 0] },
  optimizer: { name: 'sgd', learningRate },
  updates: 20,
  path: true,
});

/** The hiker in a valley ten times as steep across as along. */
const valley = { name: 'bowl', condition: 10, start: [-9, 2.2] };
const hike = (learningRate: number): Experiment => ({
  problem: valley,
  optimizer: { name: 'sgd', learningRate },
  updates: 40,
  path: true,
});

/** Every rate from far too small to too large, until the loss is a millionth of its start. */
const sweep = (condition: number): Experiment => ({
  problem: { name: 'bowl', condition, start: [1, 1] },
  optimizer: { name: 'sgd' },
  updates: 1500,
  until: 5e-7 * (1 + condition),
  tune: {
    values: [0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.02].map(
      (share) => (2 * share) / condition,
    ),
    score: 'updates',
    seeds: [1],
  },
});

const end = (run: RunRecord) => Math.abs(run.path?.[0]?.at(-1)?.[0] ?? NaN);
const needed = (run: RunRecord) => run.final['updates']?.[0] ?? NaN;

export default lesson({
  id: 'gradient-descent',
  title: 'Gradient descent: how long should a step be?',
  lecture: '2. Optimization',
  concepts: ['gradient descent', 'learning rate', 'loss landscape', 'conditioning'],
  needs: [],
  exercises: [
    {
      id: 'sgd',
      source: 'rules/sgd',
      hints: [
        'The gradient points uphill. Which way is down?',
        'The step is the gradient times the rate; `g.mul(lr)` is that product for every weight at once.',
        'Return the new weight in an object: `{ w: w.sub(...) }`. Nothing is changed in place.',
      ],
    },
  ],
  predictions: [
    {
      id: 'same-distance',
      question: 'After 20 updates, which weight is nearer to the bottom?',
      choices: [
        'the one at rate 0.1: small steps are safe',
        'the one at rate 1.9: large steps get there',
        'both are equally near',
      ],
      answer: (runs) => {
        const ratio = end(runs.crawl) / end(runs.ring);
        if (Math.abs(ratio - 1) < 0.01) return 2;
        return ratio < 1 ? 0 : 1;
      },
      reveal: 'steps',
    },
    {
      id: 'price',
      question:
        'Each valley gets its best rate. How many updates does κ = 100 need, compared with κ = 10?',
      choices: ['about 3 times as many', 'about 10 times as many', 'about 100 times as many'],
      answer: (runs) => {
        const off = [3, 10, 100].map((guess) =>
          Math.abs(Math.log(needed(runs.longer) / needed(runs.long) / guess)),
        );
        return off.indexOf(Math.min(...off));
      },
      reveal: 'sweep',
    },
  ],
  validates: [peer('sgd'), textbookPeer('sgd')],
  experiments: {
    crawl: step(rates.crawl),
    converge: step(rates.converge),
    ring: step(rates.ring),
    oscillate: step(rates.oscillate),
    explode: step(rates.explode),
    careful: hike(0.02),
    good: hike(0.16),
    bold: hike(0.202),
    round: sweep(1),
    long: sweep(10),
    longer: sweep(100),
  },
  figures: (runs) => {
    const five = [runs.crawl, runs.converge, runs.ring, runs.oscillate, runs.explode];
    const colors = ramp(five.length);
    const ground = landscape(valley);
    return {
      steps: plot({
        title: 'One bowl, five step sizes: crawl, converge, ring, oscillate, explode',
        subtitle: 'w after each update of gradient descent on ½w², from w = 1 · 20 updates',
        alt: 'The weight over 20 updates for five learning rates. At 0.1 it sinks slowly towards zero, at 0.9 it is there at once, at 1.9 it swings around zero and settles, at 2 it swings for ever, at 2.1 the swings grow.',
        x: { label: 'update', scale: 'linear' },
        y: { label: 'weight w', scale: 'linear' },
        lines: five.map((run, i) => ({
          label: `rate ${Object.values(rates)[i]}`,
          style: colors[i] as string,
          x: run.series[0]?.update ?? [],
          y: (run.path?.[0] ?? []).map(([w]) => w),
        })),
      }),
      hiker: contours({
        title: 'The blindfolded hiker: too careful, well chosen, too bold',
        subtitle: '40 steps of gradient descent in a valley ten times as steep across as along',
        alt: 'Three paths over the contours of a long valley. The careful hiker walks to the valley floor and then creeps along it; the well chosen step zig-zags quickly to the minimum; the bold one bounces between the walls, higher each time.',
        ...(ground as NonNullable<typeof ground>),
        entrants: [
          { run: runs.careful, label: 'too careful', style: 'ramp:0/3' },
          { run: runs.good, label: 'well chosen', style: 'ramp:1/3' },
          { run: runs.bold, label: 'too bold', style: 'ramp:2/3' },
        ],
      }),
      loss: curves({
        title:
          'Each step size has one fate: the loss falls or grows by the same factor at every update',
        subtitle: 'loss of gradient descent on ½w²',
        alt: 'Loss over 20 updates on a logarithmic axis: five straight lines, from steeply falling at rate 0.9 over level at rate 2 to rising at rate 2.1.',
        y: { label: 'loss', scale: 'log', min: 1e-13 },
        entrants: five.map((run, i) => ({
          run,
          label: `rate ${Object.values(rates)[i]}`,
          style: colors[i] as string,
        })),
      }),
      sweep: sensitivity({
        title:
          'The best rate stands next to the cliff, and in a longer valley the cliff comes sooner',
        subtitle:
          'updates until the loss is a millionth of its start · a cross: larger rates do not arrive within 1,500 updates',
        alt: 'Updates needed over learning rate, both logarithmic, for condition numbers 1, 10 and 100. Each curve falls towards its best rate and ends shortly after it; the larger the condition number, the further left and the higher that best point lies.',
        y: { label: 'updates needed', scale: 'log' },
        entrants: [
          { run: runs.round, label: 'κ = 1', style: 'ramp:0/3' },
          { run: runs.long, label: 'κ = 10', style: 'ramp:1/3' },
          { run: runs.longer, label: 'κ = 100', style: 'ramp:2/3' },
        ],
      }),
    };
  },
  claims: (runs) => ({
    crawl: claim(
      'After 20 updates at rate 0.1 the weight is still {} of what it was',
      end(runs.crawl),
      {
        above: 0.12,
        below: 0.125,
      },
    ),
    ring: claim(
      'At rate 1.9 it jumps over the bottom at every update, and after 20 of them {} of the distance is left',
      end(runs.ring),
      {
        above: 0.12,
        below: 0.125,
      },
    ),
    oscillate: claim(
      'At rate 2 it is, after 20 jumps, {} times as far away as at the start',
      end(runs.oscillate),
      {
        above: 0.999,
        below: 1.001,
      },
    ),
    explode: claim('At rate 2.1 it is {} times as far away', end(runs.explode), {
      above: 6.7,
      below: 6.75,
    }),
    careful: claim(
      'After 40 steps the careful hiker is {} times as far from the minimum as the one whose step is well chosen',
      (runs.careful.final['distance']?.[0] ?? NaN) / (runs.good.final['distance']?.[0] ?? NaN),
      { above: 100 },
    ),
    cliff: claim(
      'The best of our rates at κ = 100 is {%} of the largest rate that is stable at all',
      ((runs.longer.tuning?.best ?? NaN) * 100) / 2,
      { above: 0.9, below: 1 },
    ),
    conditioning: claim(
      'At κ = 100 the best rate needs {} times as many updates as the best rate at κ = 10',
      needed(runs.longer) / needed(runs.long),
      { above: 6, below: 14 },
    ),
  }),
});
