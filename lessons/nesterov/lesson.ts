import {
  contours,
  each,
  lesson,
  log,
  logSpaced,
  needed,
  over,
  paths,
  plot,
  type RunRecord,
} from 'downhill/node';
import { multiStep } from 'downhill';
import { idealRate, lasts, momentum, rules, type Rule } from './ideal-rate.ts';
import { corrections, lookAhead, plus, type Point } from './look-ahead.ts';

/** The valley of the lesson before. */
const valley = { condition: 30, start: [-9, 1.6] } as const;
const walk = { ...valley, momentum };
const updates = 60;
const rate = 0.02;
const hike = (name: string, learningRate: unknown) => ({
  problem: { name: 'bowl', ...valley },
  optimizer: { name, learningRate },
  updates,
  every: 1,
  path: true,
});
const hikes = each(rules, (name) => hike(name, rate));
/** A tenth of the rate from the eleventh update on. */
const drop = { rate, milestones: [10] };
const braked = hike('nesterov', { schedule: 'multiStep', ...drop });

const until = { series: 'distance', below: 1e-3 * Math.SQRT2, stays: 40 };
/** A round bowl has one curvature, here 1: rates on both sides of the limits. */
const rates = {
  momentum: [0.004, 0.02, 0.1, 0.5, 1.5, 3, 3.75, 3.85],
  nesterov: [0.004, 0.02, 0.06, 0.2, 0.4, 0.6, 0.8, 0.92, 1, 1.1, 1.2, 1.3, 1.34, 1.37],
};
const swings = each(rules, (name) => ({
  problem: { name: 'bowl', condition: 1, start: [1, 1] },
  optimizer: { name },
  updates: 400,
  until,
  tune: { values: rates[name], score: 'updates', seeds: [1] },
}));

const race = (name: Rule) =>
  each({ 10: 10, 40: 40, 150: 150, 450: 450, 1000: 1000 }, (condition) => ({
    problem: { name: 'bowl', condition, start: [1, 1] },
    optimizer: { name, learningRate: idealRate(name, condition).step / condition },
    updates: 600,
    until,
  }));

const walked = ({ path }: RunRecord) => (path?.[0] ?? []) as readonly Point[];
/** How far beyond the minimum, along the valley. */
const beyond = (run: RunRecord) => Math.max(...walked(run).map(([x]) => x));
/** The widest swing across the valley after ten updates. */
const across = (run: RunRecord) =>
  Math.max(
    ...walked(run)
      .slice(10)
      .map(([, y]) => Math.abs(y)),
  );
const height = (x: number, y: number) => (x ** 2 + valley.condition * y ** 2) / 2;
/** The sixth update of momentum. */
const sixth = (run: RunRecord) => {
  const [before, here] = walked(run).slice(4, 6) as [Point, Point];
  return { here, ...corrections(walk, before, here, rate) };
};
/** The same hike as Nesterov wrote it, and how far it comes to be from that of the library. */
const written = (rateAt: (update: number) => number) =>
  lookAhead(
    walk,
    Array.from({ length: updates + 1 }, (_, t) => rateAt(t)),
  );
const apart = (places: ReturnType<typeof written>, run: RunRecord) =>
  Math.max(
    ...places.map(({ ahead }, t) => Math.hypot(...plus(ahead, walked(run)[t] as Point, -1))),
  );
const tried = ({ tuning }: RunRecord) => ({
  x: tuning?.values ?? [],
  y: (tuning?.scores ?? []).map(([score]) => score ?? null),
});
/** The largest rate, times the curvature, that came to rest. */
const stable = (run: RunRecord) => {
  const { x, y } = tried(run);
  return Math.max(...x.filter((_, i) => y[i] !== null));
};
const theory = (from: number, to: number, count: number, y: (x: number) => number) => {
  const x = logSpaced(from, to, count);
  return { label: 'theory', style: 'reference', x, y: x.map(y) };
};

export default lesson({
  id: 'nesterov',
  lecture: '3. Optimizers',
  needs: ['momentum'],
  concepts: ['Nesterov momentum', 'overshoot', 'stability limit'],
  teaches: ['nesterov'],
  experiments: { hikes, braked, swings, heavy: race('momentum'), ahead: race('nesterov') },
  measures: ({ hikes, braked, swings, heavy, ahead }) => {
    const { here, coasted, ...corrected } = sixth(hikes.momentum);
    const coast = coasted[1] - here[1];
    const constant = written(() => rate);
    return {
      pushes: (corrected.momentum[1] - coasted[1]) / coast,
      brakes: (coasted[1] - corrected.nesterov[1]) / coast,
      overshoot: beyond(hikes.momentum),
      less: beyond(hikes.nesterov),
      across: across(hikes.nesterov) / across(hikes.momentum),
      decimals: -Math.log10(apart(constant, hikes.nesterov)),
      reading:
        height(...(constant[10]?.at as Point)) / height(...(walked(hikes.nesterov)[10] as Point)),
      parted: apart(written(multiStep(drop)), braked),
      level: lasts('momentum', 1),
      limit: stable(swings.momentum),
      limitTheory: 2 * (1 + momentum),
      price: stable(swings.nesterov),
      priceTheory: (2 * (1 + momentum)) / (1 + 2 * momentum),
      risk: stable(swings.nesterov) / stable(swings.momentum),
      quick: needed(ahead[10]),
      quickTheory: idealRate('nesterov', 10).updates,
      short: needed(heavy[10]) / needed(ahead[10]),
      middle: needed(heavy[450]) / needed(ahead[450]),
      slow: needed(ahead[1000]),
      slowTheory: idealRate('nesterov', 1000).updates,
      long: needed(ahead[1000]) / needed(heavy[1000]),
    };
  },
  figures: ({ hikes, swings, heavy, ahead }) => {
    const { here, coasted, ...corrected } = sixth(hikes.momentum);
    const arrow = (...path: Point[]) => ({ ...hikes.momentum, path: [path] });
    const needs = (rule: Rule) => (condition: number) => idealRate(rule, condition).updates;
    return {
      step: {
        ...contours({
          height,
          together: true,
          window: { x: [-7.4, -5.2], y: [-0.6, 0.9] },
          levels: [14, 16, 18, 20, 22, 24, 26, 28, 30, 32],
          entrants: [
            { run: arrow(here, coasted), label: 'coast', style: 'neutral' },
            { run: arrow(coasted, corrected.momentum), label: 'Momentum: slope from the start' },
            {
              run: arrow(coasted, corrected.nesterov),
              label: 'Nesterov: slope from ahead',
              style: 'nesterov',
            },
          ],
        }),
        subtitle: '○ start · deeper blue is lower',
      },
      hikes: paths({ entrants: [{ run: hikes.momentum }, { run: hikes.nesterov }] }),
      swings: plot({
        x: log('learning rate × curvature'),
        y: log('updates until a thousandth is left'),
        lines: [
          theory(0.004, 3.797, 2, (step) => lasts('momentum', step)),
          theory(0.004, 1.35, 150, (step) => lasts('nesterov', step)),
          { style: 'momentum', ...tried(swings.momentum) },
          { style: 'nesterov', ...tried(swings.nesterov) },
        ],
      }),
      race: plot({
        x: log('condition number κ'),
        y: log('updates needed'),
        lines: [
          theory(10, 1000, 2, needs('momentum')),
          theory(10, 1000, 40, needs('nesterov')),
          { style: 'momentum', ...over(heavy, needed) },
          { style: 'nesterov', ...over(ahead, needed) },
        ],
      }),
    };
  },
});
