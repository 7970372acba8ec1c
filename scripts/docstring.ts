import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = new URL('../', import.meta.url);

/** What the comment before an export says. */
export interface Docstring {
  /** From the root: `src/optimizers/adam.ts`. */
  readonly path: string;
  /** The text before the first tag, as one line. */
  readonly text: string;
  /** Each tag's text as one line, by the tag's name; of tags that stand twice, the first. */
  readonly tags: Readonly<Record<string, string>>;
}

const comment =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:abstract )?(?:class|(?:async )?function|const) (\w+)/g;

/** The docstrings of all classes, functions and constants that the files of a room export, by name. */
export function docstrings(room: string): ReadonlyMap<string, Docstring> {
  const folder = new URL(`src/${room}/`, root);
  const files = readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith('.ts'));
  const found = files.flatMap((file) => {
    const source = readFileSync(new URL(file, folder), 'utf8');
    return [...source.matchAll(comment)].map(([, body = '', name = '']) => {
      return [name, { path: `src/${room}/${file}`, ...parse(body) }] as const;
    });
  });
  return new Map(found);
}

function parse(body: string): Omit<Docstring, 'path'> {
  const lines = body.split('\n').map((line) => line.replace(/^\s*\*?\s?/, ''));
  const [text = '', ...tags] = lines
    .join('\n')
    .split(/\n(?=@)/)
    .map((part) => part.trim().replaceAll(/\s+/g, ' '));
  const named = tags.map((tag) => {
    const [, name = '', rest = ''] = /^@(\w+) ?(.*)$/.exec(tag) ?? [];
    return [name, rest] as const;
  });
  return { text, tags: Object.fromEntries(named.toReversed()) };
}

/** The first sentence of a text. */
export function firstSentence(text: string): string {
  return /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** The docstring of `name`. @throws when the room has none */
export function docstringOf(docs: ReadonlyMap<string, Docstring>, name: string): Docstring {
  const doc = docs.get(name);
  if (doc !== undefined) return doc;
  throw new Error(`docs: no comment stands before the export of ${name}; write one sentence there`);
}

/** A tag's text. @throws when the docstring has no such tag */
export function tagOf(name: string, { path, tags }: Docstring, tag: string): string {
  const text = tags[tag];
  if (text !== undefined) return text;
  throw new Error(`docs: ${name} has no @${tag}; write one line of it before @see in ${path}`);
}
