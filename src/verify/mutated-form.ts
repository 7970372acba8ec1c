import { changed } from './changes.ts';
import { compiledSource } from './compiled-source.ts';
import { evaluated } from './evaluated.ts';
import type { FunctionMember } from './function-member.ts';
import type { Mutant } from './mutant.ts';
import { namesForFunctions } from './names-for-functions.ts';

/**
 * What the library exports under a member's name; given mistakes of the bank, with them put into its source.
 * @returns undefined when the mistakes do not go together
 */
export function mutatedForm({ name }: FunctionMember, ...mistakes: readonly Mutant[]): unknown {
  const { code, mutants } = compiledSource(name);
  const text = changed(
    code,
    mistakes.flatMap(({ id }) => mutants[id] ?? []),
  );
  if (text === undefined) return undefined;
  try {
    return evaluated(text, name, namesForFunctions);
  } catch (error) {
    // Two mistakes may both declare what they add.
    if (error instanceof SyntaxError && mistakes.length > 1) return undefined;
    throw error;
  }
}
