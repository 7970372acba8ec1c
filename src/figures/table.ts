import { median } from '../shared/stats.ts';
import type { RunRecord } from '../training/experiment.ts';
import { checkDrawing } from './check-figure.ts';
import { named, type Entrant } from './entrant.ts';
import type { Column, Drawing, Table } from './figure.ts';
import { numberText } from './number-text.ts';
import { joined, seedsText, updatesText } from './protocol.ts';
import { bySeed } from './results.ts';

/** A column and what it says of a run. */
export interface TableColumn {
  readonly label: string;
  /** Default `right`. */
  readonly align?: Column['align'];
  readonly text: (run: RunRecord) => string;
}

export interface TableOptions {
  readonly entrants: readonly Entrant[];
  readonly columns: readonly TableColumn[];
  /** Heading of the first column, which names the entrants. Default empty. */
  readonly heading?: string;
}

/**
 * One row for each entrant, its name first. The subtitle says how many seeds and updates there were, and what an asterisk
 * means.
 * @throws UsageError for an unknown style or result
 */
export function table({ entrants, columns, heading = '' }: TableOptions): Drawing<Table> {
  const runs = entrants.map(({ run }) => run);
  return checkDrawing<Drawing<Table>>({
    kind: 'table',
    subtitle: joined(
      seedsText(runs),
      updatesText(runs),
      runs.some(({ tuning }) => tuning) ? '* chosen by tuning' : '',
    ),
    columns: [
      { label: heading, align: 'left' },
      ...columns.map(({ label, align = 'right' }) => ({ label, align })),
    ],
    rows: entrants.map((entrant) => {
      const { run, label } = named(entrant);
      return [label, ...columns.map(({ text }) => text(run))];
    }),
  });
}

/** Median of what the runs ended with and, over several seeds, the range; lost runs are counted. */
export function finalColumn(name: string, label = `final ${name}`): TableColumn {
  return {
    label,
    text: (run) => {
      const values = bySeed(run, name);
      const found = values.filter((value) => value !== null);
      const lost = values.length - found.length;
      if (found.length === 0) return 'none';
      const range =
        found.length > 1
          ? ` (${numberText(Math.min(...found))} to ${numberText(Math.max(...found))})`
          : '';
      return `${numberText(median(found))}${range}${lost > 0 ? `, ${lost} lost` : ''}`;
    },
  };
}

/** An option of the optimizer; an asterisk where it was tuned. */
export function optionColumn(option: string, label = option): TableColumn {
  return {
    label,
    text: ({ spec, tuning }) => {
      const value = spec.optimizer[option];
      const text =
        typeof value === 'number'
          ? numberText(value)
          : value === undefined
            ? ''
            : scheduleText(value);
      const searched = [tuning, tuning?.and].map((one) => one?.option ?? '');
      // Of a schedule, the peak may have been tuned: learningRate.peak.
      return searched.some((one) => `${one}.`.startsWith(`${option}.`)) ? `${text}*` : text;
    },
  };
}

/** How many of the seeds diverged. */
export const divergedColumn: TableColumn = {
  label: 'diverged',
  text: ({ divergedAt }) =>
    `${divergedAt.filter((update) => update !== null).length} of ${divergedAt.length}`,
};

function scheduleText(value: unknown): string {
  const name = (value as { readonly schedule?: unknown } | null)?.schedule;
  return typeof name === 'string' ? name : String(value);
}
