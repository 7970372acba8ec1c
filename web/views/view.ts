import type { ComponentType } from 'preact';

/** One way to look at an experiment. */
export interface View {
  /** In links. */
  readonly name: string;
  /** On its tab. */
  readonly label: string;
  /** What it shows, once it is opened. */
  readonly open: () => ComponentType;
}
