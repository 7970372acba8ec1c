import { UsageError } from './errors.ts';
import { didYouMean } from './nearest.ts';

/**
 * The member of `table` called `name`.
 * @param command what to type to see them all, without `downhill`
 * @throws UsageError naming `kind`, the name and the nearest or all known names
 */
export function lookUp<T>(
  kind: string,
  name: string,
  table: Readonly<Record<string, T>>,
  command?: string,
): T {
  if (Object.hasOwn(table, name)) return table[name] as T;
  throw new UsageError({
    rule: `unknown ${kind} "${name}"`,
    remedy: didYouMean(name, Object.keys(table)),
    command,
  });
}
