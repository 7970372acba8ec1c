// What `npm run build` makes of the process in which a learner's file runs: one file behind the one that it starts with. It starts for every file that is
// examined, and to find two hundred modules, and to read tfjs for the names that it exports, takes longer than to run them.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (from) => fileURLToPath(new URL(`../dist/${from}`, import.meta.url));
const require = createRequire(path('index.js'));
const libraries = /^@tensorflow\/tfjs(?:-backend-wasm)?$/;

/** Modules that a `require` gives, with the names that are known now. */
const required = {
  name: 'required',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^downhill$/ }, () => ({ path: path('index.js') }));
    onResolve({ filter: libraries }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace: 'required' },
    );
    onLoad({ filter: libraries, namespace: 'required' }, ({ path: name }) => {
      const names = Object.keys(require(name)).filter((one) => one !== 'default');
      const exports = names.map((one) => `export const ${one} = $all.${one};`);
      const first = `const $all = require('${name}');\nexport default $all;`;
      return { contents: [first, ...exports].join('\n'), resolveDir: path('') };
    });
  },
};

// CommonJS: what V8 has compiled of such a file can be kept, and it starts sooner.
await build({
  entryPoints: [path('sandbox/boot.js'), path('sandbox/child.js')],
  // As deep as the rooms, whose files look for others from where they stand.
  outdir: path('processes'),
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  packages: 'external',
  plugins: [required],
  define: { 'import.meta.url': '$url', 'import.meta.resolve': '$resolve' },
  banner: {
    js: [
      "const $url = require('node:url').pathToFileURL(__filename).href;",
      "const $resolve = (name) => require('node:url').pathToFileURL(require.resolve(name)).href;",
    ].join('\n'),
  },
  logLevel: 'warning',
});
await import('./compile-child.mjs');
