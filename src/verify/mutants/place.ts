import type { Mutant } from './mutant.ts';

/** A piece of source text in which mistakes are made, and what these have in common. */
export interface Place {
  readonly sources: readonly string[];
  /** Stands in each of the sources exactly once. */
  readonly find: string;
  /** The part of the rule that goes wrong. */
  readonly first: string;
  readonly remedy: string;
  /** Default: adamw. */
  readonly lesson?: string;
}

/** One mistake there: its id, what stands there instead, what is wrong, and what differs from the others. */
export type Row = readonly [
  id: string,
  instead: string,
  fault: string,
  more?: Partial<Pick<Mutant, 'sources' | 'remedy' | 'first' | 'seen' | 'library'>> & {
    /** What else changes. */
    readonly also?: Mutant['edits'];
  },
];

/** The mutants of one place. */
export function mistakes(
  { find, lesson = 'adamw', ...common }: Place,
  rows: readonly Row[],
): Mutant[] {
  return rows.map(([id, instead, fault, { also = [], ...more } = {}]) => ({
    ...common,
    lesson,
    id,
    edits: [[find, instead], ...also],
    fault,
    ...more,
  }));
}

/** The sources of the optimizers in these files: `'adam yogi'`. */
export function optimizerFiles(names: string): string[] {
  return names.split(' ').map((name) => `optimizers/${name}`);
}
