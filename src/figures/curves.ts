import type { RunRecord } from '../training/experiment.ts';
import { listed, named, type Entrants, type Named } from './entrant.ts';
import type { Axis, Curves, Drawing, Guide } from './figure.ts';
import { plot, type PlotLine } from './plot.ts';
import { joined, seedsText, updatesText } from './protocol.ts';
import { column, divergence, spread, type Centre } from './spread.ts';

export interface CurvesOptions {
  readonly entrants: Entrants;
  /** Which measured series. Default `loss`. */
  readonly series?: string;
  readonly y: Axis;
  /** Series along the bottom. Default `update`. */
  readonly over?: string;
  /** Default: linear, labelled with the series along the bottom. */
  readonly x?: Axis;
  /** Default `median`. */
  readonly centre?: Centre;
  /** A strip below with the learning rate. Default false. */
  readonly learningRate?: boolean;
  readonly guides?: readonly Guide[];
}

/**
 * A measured series of several runs: the middle of the seeds as a line, their range as a band, a cross where a run
 * diverged. The subtitle says what line and band are, and how many seeds and updates there were.
 * @throws UsageError for an unknown style or series, a run without a value that its axis can show
 */
export function curves({
  entrants,
  series = 'loss',
  y,
  over = 'update',
  x = { label: over, scale: 'linear' },
  centre = 'median',
  learningRate = false,
  guides,
}: CurvesOptions): Drawing<Curves> {
  const runners = listed(entrants).map(named);
  const runs = runners.map(({ run }) => run);
  const lines = runners.map((runner) => line(runner, series, over, centre));
  const banded = lines.some(({ low }) => low !== undefined);
  return plot({
    subtitle: joined(
      seedsText(runs),
      updatesText(runs),
      banded ? `line: ${centre}, band: smallest to largest` : '',
    ),
    x,
    y: withoutExplosions(y, lines),
    lines,
    ...(learningRate && { strip: rates(runners, over) }),
    ...(guides && { guides }),
  });
}

function line(
  { run, label, style }: Named,
  series: string,
  over: string,
  centre: Centre,
): PlotLine {
  const { update, ...values } = spread(run, series, centre);
  const known = values.centre.findLastIndex((value) => value !== null);
  const upTo = <T>(list: readonly T[]) => list.slice(0, known + 1);
  const wrong = divergence(run);
  const survived = wrong !== undefined && known === update.length - 1 && !allDiverged(run);
  return {
    label: survived ? `${label} (${wrong})` : label,
    style,
    x: upTo(along(run, over, update)),
    y: upTo(values.centre),
    ...(run.seeds.length > 1 && { low: upTo(values.low), high: upTo(values.high) }),
    ...(wrong !== undefined && !survived && { broke: wrong }),
  };
}

function allDiverged({ divergedAt }: RunRecord): boolean {
  return divergedAt.every((update) => update !== null);
}

/** The bottom values of the longest seed, whose updates those of `spread` are. */
function along(run: RunRecord, over: string, update: readonly number[]): readonly number[] {
  const longest = run.series.find((seed) => seed.update.length === update.length);
  return longest ? column(longest, over) : update;
}

/** Ends the axis a little above the runs that stayed finite, so that one explosion does not flatten all others. */
function withoutExplosions(y: Axis, lines: readonly PlotLine[]): Axis {
  const broken = lines.filter(({ broke }) => broke !== undefined);
  if (broken.length === 0 || y.max !== undefined) return y;
  const sound = lines.filter(({ broke }) => broke === undefined);
  const shown =
    sound.length > 0
      ? sound.flatMap(({ y, high }) => [...y, ...(high ?? [])])
      : broken.map(({ y }) => y[0] ?? null);
  const reached = Math.max(...shown.filter((value) => value !== null));
  const room = y.scale === 'log' ? 30 : sound.length > 0 ? 1.5 : 4;
  const all = Math.max(...broken.flatMap(({ y }) => y.filter((value) => value !== null)));
  return reached > 0 && all > room * reached
    ? { ...y, max: Number((room * reached).toPrecision(2)) }
    : y;
}

/** The learning rates of all runs; one grey line where they are all the same. */
function rates(runners: readonly Named[], over: string): Curves['strip'] & {} {
  const lines = runners.map(({ run, label, style }) => {
    const { update, centre } = spread(run, 'learningRate');
    const kept = centre.filter((rate, i) => rate === centre[i - 1]).length;
    // Stairs for what stays the same between jumps; a smooth decay would only look frayed.
    const stepped = 2 * kept > centre.length || centre.length <= 40;
    return { label, style, x: along(run, over, update), y: centre, stepped };
  });
  const longest = lines.reduce((a, b) => (b.x.length > a.x.length ? b : a));
  const shared = lines.every(({ y }) => y.every((rate, i) => rate === longest.y[i]));
  return {
    y: { label: 'learning rate', scale: 'linear', min: 0 },
    lines: shared ? [{ ...longest, label: 'all', style: 'neutral' }] : lines,
  };
}
