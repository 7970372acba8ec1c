import { UsageError } from '../shared/errors.ts';
import { median } from '../shared/stats.ts';
import type { TuningRecord } from '../training/experiment.ts';
import { listed, named, type Entrants } from './entrant.ts';
import type { Axis, Curves, Drawing } from './figure.ts';
import { numberText } from './number-text.ts';
import { plot, type PlotLine } from './plot.ts';

export interface SensitivityOptions {
  /** Runs that were tuned. */
  readonly entrants: Entrants;
  readonly y: Axis;
  /** Default: the tuned option, on a log axis. */
  readonly x?: Axis;
}

/**
 * The score of every value that was tried: how wide the range of good values is. A line ends in a cross where larger
 * values gave no result.
 * @throws UsageError for an unknown style, a run that was not tuned or has no score at all
 */
export function sensitivity({ entrants, y, x }: SensitivityOptions): Drawing<Curves> {
  const lines: PlotLine[] = [];
  const tunings: TuningRecord[] = [];
  for (const { run, label, style } of listed(entrants).map(named)) {
    if (run.tuning === undefined) {
      throw new UsageError({
        who: 'sensitivity',
        rule: `"${label}" was not tuned`,
        remedy: 'give its experiment a tune entry',
      });
    }
    tunings.push(run.tuning);
    lines.push({ label, style, ...scores(run.tuning) });
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

/** An option in words: `weight decay`, `peak learning rate`. */
function optionText(option: string): string {
  const words = option
    .replace(/^regularizer\.|^problem\./, '')
    .split('.')
    .toReversed()
    .join(' ');
  return words.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function scores({ values, scores, score, seeds }: TuningRecord): Omit<PlotLine, 'label' | 'style'> {
  const rows = values
    .map((value, i) => ({ value, scores: (scores[i] ?? []).map((one) => one ?? Infinity) }))
    .sort((a, b) => a.value - b.value);
  const middle = rows.map(({ scores }) => {
    const centre = median(scores);
    return Number.isFinite(centre) ? centre : null;
  });
  const last = middle.findLastIndex((value) => value !== null);
  const upTo = <T>(list: readonly T[]) => list.slice(0, last + 1);
  const found = upTo(rows).map(({ scores }) => scores.filter((one) => Number.isFinite(one)));
  const lost = rows[last + 1];
  return {
    x: upTo(rows).map(({ value }) => value),
    y: upTo(middle),
    ...(seeds.length > 1 && {
      low: found.map((list) => (list.length > 0 ? Math.min(...list) : null)),
      high: found.map((list) => (list.length > 0 ? Math.max(...list) : null)),
    }),
    ...(lost && {
      broke: `${score === 'updates' ? 'never arrives' : 'diverges'} from ${numberText(lost.value)}`,
    }),
  };
}
