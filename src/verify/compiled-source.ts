import { compiledSources, type CompiledSource } from '#mutants';
import { UsageError } from '../shared/errors.ts';

/**
 * The source of a member as the build left it, and what its mutants change there.
 * @throws UsageError for a member that was added after the build
 */
export function compiledSource(name: string): CompiledSource {
  const found = compiledSources[name];
  if (found) return found;
  throw new UsageError({ who: name, rule: 'the build does not know it', remedy: 'npm run build' });
}
