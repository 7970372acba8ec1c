import type { RunRecord } from '../training/experiment.ts';
import { styleOf, styles, type Style } from './styles.ts';

/** A run in a figure. */
export interface Entrant {
  readonly run: RunRecord;
  /** Default: the name of its style in words. */
  readonly label?: string;
  /** Key into the styles. Default: the run's optimizer, with its penalty where that has a style (`adam+l2`). */
  readonly style?: string;
}

/** An entrant with its defaults filled in. */
export interface Named {
  readonly run: RunRecord;
  readonly label: string;
  readonly style: string;
  readonly look: Style;
}

/** @throws UsageError for an unknown style, with the nearest */
export function named({ run, label, style = styleFor(run) }: Entrant): Named {
  const look = styleOf(style);
  return { run, label: label ?? look.label, style, look };
}

function styleFor({ spec: { optimizer, regularizer } }: RunRecord): string {
  const penalized = `${optimizer.name}+${regularizer?.name}`;
  return Object.hasOwn(styles, penalized) ? penalized : optimizer.name;
}
