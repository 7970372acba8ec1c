// What `npm run build` makes of the process in which a learner's file runs. It starts for every file that is examined, and
// to find two hundred modules, and to read tfjs, takes longer than to run them: all of it becomes one file, and that file a
// snapshot of the process that has loaded it.
import { execFileSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { childEntry, snapshot } from '../dist/sandbox/packages.js';
import { flags, standardLimits } from '../dist/sandbox/sandbox.js';

const path = (from) => fileURLToPath(new URL(`../dist/${from}`, import.meta.url));
const require = createRequire(path('index.js'));
const libraries = /^@tensorflow\/tfjs(?:-backend-wasm)?$/;

/** Modules that a `require` gives, with the names that are known now. */
const required = {
  name: 'required',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^downhill$/ }, () => ({ path: path('index.js') }));
    onResolve({ filter: libraries }, ({ path: name, kind }) =>
      kind === 'require-call'
        ? { path: require.resolve(name) }
        : { path: name, namespace: 'required' },
    );
    onLoad({ filter: libraries, namespace: 'required' }, ({ path: name }) => {
      const names = Object.keys(require(name)).filter((one) => one !== 'default');
      const exports = names.map((one) => `export const ${one} = $all.${one};`);
      const first = `const $all = require('${name}');\nexport default $all;`;
      return { contents: [first, ...exports].join('\n'), resolveDir: path('') };
    });
  },
};

await build({
  entryPoints: [path('sandbox/child.js')],
  // As deep as the rooms, whose files look for others from where they stand.
  outfile: childEntry,
  bundle: true,
  platform: 'node',
  // What a snapshot can be made of.
  format: 'cjs',
  target: 'node20.19',
  minifyWhitespace: true,
  plugins: [required],
  define: { 'import.meta.url': '$url', 'import.meta.resolve': '$resolve' },
  banner: {
    js: [
      "const $url = require('node:url').pathToFileURL(__filename).href;",
      "const $resolve = (name) => require('node:url').pathToFileURL(require.resolve(name)).href;",
    ].join('\n'),
  },
  // By the form of this name frames of the examiner are told from those of a learner's file.
  footer: { js: '//# sourceURL=file:///downhill/child.cjs' },
  logLevel: 'warning',
});

const folder = dirname(snapshot);
for (const name of readdirSync(folder).filter((one) => one.includes('.snapshot'))) {
  rmSync(join(folder, name));
}
const unfinished = `${snapshot}.unfinished`;
const { memory } = standardLimits;
execFileSync(
  process.execPath,
  [...flags(memory), '--snapshot-blob', unfinished, '--build-snapshot', childEntry],
  { env: {}, stdio: ['ignore', 'ignore', 'inherit'] },
);
renameSync(unfinished, snapshot);
