import {
  found,
  lesson,
  linear,
  log,
  plot,
  points,
  studied,
  surfaces,
  tail,
  type RunRecord,
  type StudyRecord,
} from 'downhill/node';
import { searchTime } from 'downhill';

/** A network with one hidden layer of 16 units, trained until hardly any loss is left. */
const network = {
  study: 'lossSlice',
  problem: { name: 'digits', model: 'hidden', layers: [16], batch: 'all', train: 300 },
  optimizer: { name: 'nesterov', learningRate: 0.2 },
  updates: 60,
} as const;
const planes = {
  ends: {
    ...network,
    through: ['start', 'end', 'other'],
    x: [-0.5, 1.5],
    y: [-0.3, 1.7],
    points: 23,
  },
  random: {
    ...network,
    through: ['end', 'random', 'random'],
    x: [-1, 1],
    y: [-1, 1],
    points: 23,
  },
} as const;
const lines = {
  down: { ...network, through: ['start', 'end'], x: [0, 1], points: 21, seeds: [1, 2, 3] },
  across: { ...network, through: ['end', 'other'], x: [0, 1], points: 21, seeds: [1, 2, 3] },
} as const;

/** Softmax regression on the same images, for those who ask for heights and for one who feels the slope. */
const digits = { name: 'digits', batch: 'all', train: 300 };
const search = (way: 'local' | 'anywhere', size: number, seeds: readonly number[]) => ({
  study: 'blindSearch',
  problem: digits,
  way,
  size,
  evaluations: 1000,
  seeds,
});
/** Both searches choose the length of their steps among three. */
const sizes = {
  local: [0.0125, 0.05, 0.2],
  anywhere: [0.04, 0.15, 0.6],
} as const;
const chosen = { local: sizes.local[1], anywhere: sizes.anywhere[1] };
const tries = (way: 'local' | 'anywhere') =>
  Object.fromEntries(sizes[way].map((size) => [size, search(way, size, [101])]));
const searches = {
  local: search('local', chosen.local, [1, 2, 3]),
  anywhere: search('anywhere', chosen.anywhere, [1, 2, 3]),
};
/** At a rate that nobody chose. */
const descent = {
  problem: digits,
  optimizer: { name: 'sgd', learningRate: 1 },
  updates: 100,
  every: 1,
  seeds: [1, 2, 3],
};
/** In passes through the network: one forward, and two as long on the way back. */
const costOfGradient = 3;

/** A round bowl of ever more weights. */
const bowls = {
  study: 'randomDirections',
  dimensions: [10, 30, 100, 300],
  draws: 5000,
  searches: 16,
  size: 1,
};
const inTheory = (dimension: number) => searchTime({ dimension, size: bowls.size });

const last = (study: StudyRecord) => found(study, 'loss').at(-1) ?? NaN;
/** How much better the chosen size did than the best of the others. */
const lead = (runs: Readonly<Record<string, StudyRecord>>, size: number) =>
  Math.min(
    ...Object.entries(runs).flatMap(([name, run]) => (Number(name) === size ? [] : [last(run)])),
  ) / last(runs[size] as StudyRecord);
/** Points that lie higher than the one before, in all seeds together. */
const climbs = ({ columns }: StudyRecord) =>
  columns
    .flatMap(({ loss = [] }) => loss.map((one, i) => one > (loss[i - 1] ?? Infinity)))
    .filter(Boolean).length;
const lowerThanMiddle = (heights: readonly number[]) =>
  heights.filter((height) => height < (heights[(heights.length - 1) / 2] ?? NaN)).length;
const at = (study: StudyRecord, name: string, dimension: number) =>
  found(study, name)[bowls.dimensions.indexOf(dimension)] ?? NaN;
/** The passes that it took to come as low. */
const passesTo = (run: RunRecord, loss: number) => {
  const { x, y } = points(run, 'loss', 'mean');
  return costOfGradient * (x[y.findIndex((one) => (one ?? Infinity) <= loss)] ?? NaN);
};

const surface = (study: StudyRecord) => ({
  x: found(study, 'x'),
  y: found(study, 'y'),
  heights: found(study, 'loss'),
});
/** The straight way from the first place of a plane to another. */
const straight = (study: StudyRecord, to: number) =>
  [0, to].map((i) => [found(study, 'placeX')[i], found(study, 'placeY')[i]] as [number, number]);

export default lesson({
  id: 'loss-landscape',
  lecture: '2. Optimization',
  needs: ['overfitting'],
  concepts: ['loss landscape', 'random search', 'dimension', 'cost of a gradient'],
  teaches: ['randomSearch'],
  experiments: {
    planes,
    lines,
    local: tries('local'),
    anywhere: tries('anywhere'),
    searches,
    descent,
    bowls,
  },
  measures: ({ planes, lines, local, anywhere, searches, descent, bowls }) => ({
    climbs: climbs(lines.down),
    ridge: Math.max(...found(lines.across, 'loss')),
    ends: last(lines.down),
    over: Math.max(...found(lines.across, 'loss')) / last(lines.down),
    lower: lowerThanMiddle(found(planes.random, 'loss')),
    localLead: lead(local, chosen.local),
    anywhereLead: lead(anywhere, chosen.anywhere),
    chance: Math.log(10),
    anywhere: last(searches.anywhere),
    local: last(searches.local),
    descent: tail(descent, 'loss', 0),
    caught: passesTo(descent, last(searches.local)),
    cosine: at(bowls, 'cosine', 300),
    angle: (180 / Math.PI) * Math.acos(at(bowls, 'cosine', 300)),
    cosineTheory: Math.sqrt(2 / (Math.PI * 300)),
    heights: at(bowls, 'evaluations', 300),
    heightsTheory: inTheory(300),
    growth: at(bowls, 'evaluations', 300) / at(bowls, 'evaluations', 30),
  }),
  figures: ({ planes, lines, searches, descent, bowls }) => ({
    planes: surfaces({
      x: 'a',
      y: 'b',
      levels: [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8],
      surfaces: [
        {
          label: 'through a start and two ends',
          ...surface(planes.ends),
          paths: [
            { label: 'to one end', style: 'sgd', points: straight(planes.ends, 1), dotEvery: 0 },
            {
              label: 'to another',
              style: 'momentum',
              points: straight(planes.ends, 2),
              dotEvery: 0,
            },
          ],
        },
        {
          label: 'in two random directions',
          note: '★ the blue end',
          ...surface(planes.random),
          minimum: [0, 0],
        },
      ],
    }),
    lines: plot({
      x: linear('share of the way'),
      y: linear('loss', { min: 0 }),
      lines: [
        { label: 'start to end', style: 'sgd', ...studied(lines.down, 'x', 'loss') },
        { label: 'end to end', style: 'adamw', ...studied(lines.across, 'x', 'loss') },
      ],
    }),
    race: plot({
      x: log('passes through the network', { min: 1 }),
      y: linear('loss', { min: 0, max: 2.6 }),
      lines: [
        {
          label: 'random draws',
          style: 'neutral',
          ...studied(searches.anywhere, 'evaluation', 'loss'),
        },
        {
          label: 'random steps',
          style: 'randomSearch',
          ...studied(searches.local, 'evaluation', 'loss'),
        },
        {
          label: 'gradient',
          style: 'sgd',
          x: points(descent, 'loss')
            .x.slice(1)
            .map((update) => costOfGradient * update),
          y: points(descent, 'loss', 'mean').y.slice(1),
        },
      ],
    }),
    dimension: plot({
      x: log('number of weights'),
      y: log('passes until half the distance is left'),
      lines: [
        {
          label: 'theory',
          style: 'reference',
          x: found(bowls, 'dimension'),
          y: found(bowls, 'dimension').map(inTheory),
        },
        {
          label: 'random search',
          style: 'randomSearch',
          ...studied(bowls, 'dimension', 'evaluations'),
        },
        {
          label: 'one gradient step',
          style: 'sgd',
          x: found(bowls, 'dimension'),
          y: found(bowls, 'dimension').map(() => costOfGradient),
        },
      ],
    }),
  }),
});
