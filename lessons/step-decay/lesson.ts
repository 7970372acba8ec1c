import { multiStep, type Schedule } from 'downhill';
import {
  curves,
  each,
  final,
  lesson,
  linear,
  log,
  mean,
  plot,
  points,
  tail,
  type RunRecord,
} from 'downhill/node';

const steps = (rate: number, ...milestones: number[]) => ({
  schedule: 'multiStep',
  rate,
  milestones,
});

/** A small residual network on real images, a fifth of them with a wrong label. */
const bold = 0.1;
const network = each(
  {
    early: steps(bold, 20, 40),
    inTime: steps(bold, 100, 150),
    late: steps(bold, 180, 190),
  },
  (learningRate) => ({
    problem: { name: 'digits', model: 'residual', layers: [24], labelNoise: 0.2 },
    optimizer: { name: 'momentum', learningRate },
    updates: 200,
    every: 5,
    seeds: [1, 2, 3],
  }),
);

/** Many weights in a long bowl; the slope of each is blurred by noise. */
const [dimension, condition, rate, updates] = [2000, 30, 0.04, 150] as const;
const descent = (learningRate: unknown, every: number, noise = 1) => ({
  problem: { name: 'noisyBowl', dimension, condition, noise, start: 1 },
  optimizer: { name: 'sgd', learningRate },
  updates,
  every,
});
const bowl = {
  constant: descent(rate, 5),
  twice: descent(steps(rate, 50, 100), 5),
  silent: descent(steps(rate, 50, 100), 5, 0),
};
/** One drop, at different moments; only the end is looked at. */
const once = each({ 5: 5, 15: 15, 50: 50, 100: 100, 140: 140 }, (milestone) =>
  descent(steps(rate, milestone), updates),
);

/** Curvatures of the same bowl, fewer: theory needs no luck. */
const curvatures = Array.from({ length: 200 }, (_, i) => condition ** ((i + 0.5) / 200));
/** The balance of slope and noise, curvature by curvature: the expected loss of a weight after each update. */
const expected = (schedule: Schedule, noise = 1) => {
  let squares = curvatures.map(() => 1);
  return Array.from({ length: updates + 1 }, (_, t) => {
    const losses = squares.map((square, i) => ((curvatures[i] ?? NaN) * square) / 2);
    const a = schedule(t);
    const put = (a * noise) ** 2;
    squares = squares.map((square, i) => (1 - a * (curvatures[i] ?? NaN)) ** 2 * square + put);
    return mean(losses);
  });
};
const inTheory = (milestones: readonly number[], noise?: number) =>
  expected(multiStep({ rate, milestones }), noise);
const endInTheory = (...milestones: number[]) => inTheory(milestones).at(-1) ?? NaN;
/** Where the theory of one drop is drawn. */
const moments = Array.from({ length: 74 }, (_, i) => 2 * i + 2);

/** Loss of the bowl for each weight. */
const perWeight = (run: RunRecord) => {
  const { x, y } = points(run, 'loss', 'mean');
  return { x, y: y.map((loss) => (loss ?? NaN) / dimension) };
};
const lossAt = (run: RunRecord, update: number) => {
  const { x, y } = perWeight(run);
  return y[x.indexOf(update)] ?? NaN;
};
const end = (run: RunRecord) => lossAt(run, updates);
/** Mean over some updates, and over the seeds. */
const level = (run: RunRecord, from: number, to: number, series = 'validationLoss') =>
  mean(
    run.series.flatMap(({ update, [series]: values = [] }) =>
      values.filter((_, i) => from <= (update[i] ?? 0) && (update[i] ?? 0) <= to),
    ),
  );
/** Before the late one drops its rate, it is a constant one. */
const correct = (run: RunRecord) => level(run, 150, 180, 'validationAccuracy');

export default lesson({
  id: 'step-decay',
  lecture: '4. Learning rate',
  needs: ['gradient-noise', 'learning-rate'],
  concepts: ['step decay', 'milestone', 'learning rate decay', 'noise floor'],
  teaches: ['multiStep'],
  experiments: { network, bowl, once },
  measures: ({ network: { early, inTime, late }, bowl, once }) => {
    const first = level(inTime, 110, 140) / level(inTime, 70, 100);
    const second = level(inTime, 160, 190) / level(inTime, 120, 150);
    const theory = inTheory([50, 100]);
    const silent = inTheory([50, 100], 0);
    return {
      first,
      goesOn: level(late, 110, 140) / level(late, 70, 100),
      second,
      outdoes: second / first,
      gain: 100 * (correct(inTime) - correct(late)),
      inTime: correct(inTime),
      early: final(early, 'validationLoss') / final(inTime, 'validationLoss'),
      late: final(late, 'validationLoss') / level(late, 150, 180),
      floor: tail(bowl.constant) / dimension,
      floorTheory: endInTheory(updates),
      fall: lossAt(bowl.twice, 50) / lossAt(bowl.twice, 100),
      fallTheory: (theory[50] ?? NaN) / (theory[100] ?? NaN),
      again: lossAt(bowl.twice, 100) / end(bowl.twice),
      againTheory: (theory[100] ?? NaN) / (theory[150] ?? NaN),
      way: lossAt(bowl.silent, 25) / lossAt(bowl.silent, 50),
      wayTheory: (silent[25] ?? NaN) / (silent[50] ?? NaN),
      brake: lossAt(bowl.silent, 50) / lossAt(bowl.silent, 75),
      brakeTheory: (silent[50] ?? NaN) / (silent[75] ?? NaN),
      patience: end(bowl.twice) / end(once[50]),
      patienceTheory: endInTheory(50, 100) / endInTheory(50),
      tooEarly: end(once[5]) / end(once[50]),
      tooEarlyTheory: endInTheory(5) / endInTheory(50),
      tooLate: end(once[140]) / end(once[50]),
      tooLateTheory: endInTheory(140) / endInTheory(50),
    };
  },
  figures: ({ network, bowl, once }) => {
    const cliff = curves({
      series: 'validationLoss',
      y: log('validation loss', { max: 1.1 }),
      centre: 'mean',
      learningRate: true,
      entrants: {
        'too early': { run: network.early, style: 'linear' },
        'too late': { run: network.late, style: 'inverseSqrt' },
        'in time': { run: network.inTime, style: 'stepDecay' },
      },
    });
    return {
      cliff: { ...cliff, strip: { y: log('learning rate'), lines: cliff.strip?.lines ?? [] } },
      stairs: plot({
        x: linear('update'),
        y: log('loss of a weight', { min: 1e-4, max: 1 }),
        lines: [
          ...[inTheory([updates]), inTheory([50, 100])].map((y) => ({
            label: 'theory',
            style: 'reference',
            x: y.map((_, t) => t),
            y,
          })),
          { label: 'constant', style: 'constant', ...perWeight(bowl.constant) },
          { label: 'two drops', style: 'stepDecay', ...perWeight(bowl.twice) },
          { label: 'two drops, no noise', style: 'cosine', ...perWeight(bowl.silent) },
        ],
        guides: [50, 100].map((at) => ({ axis: 'x' as const, at, label: `drop at ${at}` })),
      }),
      when: plot({
        x: linear('update of the drop'),
        y: log(`loss of a weight after ${updates} updates`),
        lines: [
          {
            label: 'theory',
            style: 'reference',
            x: moments,
            y: moments.map((milestone) => endInTheory(milestone)),
          },
          {
            // Gaps between them: each is a point by itself.
            label: 'measured',
            style: 'stepDecay',
            x: Object.keys(once).flatMap((milestone) => [Number(milestone), Number(milestone)]),
            y: Object.values<RunRecord>(once).flatMap((run) => [end(run), null]),
          },
        ],
        guides: [{ axis: 'y', at: endInTheory(updates), label: 'no drop' }],
      }),
    };
  },
});
