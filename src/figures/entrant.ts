import type { RunRecord } from '../training/experiment.ts';
import { ramp, styleKey, styleOf, styles, type Style } from './styles.ts';

/** A run in a figure. */
export interface Entrant {
  readonly run: RunRecord;
  /** Default: the name of its style in words. */
  readonly label?: string;
  /** Key into the styles. Default: the run's optimizer, with its penalty where that has a style (`adam+l2`). */
  readonly style?: string;
}

/** Runs in a figure: a list, or by their labels. */
export type Entrants =
  readonly Entrant[] | Readonly<Record<string, RunRecord | Omit<Entrant, 'label'>>>;

/** An entrant with its defaults filled in. */
export interface Named {
  readonly run: RunRecord;
  readonly label: string;
  readonly style: string;
  readonly look: Style;
}

/** Entrants as a list, whichever way they were given. */
export function listed(entrants: Entrants): readonly Entrant[] {
  if (Array.isArray(entrants)) return entrants as readonly Entrant[];
  return Object.entries(entrants).map(([label, one]) => ({
    ...('run' in one ? one : { run: one }),
    label,
  }));
}

/** @throws UsageError for an unknown style, with the nearest */
export function named({ run, label, style = styleFor(run) }: Entrant): Named {
  const look = styleOf(style);
  return { run, label: label ?? look.label, style, look };
}

/**
 * Runs that differ in one setting, in their order, light to dark.
 * @param label by the names of the runs, or made from each run
 */
export function ramped<K extends PropertyKey>(
  runs: Readonly<Record<K, RunRecord>>,
  label: Readonly<Record<K, string>> | ((run: RunRecord) => string),
): readonly Required<Entrant>[] {
  const names = Object.keys(runs) as K[];
  const steps = ramp(names.length);
  return names.map((name, i) => ({
    run: runs[name],
    label: typeof label === 'function' ? label(runs[name]) : label[name],
    style: steps[i] as string,
  }));
}

function styleFor({ spec: { optimizer, regularizer } }: RunRecord): string {
  const penalized = `${optimizer.name}+${regularizer?.name}`;
  return Object.hasOwn(styles, penalized) ? penalized : styleKey(optimizer.name);
}
