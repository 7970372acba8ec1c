import { readFileSync } from 'node:fs';

/** A piece of code on a page. */
export interface Snippet {
  /** `docs/migrating.md:12` */
  readonly at: string;
  readonly code: string;
}

const root = new URL('../../', import.meta.url);

/** Every block of TypeScript on a page. @param path from the root */
export function blocks(path: string): readonly Snippet[] {
  const text = readFileSync(new URL(path, root), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ 1: code = '', index }) => ({
    at: `${path}:${lineOf(text, index)}`,
    code,
  }));
}

/** The calls in the second column of every table on a page. @param path from the root */
export function calls(path: string): readonly Snippet[] {
  const lines = readFileSync(new URL(path, root), 'utf8').split('\n');
  return lines.flatMap((line, i) => {
    const [, , here = ''] = line.startsWith('|') ? line.split(/(?<!\\)\|/) : [];
    return [...here.matchAll(/`([^`]+)`/g)].map(([, code = '']) => ({
      at: `${path}:${i + 1}`,
      code,
    }));
  });
}

const lineOf = (text: string, index: number) => text.slice(0, index).split('\n').length;
