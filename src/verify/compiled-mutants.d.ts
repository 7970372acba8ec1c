import type { Change } from './changes.ts';

/** A source in JavaScript, and what each of its mutants changes there. */
export interface CompiledSource {
  readonly code: string;
  readonly mutants: Readonly<Record<string, readonly Change[]>>;
}

/** By the name of the member; `npm run build` writes it from the sources. */
export const compiledSources: Readonly<Record<string, CompiledSource>>;
