import type { Change } from './changes.ts';

/** A source in JavaScript, and what each of its mutants changes there. */
export interface CompiledSource {
  readonly code: string;
  readonly mutants: Readonly<Record<string, readonly Change[]>>;
  /** The slips in it as JSON, a list of `CompiledSlip`: not of rules, and not in a page. */
  readonly slips?: string;
}

/** A slip of the pen: what it is, what changes from where to where, and the piece of the source in which that stands. */
export type CompiledSlip = readonly [
  says: string,
  from: number,
  to: number,
  by: string,
  start: number,
  end: number,
];

/** By the name of the member; `npm run build` writes it from the sources. */
export const compiledSources: Readonly<Record<string, CompiledSource>>;
