import type { ComponentType } from 'preact';
import type { LabState } from '#src/lab/link';

/** One way to look at an experiment. */
export interface View {
  /** In links. */
  readonly name: string;
  /** On its tab. */
  readonly label: string;
  /** Called when it is first shown. */
  readonly open: () => Opened;
}

/** A view that is there to be shown. */
export interface Opened {
  /** What it is about, where that is not walking over a landscape. */
  readonly lead?: string;
  readonly Show: ComponentType;
  /** What its tab changes of a state that it cannot show; nothing of one that it can. */
  readonly begin?: (state: LabState) => Partial<LabState>;
}
