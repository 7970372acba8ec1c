import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import type { Compiled } from './compile.ts';
import { compiledName } from './compiled-name.ts';

const place = new RegExp(
  `(?:data:[^\\s)]*|${compiledName.replace('.', '\\.')}):(\\d+):(\\d+)`,
  'g',
);

/** A stack trace with the lines of the learner's own files, the frames of the examiner left out. */
export function stackInSource(
  stack: string,
  { file, map }: Pick<Compiled, 'file' | 'map'>,
): string {
  let source: SourceMap;
  try {
    source = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    return stack;
  }
  const folder = dirname(file);
  const lines = stack.split('\n').map((line) =>
    line.replaceAll(place, (whole, row: string, column: string) => {
      const found = source.findEntry(Number(row) - 1, Number(column) - 1);
      if (!('originalLine' in found)) return whole;
      const path = relative(folder, resolve(folder, found.originalSource));
      return `${path}:${found.originalLine + 1}:${found.originalColumn + 1}`;
    }),
  );
  return lines.filter((line) => !/^\s+at .*(?:file:\/\/|node:)/.test(line)).join('\n');
}
