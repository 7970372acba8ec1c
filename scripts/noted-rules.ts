import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { root } from './docstring.ts';

/** What a learner would write of a rule: the lines between the marks of its exercise. */
const region = /(?<=\/\/ #region exercise[^\n]*\n)[\s\S]*?(?=\n *\/\/ #endregion)/;
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** The lines of a rule's exercise, without their common indent. @param path from the root, as `src/rules/adam.ts` */
export function exerciseLines(path: string): string[] {
  const lines = (region.exec(read(path))?.[0] ?? '').split('\n');
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent));
}

/** Loads each rule as it is written, with a note after every line of its exercise that makes a value. */
export const notedRules: Plugin = {
  name: 'noted rules',
  setup(to) {
    const notes = fileURLToPath(new URL('web/notes.ts', root));
    to.onResolve({ filter: /^lab:notes$/ }, () => ({ path: notes }));
    to.onLoad({ filter: /[\\/]dist[\\/]rules[\\/][\w-]+\.js$/ }, ({ path }) => {
      const source = read(`src/rules/${basename(path, '.js')}.ts`);
      const name = /export const (\w+) = rule\(/.exec(source)?.[1];
      const written = region.exec(source)?.[0];
      if (name === undefined || written === undefined) return undefined;
      const lines = written.split('\n');
      const noted = source.replace(region, () => lines.map(noting(name)).join('\n'));
      const contents = `import { note } from 'lab:notes';\n${noted.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'")}`;
      return { contents, loader: 'ts', resolveDir: dirname(path) };
    });
  },
};

/** A line, and after it the note of what it made. */
function noting(name: string) {
  return (line: string, i: number) =>
    line
      .replace(/^( *(?:if \(.*?\) )?)return (.*);$/, `$1return note('${name}', ${i}, $2);`)
      .replace(/^( *(?:const |let )?(\w+) = .*;)$/, `$1 note('${name}', ${i}, $2);`);
}
