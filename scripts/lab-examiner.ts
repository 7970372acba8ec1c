import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { compiledSources } from '#mutants';
import { ruleMembers } from '../src/verify/members/rules.ts';
import { root } from './docstring.ts';

/** Nobody writes these by mistake for a rule of the course: the page leaves them to the command. */
const ofMatrices = ['adafactor', 'muon'];

/**
 * The script of the examiner that the live page starts in a worker.
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
    return kept.length > 0 && !ofMatrices.includes(name) ? [[name, { code, mutants: some }]] : [];
  });
  const contents = `export const compiledSources = ${JSON.stringify(Object.fromEntries(needed))};`;
  const fewerMutants: Plugin = {
    name: 'fewer mutants',
    setup(to) {
      to.onResolve({ filter: /^#mutants$/ }, ({ path }) => ({ path, namespace: 'mutants' }));
      to.onLoad({ filter: /.*/, namespace: 'mutants' }, () => ({ contents }));
      const its = new RegExp(`^.*\\b(?:${ofMatrices.join('|')})\\b.*\n`, 'gm');
      to.onLoad({ filter: /[\\/]verify[\\/]members[\\/]rules\.js$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replaceAll(its, ''),
      }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('web/examiner.ts', root))],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    plugins: [...plugins, fewerMutants],
    write: false,
  });
  return (outputFiles[0] as { text: string }).text;
}
