import { transformSync } from 'esbuild';
import * as library from '../optimizers/index.ts';
import type { OptimizerClass } from '../optimizers/index.ts';
import { sign } from '../optimizers/sign.ts';
import { trustRatio } from '../optimizers/trust-ratio.ts';
import * as options from '../shared/options.ts';
import { mutants, type Mutant } from './mutants/index.ts';
import { changed, changesBetween, type Change } from './changes.ts';
import { classIn, filesOf, sourceOf } from './rule-source.ts';

/** A source in JavaScript, alone and with each of its mistakes. */
interface Compiled {
  readonly right: string;
  readonly mutated: ReadonlyMap<Mutant, { readonly code: string; readonly changes: Change[] }>;
}

/** Everything that a rule's file imports, by name: what it is imported from does not matter. */
const names: Readonly<Record<string, unknown>> = { ...library, ...options, sign, trustRatio };
const compiledFiles = new Map<string, Compiled>();

/**
 * The class of `rule` with mistakes of the bank put into its source, or into those of the parents that do its arithmetic.
 * @returns undefined when the mistakes do not go together
 * @throws Error when an edit does not apply exactly once
 */
export function mutatedRule(rule: string, faults: readonly Mutant[]): OptimizerClass | undefined {
  const given: Record<string, unknown> = { ...names };
  let differs = false;
  for (const file of filesOf(rule).toReversed()) {
    const own = faults.filter(({ sources }) => sources.includes(file));
    const code = codeWith(compiledOf(file), own);
    if (code === undefined) return undefined;
    const name = classIn(file);
    differs ||= own.length > 0;
    // What is right stays the library's own class.
    if (!differs) continue;
    try {
      given[name] = evaluated(code, given);
    } catch (error) {
      // Two mistakes may both declare what they add.
      if (error instanceof SyntaxError && faults.length > 1) return undefined;
      throw error;
    }
  }
  return given[classIn(filesOf(rule)[0] as string)] as OptimizerClass;
}

function codeWith({ right, mutated }: Compiled, faults: readonly Mutant[]): string | undefined {
  const [only] = faults;
  if (only !== undefined && faults.length === 1) return mutated.get(only)?.code;
  return changed(
    right,
    faults.flatMap((one) => mutated.get(one)?.changes ?? []),
  );
}

/** All mistakes of a file at once: a start of the compiler costs more than they do. */
function compiledOf(file: string): Compiled {
  const known = compiledFiles.get(file);
  if (known !== undefined) return known;
  const source = sourceOf(file);
  const own = mutants.filter(({ sources }) => sources.includes(file));
  const texts = own.map(({ edits }) => edited(file, source, edits));
  const [right = '', ...codes] = withoutTypes([source, ...texts], classIn(file));
  const mutated = own.map((one, i) => {
    const code = codes[i] as string;
    return [one, { code, changes: changesBetween(right, code) }] as const;
  });
  const compiled = { right, mutated: new Map(mutated) };
  compiledFiles.set(file, compiled);
  return compiled;
}

function edited(file: string, source: string, edits: Mutant['edits']): string {
  return edits.reduce((text, [find, replace]) => {
    const parts = text.split(find);
    if (parts.length === 2) return parts.join(replace);
    throw new Error(`${file}: a mutant's edit applies ${parts.length - 1} times: ${find}`);
  }, source);
}

/** The body of a function that makes the class, for each of the texts. */
function withoutTypes(texts: readonly string[], name: string): string[] {
  const functions = texts.map((text, i) => {
    const alone = text.replaceAll(/^import [^;]*;$/gm, '').replaceAll(/^export /gm, '');
    return `function made${i}() {\n${alone}\nreturn ${name};\n}`;
  });
  const { code } = transformSync(functions.join('\n'), { loader: 'ts', target: 'es2022' });
  return code
    .split(/^function made\d+\(\) \{$/m)
    .slice(1)
    .map((body) => body.slice(0, body.lastIndexOf('}')));
}

function evaluated(code: string, given: Readonly<Record<string, unknown>>): OptimizerClass {
  // The text is the library's own with an edit of the library's own: nothing of a stranger's runs here.
  // oxlint-disable-next-line typescript/no-implied-eval
  const make = new Function(...Object.keys(given), `'use strict'; {${code}}`) as (
    ...values: readonly unknown[]
  ) => OptimizerClass;
  return make(...Object.values(given));
}
