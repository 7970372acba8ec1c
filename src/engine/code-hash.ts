import { existsSync, readFileSync } from 'node:fs';
import { sha256 } from './sha256.ts';

const relativeImport = /\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** One hash of modules and of everything that they import by a relative path, directly or not. */
export function codeHash(modules: readonly URL[]): string {
  const texts = new Map<string, string>();
  const waiting = [...modules];
  for (const module of waiting) {
    // An example in a comment may name a file that there is not.
    if (texts.has(module.href) || !existsSync(module)) continue;
    const text = readFileSync(module, 'utf8');
    texts.set(module.href, text);
    for (const [, path] of text.matchAll(relativeImport))
      waiting.push(new URL(path as string, module));
  }
  // By path, and without it: the same code has the same hash in every folder.
  return sha256(...[...texts.keys()].toSorted().map((path) => `${texts.get(path)}\0`));
}
