import { UsageError } from '../shared/errors.ts';

/** A marked part of a source file: the task its mark states, and the lines between the marks. */
export interface Region {
  readonly task: string;
  readonly lines: readonly string[];
  readonly indent: string;
}

const opening = /^(\s*)\/\/ #region exercise: (.+)$/;
const closing = /^\s*\/\/ #endregion\s*$/;

/**
 * The exercise regions of a source text, and the lines around them.
 * @throws UsageError for a nested, unopened or unclosed mark
 */
function split(source: string, name: string): readonly (string | Region)[] {
  const parts: (string | Region)[] = [];
  let open: { task: string; lines: string[]; indent: string } | undefined;
  for (const [i, line] of source.split('\n').entries()) {
    const mark = opening.exec(line);
    const at = `${name}:${i + 1}`;
    if (mark) {
      if (open)
        throw new UsageError({
          who: at,
          rule: 'a region opens inside another',
          remedy: 'close the first',
        });
      open = { indent: mark[1] as string, task: mark[2] as string, lines: [] };
    } else if (closing.test(line)) {
      if (!open) throw new UsageError({ who: at, rule: '#endregion closes nothing' });
      parts.push(open);
      open = undefined;
    } else if (open) open.lines.push(line);
    else parts.push(line);
  }
  if (open) throw new UsageError({ who: name, rule: `the region "${open.task}" is never closed` });
  return parts;
}

/** The exercise regions of `source`. @throws UsageError when there is none */
export function regions(source: string, name: string): readonly Region[] {
  const found = split(source, name).filter((part) => typeof part !== 'string');
  if (found.length === 0) throw new UsageError({ who: name, rule: 'no exercise region' });
  return found;
}

/** `source` as a lesson quotes it: the region's lines, moved to the left margin. */
export function quote(source: string, name: string): string {
  return regions(source, name)
    .map(({ lines, indent }) =>
      lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n'),
    )
    .join('\n\n');
}

/**
 * The learner's file: `source` with each region replaced by its task and a throw, and relative imports turned into
 * imports of the package `from`, so that it stands on its own. A comment's `@formula` would be the answer: it stays out.
 */
export function stub(source: string, name: string, from?: string): string {
  const lines = split(source, name).flatMap((part) =>
    typeof part === 'string'
      ? [part]
      : [
          `${part.indent}// ${todo(part)}`,
          `${part.indent}throw new Error(${JSON.stringify(todo(part))});`,
        ],
  );
  const withoutAnswer = lines.join('\n').replaceAll(/^ \* @formula [^]*?(?=^ \*(?: @|\/))/gm, '');
  return standalone(withoutAnswer, from);
}

/** What a stub says, and throws, where a region was. */
export const todo = ({ task }: Region) => `TODO: ${task}`;

/** `source` with relative imports turned into one import of the package `from`. */
export function standalone(source: string, from = 'downhill'): string {
  const names = new Set<string>();
  let first: number | undefined;
  const rest = source.replaceAll(
    /^import (type )?\{([^}]*)\} from '\.{1,2}\/[^']+';\n/gm,
    (_, type: string | undefined, listed: string, at: number) => {
      first ??= at;
      const all = listed.split(',').map((name) => name.trim());
      for (const name of all.filter(Boolean)) names.add(type === undefined ? name : `type ${name}`);
      return '';
    },
  );
  if (first === undefined) return renamed(source, from);
  const line = `import { ${[...names].join(', ')} } from '${from}';`;
  const lines = [...names].map((name) => `  ${name},\n`).join('');
  const whole = line.length <= 100 ? line : `import {\n${lines}} from '${from}';`;
  return renamed(`${rest.slice(0, first)}${whole}\n${rest.slice(first)}`, from);
}

/** What is imported whole, or by its default. */
const renamed = (source: string, from: string) =>
  source.replaceAll(/from '\.{1,2}\/[^']+'/g, `from '${from}'`);
