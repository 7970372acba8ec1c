import type { FunctionProbe } from './probe.ts';
import type { ProbeResult } from './verdict.ts';

/** The values of a function at a probe's inputs, a row for each input. */
export type Rows = readonly (readonly number[])[];

/** A function that is nearly right: one mistake, or a convention if it names a library. */
export interface Twist {
  readonly id: string;
  readonly fault: string;
  readonly remedy: string;
  readonly library?: string;
  readonly rows: (probe: FunctionProbe) => Rows;
}

/** What is examined: scenarios, right values, and known ways to miss them. */
export interface FunctionSubject {
  readonly probes: readonly FunctionProbe[];
  readonly twists: readonly Twist[];
  readonly member: string;
  /** Largest error that is still right, as a share of the largest right value in the probe. */
  readonly allowed: number;
  readonly rows: (probe: FunctionProbe) => Rows;
  /** What a value is of: `update 3`, `input 1, element 2`. */
  place(probe: FunctionProbe, row: number, column: number): Partial<ProbeResult>;
}
