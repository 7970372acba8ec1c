import { createRequire } from 'node:module';

/**
 * Gives `node:util` the two functions that tfjs-node 4.22 calls in every op: Node 23 removed them, and earlier ones print a
 * deprecation warning. Must run before tfjs-node is imported.
 */
export function restoreNodeUtil(): void {
  // An ES import of a built-in module is read-only; the object that `require` gives is the one tfjs-node sees.
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
  util['isNullOrUndefined'] = (value: unknown) => value === null || value === undefined;
  util['isArray'] = Array.isArray;
}
