import type { Change } from './changes.ts';
import type { RuleFault } from './faults/rule-fault.ts';

/** A known single mistake: an edit of a right source, with what to say about it. */
export interface Mutant {
  /** Unique among the mutants of one member. */
  readonly id: string;
  /** Each text stands in the member's source exactly once, and is replaced. */
  readonly edits: readonly (readonly [find: string, replace: string])[];
  /** What changes in the compiled source, where that is found there and not written as edits. */
  readonly changes?: readonly Change[];
  /** What is wrong, as a clause. */
  readonly fault: string;
  /** What to do. */
  readonly remedy: string;
  /** The part that goes wrong. */
  readonly first: string;
  /** Where it was met in public. */
  readonly seen?: string;
  /** Who does it this way on purpose: then it is a convention and no mistake. */
  readonly library?: string;
  /** The same made around the rule, where the edit would stand in the way of other mistakes. */
  readonly around?: RuleFault['of'];
}

/** A piece of source text in which mistakes are made, and what these have in common. */
export interface Place extends Pick<Mutant, 'first' | 'remedy'> {
  /** Stands in the source exactly once. */
  readonly find: string;
}

/** One mistake there: its id, what stands there instead, what is wrong, and what differs from the others. */
export type Row = readonly [
  id: string,
  instead: string,
  fault: string,
  more?: Partial<Pick<Mutant, 'remedy' | 'first' | 'seen' | 'library' | 'around'>> & {
    /** What else changes. */
    readonly also?: Mutant['edits'];
  },
];

/** The mutants of one place. */
export function mutantsAt({ find, ...common }: Place, rows: readonly Row[]): Mutant[] {
  return rows.map(([id, instead, fault, { also = [], ...more } = {}]) => ({
    ...common,
    id,
    edits: [[find, instead], ...also],
    fault,
    ...more,
  }));
}
