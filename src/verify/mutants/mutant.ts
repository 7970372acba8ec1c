/** A known single mistake: an edit of a right source, with what to say about it. */
export interface Mutant {
  /** Unique among the mutants of one source. */
  readonly id: string;
  /** Files under `src/` that it applies to, without their ending: `optimizers/adam`. */
  readonly sources: readonly string[];
  /** Each text stands in the source exactly once, and is replaced. */
  readonly edits: readonly (readonly [find: string, replace: string])[];
  /** What is wrong, as a clause. */
  readonly fault: string;
  /** What to do. */
  readonly remedy: string;
  /** The lesson that explains it. */
  readonly lesson: string;
  /** The part of the rule that goes wrong. */
  readonly first: string;
  /** Where it was met in public. */
  readonly seen?: string;
  /** Who does it this way on purpose: then it is a convention and no mistake. */
  readonly library?: string;
}
