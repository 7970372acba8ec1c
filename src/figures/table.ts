import { UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import { median } from '../shared/stats.ts';
import type { RunRecord } from '../training/experiment.ts';
import { checkFigure } from './check-figure.ts';
import { named, type Entrant } from './entrant.ts';
import type { Column, Described, Table } from './figure.ts';
import { numberText } from './number-text.ts';
import { joined, seedsText, updatesText } from './protocol.ts';

/** A column and what it says of a run. */
export interface TableColumn {
  readonly label: string;
  /** Default `right`. */
  readonly align?: Column['align'];
  readonly text: (run: RunRecord) => string;
}

export interface TableOptions extends Described {
  readonly entrants: readonly Entrant[];
  readonly columns: readonly TableColumn[];
  /** Heading of the first column, which names the entrants. Default empty. */
  readonly heading?: string;
}

/**
 * One row for each entrant, its name first. How many seeds and updates there were, and what an
 * asterisk means, is added to the subtitle.
 * @throws UsageError for missing words, an unknown style or result
 */
export function table({
  entrants,
  columns,
  heading = '',
  subtitle,
  ...words
}: TableOptions): Table {
  const runs = entrants.map(({ run }) => run);
  return checkFigure<Table>({
    kind: 'table',
    ...words,
    subtitle: joined(
      subtitle,
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
    text: ({ final }) => {
      const values = Object.hasOwn(final, name) ? final[name] : undefined;
      if (values === undefined) {
        throw new UsageError({
          who: 'table',
          rule: `unknown result "${name}"`,
          remedy: didYouMean(name, Object.keys(final)),
        });
      }
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
      return tuning?.option === option ? `${text}*` : text;
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
