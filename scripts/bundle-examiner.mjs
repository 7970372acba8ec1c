// What `npm run build` makes of the examiner that `downhill verify` loads: to find its hundreds of modules takes longer
// than to run them, so all of it becomes one file. What the command has loaded before it stays where it is, and so does
// what is imported only when it is needed: of a module there is one.
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (from) => fileURLToPath(new URL(`../dist/${from}`, import.meta.url));
// As deep as the rooms, whose files look for others from where they stand.
const outfile = path('processes/verify-files.js');
const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
};

/** Leaves the modules where they are of which that is asked for. */
const leaving = (isLeft) => ({
  name: 'leaving',
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ path: asked, resolveDir, kind }) => {
      const found = resolve(resolveDir, asked);
      if (kind !== 'dynamic-import' && !isLeft(found)) return undefined;
      // An import is written with slashes on every system.
      const from = relative(dirname(outfile), found).split(sep).join('/');
      return { external: true, path: from };
    });
  },
});

const { metafile } = await build({
  ...common,
  entryPoints: [path('cli/main.js'), path('cli/verify/verify.js')],
  outdir: path('processes'),
  write: false,
  metafile: true,
  plugins: [leaving(() => false)],
});
const loaded = new Set(Object.keys(metafile.inputs).map((input) => resolve(input)));

await build({
  ...common,
  entryPoints: [path('cli/verify/verify-files.js')],
  outfile,
  target: 'node20.19',
  plugins: [leaving((found) => loaded.has(found))],
});
