import { median } from '../shared/stats.ts';
import { listed, named, type Entrants } from './entrant.ts';
import type { Axis, Curves, Drawing } from './figure.ts';
import { numberText } from './number-text.ts';
import { plot, type PlotLine } from './plot.ts';
import { trials, type Trials } from './trials.ts';

export interface SensitivityOptions {
  /** Runs that were tuned. */
  readonly entrants: Entrants;
  readonly y: Axis;
  /** Which of two options that were tuned together; the other is at its best. Default: the first. */
  readonly option?: string;
  /** Default: the tuned option, on a log axis. */
  readonly x?: Axis;
}

/**
 * The score of every value that was tried: how wide the range of good values is. A line ends in a cross where larger
 * values gave no result.
 * @throws UsageError for an unknown style, a run that was not tuned or has no score at all
 */
export function sensitivity({ entrants, y, x, option }: SensitivityOptions): Drawing<Curves> {
  const lines: PlotLine[] = [];
  const tunings: Trials[] = [];
  for (const { run, label, style } of listed(entrants).map(named)) {
    const tried = trials(run, option);
    tunings.push(tried);
    lines.push({ label, style, ...scores(tried) });
  }
  const seeds = Math.max(...tunings.map((tuning) => tuning.seeds.length));
  return plot({
    subtitle: seeds > 1 ? `line: median of ${seeds} seeds, band: smallest to largest` : '',
    x: x ?? {
      label: optionText(tunings[0]?.option ?? ''),
      scale: 'log',
    },
    y,
    lines,
  });
}

/** The name of an option, or of a series, in words: `weight decay`, `peak learning rate`. */
export function optionText(option: string): string {
  const words = option
    .replace(/^regularizer\.|^problem\./, '')
    .split('.')
    .toReversed()
    .join(' ');
  return words.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function scores({ values, scores, score, seeds }: Trials): Omit<PlotLine, 'label' | 'style'> {
  const rows = values
    .map((value, i) => ({ value, scores: (scores[i] ?? []).map((one) => one ?? Infinity) }))
    .sort((a, b) => a.value - b.value);
  const middle = rows.map(({ scores }) => {
    const centre = median(scores);
    return Number.isFinite(centre) ? centre : null;
  });
  const first = middle.findIndex((value) => value !== null);
  const last = middle.findLastIndex((value) => value !== null);
  const kept = <T>(list: readonly T[]) => list.slice(Math.max(0, first), last + 1);
  const found = kept(rows).map(({ scores }) => scores.filter((one) => Number.isFinite(one)));
  const lost = rows[last + 1];
  return {
    x: kept(rows).map(({ value }) => value),
    y: kept(middle),
    ...(seeds.length > 1 && {
      low: found.map((list) => (list.length > 0 ? Math.min(...list) : null)),
      high: found.map((list) => (list.length > 0 ? Math.max(...list) : null)),
    }),
    ...(lost && {
      broke: `${score === 'updates' ? 'never arrives' : 'diverges'} from ${numberText(lost.value)}`,
    }),
  };
}
