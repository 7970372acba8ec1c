import {
  curves,
  described,
  dots,
  numberText,
  optionText,
  parallel,
  plot,
  sensitivity,
  type Axis,
  type Entrant,
  type ParallelAxis,
  type Picture,
} from '../figures/index.ts';
import { capital, list } from '../shared/sentence.ts';
import { median } from '../shared/stats.ts';
import type { RunRecord } from '../training/experiment.ts';
import type { TrialResult } from './cell.ts';
import { byProblem, findingOn } from './findings.ts';
import { judged, judgedMean, levels } from './levels.ts';
import { profile } from './profile.ts';
import { meanScore, type CellResult } from './run-sweep.ts';
import { byScore, isHigherBetter } from './score.ts';
import type { Dimension } from './space.ts';
import { ranked, standing } from './standing.ts';
import type { Sweep } from './sweep.ts';
import { judgedText, slug, valueText } from './words.ts';

/** A study's pictures by their ids, and the words that go into the file names of one problem or cell. */
export type SweepFigures = Readonly<Record<string, Picture>>;

/** Of all trials a tenth are drawn boldly, but at least three and at most so many. */
const mostBold = 8;
/** Levels of an option, at most, where ranges are cut into parts: along an axis, and as rows. */
const finest = 16;
const coarse = 5;

/** All pictures of a study: who won on each problem, how much hangs on each option, all trials, the profile over problems. */
export function sweepFigures(cells: readonly CellResult[], sweep: Sweep): SweepFigures {
  const found: Record<string, Picture | undefined> = {};
  for (const group of byProblem(cells).values()) {
    const { label } = (group[0] as CellResult).problem;
    found[figureId(label, 'final')] = finals(group, sweep);
    found[figureId(label, 'race')] = race(group, sweep);
    for (const name of dimensionsOf(group)) {
      found[figureId(label, 'by', name)] = byOption(group, name, sweep);
    }
    for (const cell of group) {
      const { label: who } = cell.optimizer;
      found[figureId(label, who, 'trials')] = allTrials(cell, sweep);
      found[figureId(label, who, 'effects')] = effects(cell, sweep);
    }
  }
  found['profile'] = profileFigure(cells, sweep);
  return Object.fromEntries(
    Object.entries(found).flatMap(([id, figure]) => (figure ? [[id, figure]] : [])),
  );
}

/** The id of a picture, from what it shows: labels differ in their slugs, in which there are no two hyphens in a row. */
export function figureId(...parts: readonly string[]): string {
  return parts.map(slug).join('--');
}

/** The options that optimizers of a group try numbers for, each once. */
export function dimensionsOf(group: readonly CellResult[]): string[] {
  const all = group.flatMap(({ optimizer }) => optimizer.space.filter(isNumeric));
  return [...new Set(all.map(({ name }) => name))];
}

function isNumeric(dimension: Dimension): boolean {
  if (dimension.kind !== 'choice') return true;
  const { values } = dimension;
  return values.length > 1 && values.every((value) => typeof value === 'number');
}

/** How the settings were tried, for a picture's subtitle. */
function tried({ sampler, seeds, rungs, updates }: Sweep, trials: number): string {
  const how = `${sampler === 'grid' ? 'a grid of' : 'Sobol points,'} ${trials} settings`;
  if (rungs.length === 0) {
    const all = `${seeds.length} seed${seeds.length === 1 ? '' : 's'}`;
    return `${how} · ${all} · ${numberText(updates)} updates`;
  }
  const stops = list(rungs.map((rung) => numberText(rung)));
  return `${how} · seed ${seeds[0]} · the worse stopped after ${stops} of ${numberText(updates)} updates`;
}

function triedIn(cells: readonly CellResult[], sweep: Sweep): string {
  return tried(sweep, Math.max(...cells.map(({ trials }) => trials.length)));
}

/** The final runs of a group as entrants of a figure. */
function entrants(group: readonly CellResult[]): Entrant[] {
  return group.flatMap(({ final, optimizer: { label, style } }) =>
    final ? [{ run: final, label, style }] : [],
  );
}

function finals(group: readonly CellResult[], sweep: Sweep): Picture | undefined {
  const order = ranked(group, sweep.score);
  const values = order.flatMap((cell) => standing(cell, sweep.score)?.scores ?? []);
  if (!values.some((value) => value !== null)) return undefined;
  const x = scoreAxis(
    `${optionText(sweep.score)} after ${numberText(sweep.updates)} updates`,
    values,
    sweep,
  );
  const { problem } = group[0] as CellResult;
  const drawing = dots({
    x,
    rows: order.map((cell) => {
      const { label, style } = cell.optimizer;
      const found = standing(cell, sweep.score);
      if (found) return { label, style, values: found.scores };
      return { label, style, values: [null], note: 'no setting came through' };
    }),
  });
  return described(drawing, {
    title: findingOn(group, sweep),
    subtitle: `${triedIn(group, sweep)} · the best of each optimizer again, with seeds on which nothing was chosen`,
    alt: `One row for each optimizer with its final ${optionText(sweep.score)} on ${problem.label}, best first: ${list(order.map(({ optimizer }) => optimizer.label))}.`,
  });
}

function race(group: readonly CellResult[], sweep: Sweep): Picture | undefined {
  const { score } = sweep;
  const runs = entrants(group).filter(({ run }) =>
    run.series.some((seed) => Object.hasOwn(seed, score) && seed.update.length > 1),
  );
  if (runs.length === 0) return undefined;
  const values = runs.flatMap(({ run }) => run.series.flatMap((seed) => [...(seed[score] ?? [])]));
  const lines = runs.map(({ run: { series } }) => {
    const lists = series.map((seed) => seed[score] ?? []);
    return (lists[0] ?? []).map((_, i) => Math.min(...lists.map((list) => list[i] ?? Infinity)));
  });
  const { problem } = group[0] as CellResult;
  return described(
    curves({
      entrants: runs,
      series: score,
      y: scoreAxis(optionText(score), values, sweep, lines),
    }),
    {
      title: `The way there: ${optionText(score)} on ${problem.label}`,
      subtitle: 'each with the best of its settings, on fresh seeds',
      alt: `${capital(optionText(score))} over the updates on ${problem.label} for ${list(runs.map(({ label }) => label ?? ''))}.`,
    },
  );
}

/** The best trial at each value of an option, a line for each optimizer that has it. */
function byOption(group: readonly CellResult[], name: string, sweep: Sweep): Picture | undefined {
  const searched = group.flatMap((cell) => {
    const run = searchedRun(cell, name, sweep);
    const { label, style } = cell.optimizer;
    return run ? [{ run, label, style }] : [];
  });
  if (searched.length === 0) return undefined;
  const values = searched.flatMap(({ run }) => run.tuning?.values ?? []);
  const scores = searched.flatMap(({ run }) => run.tuning?.scores.flat() ?? []);
  const lines = searched.map(({ run }) =>
    (run.tuning?.scores ?? []).map((seeds) => median(seeds.map((one) => one ?? Infinity))),
  );
  const { label } = (group[0] as CellResult).problem;
  const counts = group.map(({ trials }) => trials.length);
  const others = group.some(({ optimizer }) => optimizer.space.length > 1);
  return described(
    sensitivity({
      entrants: searched,
      x: axisFor(optionText(name), values),
      y: scoreAxis(judgedText(sweep), scores, sweep, lines),
    }),
    {
      title: bestValues(searched, name, label),
      subtitle: `${tried(sweep, Math.max(...counts))}${others ? ' · all else at its best for each value' : ''}`,
      alt: `${capital(judgedText(sweep))} on ${label} over the ${optionText(name)}, a line for each of ${list(searched.map((one) => one.label))}.`,
    },
  );
}

/** A cell's final run as one that was tuned along one option: for each of its levels the best trial. */
function searchedRun(cell: CellResult, name: string, sweep: Sweep): RunRecord | undefined {
  const dimension = cell.optimizer.space.find((one) => one.name === name && isNumeric(one));
  if (dimension === undefined || cell.final === undefined || cell.best === undefined)
    return undefined;
  const order = byScore(sweep.score);
  // A part of a range has a best trial that says something only where several fell into it.
  const parts =
    sweep.sampler === 'grid'
      ? finest
      : Math.max(3, Math.min(finest, Math.floor(cell.trials.length / 4)));
  const tops = levels(cell.trials, dimension, parts).map(
    ({ trials }) =>
      trials.toSorted((a, b) =>
        order(judgedMean(sweep, a), judgedMean(sweep, b)),
      )[0] as TrialResult,
  );
  return {
    ...cell.final,
    tuning: {
      option: name,
      values: tops.map(({ trial }) => trial.setting[name] as number),
      score: sweep.score,
      seeds: sweep.rungs.length > 0 ? sweep.seeds.slice(0, 1) : sweep.seeds,
      scores: tops.map((one) => judged(sweep, one)),
      best: cell.best.trial.setting[name] as number,
      onBorder: cell.onBorder.includes(name),
    },
  };
}

function bestValues(
  searched: readonly (Entrant & { readonly label: string })[],
  name: string,
  problem: string,
): string {
  const best = searched.map(({ run, label }) => {
    const { best, onBorder } = run.tuning ?? { best: NaN, onBorder: false };
    return `${numberText(best)}${searched.length > 1 ? ` for ${label}` : ''}${onBorder ? ' (on the border)' : ''}`;
  });
  return `Best ${optionText(name)} on ${problem}: ${list(best)}`;
}

/** All trials of a cell as lines through their values. */
function allTrials({ problem, optimizer, trials }: CellResult, sweep: Sweep): Picture | undefined {
  const { space, label, style } = optimizer;
  if (space.length < 2) return undefined;
  const values = trials.map((one) => judgedMean(sweep, one));
  if (!values.some((value) => value !== null)) return undefined;
  const axes = space.map((dimension) => parallelAxis(dimension, trials));
  const result = scoreAxis(judgedText(sweep), values, sweep);
  const order = byScore(sweep.score);
  const rank = (one: TrialResult) => meanScore(one);
  const count = Math.max(3, Math.min(mostBold, Math.ceil(trials.length / 10)));
  const through = trials.filter((one) => rank(one) !== null);
  const bold = new Set(through.toSorted((a, b) => order(rank(a), rank(b))).slice(0, count));
  const goal = isHigherBetter(sweep.score) ? 'higher is better' : 'lower is better';
  return described(
    parallel({
      axes: [...axes.map(({ axis }) => axis), result],
      lines: trials.map((one, i) => ({
        style,
        bold: bold.has(one),
        values: [
          ...axes.map(({ place }, k) => place(one.trial.setting[(space[k] as Dimension).name])),
          values[i] ?? null,
        ],
      })),
    }),
    {
      title: inCommon([...bold], space, `${label} on ${problem.label}`, trials.length),
      subtitle: `${tried(sweep, trials.length)} · ${goal}`,
      alt: `Parallel axes for ${list(space.map(({ name }) => optionText(name)))} and the ${judgedText(sweep)}, a line for each of ${trials.length} settings of ${label} on ${problem.label}; the best ${bold.size} are bold.`,
    },
  );
}

/** What the settings that came out best share, option by option. */
function inCommon(
  best: readonly TrialResult[],
  space: readonly Dimension[],
  who: string,
  of: number,
): string {
  if (best.length === 0) return `No setting of ${who} came through`;
  const parts = space.map((dimension) => {
    const values = [...new Set(best.map(({ trial }) => trial.setting[dimension.name]))];
    if (isNumeric(dimension) && values.length > 1) {
      const [low, high] = [Math.min(...(values as number[])), Math.max(...(values as number[]))];
      return `${optionText(dimension.name)} ${numberText(low, 2)} to ${numberText(high, 2)}`;
    }
    return `${optionText(dimension.name)} ${values.map(valueText).join(' or ')}`;
  });
  const which = best.length === 1 ? 'best' : `best ${best.length}`;
  return `The ${which} of ${of} settings of ${who}: ${list(parts)}`;
}

function parallelAxis(
  dimension: Dimension,
  trials: readonly TrialResult[],
): { readonly axis: ParallelAxis; readonly place: (value: unknown) => number } {
  const label = optionText(dimension.name);
  const values = trials.map(({ trial }) => trial.setting[dimension.name]);
  if (dimension.kind !== 'choice') {
    return { axis: axisFor(label, values as number[], dimension), place: Number };
  }
  const names = [...new Set(dimension.values.map(valueText))];
  return {
    axis: { label, scale: 'linear', names },
    place: (value) => names.indexOf(valueText(value)),
  };
}

/** How the trials with a value in common came out, for every value of every option. */
function effects({ problem, optimizer, trials }: CellResult, sweep: Sweep): Picture | undefined {
  const { space, label, style } = optimizer;
  if (space.length < 2) return undefined;
  const values = trials.map((one) => judgedMean(sweep, one));
  if (!values.some((value) => value !== null)) return undefined;
  const most = sweep.sampler === 'grid' ? finest : coarse;
  const groups = space.map(({ name }, i) => ({
    name: optionText(name),
    rows: levels(trials, space[i] as Dimension, most).map((level) => ({
      label: `${optionText(name)} ${level.label}`,
      style,
      values: level.trials.map((one) => judgedMean(sweep, one)),
    })),
  }));
  const x = scoreAxis(judgedText(sweep), values, sweep);
  const drawing = dots({ x, rows: groups.flatMap(({ rows }) => rows) });
  return described(
    {
      ...drawing,
      subtitle: 'dot: median of all settings with that value, bar: smallest to largest',
    },
    {
      title: `Main effects for ${label} on ${problem.label}: ${strongest(groups, x, judgedText(sweep))}`,
      subtitle: tried(sweep, trials.length),
      alt: `One row for each value of ${list(space.map(({ name }) => optionText(name)))} with the ${judgedText(sweep)} of all settings of ${label} on ${problem.label} that have it.`,
    },
  );
}

/** The option whose values lie farthest apart in their medians. */
function strongest(
  groups: readonly {
    readonly name: string;
    readonly rows: readonly { readonly values: readonly (number | null)[] }[];
  }[],
  { scale }: Axis,
  score: string,
): string {
  const found = groups.map(({ name, rows }) => {
    const medians = rows
      .map(({ values }) => median(values.filter((value) => value !== null)))
      .filter(Number.isFinite);
    const [low, high] = [Math.min(...medians), Math.max(...medians)];
    return { name, low, high, apart: scale === 'log' ? high / low : high - low };
  });
  const [first] = found.toSorted((a, b) => b.apart - a.apart);
  if (first === undefined || !(first.high > first.low)) return 'no option makes a difference';
  return `most hangs on the ${first.name}, by which the median ${score} goes from ${numberText(first.low)} to ${numberText(first.high)}`;
}

function profileFigure(cells: readonly CellResult[], sweep: Sweep): Picture | undefined {
  const lines = profile(cells, sweep);
  if (lines === undefined) return undefined;
  const problems = byProblem(cells).size;
  const within = (factor: number) =>
    list(
      lines.map(({ label, x, y }) => {
        const share = y[x.findLastIndex((at) => at <= factor)] as number;
        return `${label} ${Math.round(share * problems)}`;
      }),
    );
  const what = isHigherBetter(sweep.score)
    ? `1 − ${optionText(sweep.score)}`
    : optionText(sweep.score);
  return described(
    plot({
      x: {
        label: `final ${what}, in multiples of the best`,
        scale: 'log',
        min: 1,
      },
      y: { label: 'share of the problems', scale: 'linear', min: 0, max: 1 },
      lines: lines.map((line) => ({ ...line, stepped: true })),
    }),
    {
      title: `Best of all, on ${problems} problems: ${within(1)}; within twice the best: ${within(2)}`,
      subtitle: `performance profile · ${triedIn(cells, sweep)} · the best of each optimizer on each problem again, mean of ${sweep.final.length} fresh seeds`,
      alt: `Share of the problems on which each of ${list(lines.map(({ label }) => label))} comes within a factor of the best, over that factor.`,
    },
  );
}

/** A log axis where the values span so much that a linear one would hide the small ones, and all are above 0. */
function axisFor(label: string, values: readonly (number | null)[], dimension?: Dimension): Axis {
  const found = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...found), Math.max(...found)];
  const wide = dimension?.kind === 'log' || (dimension?.kind !== 'linear' && high / low > 4);
  return { label, scale: low > 0 && wide ? 'log' : 'linear' };
}

/**
 * The axis of a score. A loss of exactly 0 does not change it, where each of `lines` has a value above 0 too: on a log
 * axis it stands at the border.
 */
function scoreAxis(
  label: string,
  values: readonly (number | null)[],
  { score }: Sweep,
  lines: readonly (readonly (number | null)[])[] = [values],
): Axis {
  const isAbove = (value: number | null) => value !== null && value > 0 && value < Infinity;
  const mayVanish = !isHigherBetter(score) && lines.every((line) => line.some(isAbove));
  return axisFor(label, mayVanish ? values.filter((value) => value !== 0) : values);
}
