import { shown, UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';

/** What each directive of a lesson's prose puts in its place, by the name it is given. */
export interface Fillings {
  readonly code: Readonly<Record<string, string>>;
  readonly figure: Readonly<Record<string, string>>;
  readonly claim: Readonly<Record<string, string>>;
}

const directive = /\{\{(\w+) ([^}]+)\}\}/g;

/**
 * Prose with `{{code x}}`, `{{figure x}}` and `{{claim x}}` filled in.
 * @param name the file's name, for errors
 * @throws UsageError for an unknown directive or name, and for a code, figure or claim that the prose never quotes
 */
export function fillProse(prose: string, name: string, fillings: Fillings): string {
  const unused = new Set(
    Object.entries(fillings).flatMap(([kind, table]) =>
      Object.keys(table as object).map((key) => `${kind} ${key}`),
    ),
  );
  const filled = prose.split('\n').map((line, i) => {
    const at = `${name}:${i + 1}`;
    if (line.replaceAll(directive, '').includes('{{')) {
      throw new UsageError(
        `${at}: a directive is written {{kind name}}, got ${shown(line.trim())}`,
      );
    }
    return line.replaceAll(directive, (_, kind: string, key: string) => {
      if (!Object.hasOwn(fillings, kind)) {
        throw new UsageError({
          who: at,
          rule: `unknown directive "${kind}"`,
          remedy: didYouMean(kind, Object.keys(fillings)),
        });
      }
      const table = fillings[kind as keyof Fillings];
      if (!Object.hasOwn(table, key)) {
        throw new UsageError({
          who: at,
          rule: `unknown ${kind} "${key}"`,
          remedy: didYouMean(key, Object.keys(table)),
        });
      }
      unused.delete(`${kind} ${key}`);
      return table[key] as string;
    });
  });
  if (unused.size > 0) {
    throw new UsageError(`${name}: never quoted: ${[...unused].join(', ')}; quote it or delete it`);
  }
  return filled.join('\n');
}
