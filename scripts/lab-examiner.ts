import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { compiledSources } from '#mutants';
import { gzipSync, strToU8 } from 'fflate';
import { functionMembers } from '../src/verify/members/functions.ts';
import { ruleMembers } from '../src/verify/members/rules.ts';
import { root } from './docstring.ts';

/** Nobody writes these by mistake for a rule of the course: the page leaves them to the command. */
const unlikely = ['adafactor', 'ftrl', 'lamb', 'muon'];

/**
 * The script of the examiner of rules that the live page starts in a worker, packed.
 * @param exercises the members that can be examined: of all others only what libraries do on purpose is kept
 * @param plugins how the page leaves tfjs out
 */
export async function examinerScript(
  exercises: readonly string[],
  plugins: readonly Plugin[],
): Promise<string> {
  const needed = ruleMembers.flatMap(({ name, mutants }) => {
    const kept = mutants.filter(({ library }) => exercises.includes(name) || library !== undefined);
    const { code, mutants: all } = compiledSources[name];
    const some = Object.fromEntries(kept.map(({ id }) => [id, all[id]]));
    return kept.length > 0 && !unlikely.includes(name) ? [[name, { code, mutants: some }]] : [];
  });
  return packed('examiner', [...plugins, fewer(Object.fromEntries(needed), 'each-rule', unlikely)]);
}

/**
 * The same of schedules, gradients and plain functions.
 * @param exercises the members that can be examined
 */
export async function functionExaminerScript(
  exercises: readonly string[],
  plugins: readonly Plugin[],
): Promise<string> {
  const names = functionMembers.map(({ name }) => name);
  const asked = names.filter((name) => exercises.includes(name));
  const needed = asked.map((name) => {
    const { code, mutants } = compiledSources[name];
    return [name, { code, mutants }];
  });
  const others = names.filter((name) => !asked.includes(name));
  return packed('function-examiner', [
    ...plugins,
    fewer(Object.fromEntries(needed), 'functions', others),
  ]);
}

/**
 * Leaves members out.
 * @param sources of those that stay
 * @param list the module that lists members
 * @param others those in it that go
 */
function fewer(sources: object, list: string, others: readonly string[]): Plugin {
  const contents = `export const compiledSources = ${JSON.stringify(sources)};`;
  return {
    name: 'fewer members',
    setup(to) {
      to.onResolve({ filter: /^#mutants$/ }, ({ path }) => ({ path, namespace: 'mutants' }));
      to.onLoad({ filter: /.*/, namespace: 'mutants' }, () => ({ contents }));
      const its = new RegExp(`^.*\\b(?:${others.join('|')})\\b.*\n`, 'gm');
      const file = new RegExp(`[\\\\/]verify[\\\\/]members[\\\\/]${list}\\.js$`);
      to.onLoad({ filter: file }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replaceAll(its, ''),
      }));
    },
  };
}

/** A script of web/, packed as the page unpacks it: by a library, since Node's own bytes differ from machine to machine. */
async function packed(name: string, plugins: Plugin[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`web/${name}.ts`, root))],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    plugins,
    write: false,
  });
  const { text } = outputFiles[0] as { text: string };
  return Buffer.from(gzipSync(strToU8(text), { level: 9, mtime: 0 })).toString('base64');
}
