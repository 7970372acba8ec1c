import type { Kind } from './probe.ts';

/** How an examination ended. */
export type Outcome = 'passed' | 'convention' | 'failed' | 'error' | 'timeout';

/** What one probe showed. Errors are relative to the largest value the weight has had. */
export interface ProbeResult {
  readonly id: string;
  readonly about: string;
  readonly passed: boolean;
  readonly maxError?: number;
  readonly allowed?: number;
  /** Where the file first left the right path: updates done, variable, element, and the two numbers. */
  readonly update?: number;
  readonly variable?: string;
  /** Of a plain function: what the number is of, and the call that gave it. */
  readonly call?: string;
  readonly index?: readonly number[];
  readonly expected?: number;
  readonly got?: number;
  /** The part of the rule that goes wrong first, where the diagnosis knows it. */
  readonly first?: string;
  /** What happened where numbers do not say it: an exception, a leak, a changed gradient. */
  readonly note?: string;
  /** Why the probe says nothing about this file. Such a probe counts as passed. */
  readonly skipped?: string;
}

/** A named mistake. `exact`: the same numbers on every probe. `symptom`: seen, not calculated. */
export interface Diagnosis {
  readonly id: string;
  readonly fault: string;
  readonly match: 'exact' | 'close' | 'symptom';
  readonly remedy: string;
  /** The member that goes wrong: of a rule that hands its update on, perhaps the one that takes it. */
  readonly member: string;
  /** The lesson that explains it, where there is one. */
  readonly lesson?: string;
  /** The library that does it this way on purpose. */
  readonly library?: string;
}

/** Most mistakes that are said to be it. */
export const mostExact = 3;
/** What comes before a mistake that gives the same numbers as a likelier one. */
export const alternative = 'or, which gives the same numbers: ';

/** What an exam makes of what was seen. */
export type Judgement = Pick<Verdict, 'verdict' | 'probes' | 'diagnosis' | 'advice'>;

/** The result of examining one file: `downhill verify --json` prints it. */
export interface Verdict {
  readonly schema: 1;
  readonly file: string;
  /** The member it is meant to be; null when that never became clear. */
  readonly as: string | null;
  readonly kind: Kind | null;
  readonly verdict: Outcome;
  readonly backend: string;
  readonly seconds: number;
  readonly seed: number;
  readonly probes: readonly ProbeResult[];
  /** Best first. */
  readonly diagnosis: readonly Diagnosis[];
  /** Remarks that do not change the verdict. */
  readonly advice: readonly string[];
  /** Why there was no proper result: for `error` and `timeout`. */
  readonly message?: string;
  /** What the file printed, cut. */
  readonly output?: string;
}
