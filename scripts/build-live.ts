// What `npm run build` makes of web/live/: the script that makes the figures of lessons live.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { root } from './docstring.ts';

const file = (path: string) => fileURLToPath(new URL(path, root));
const style = await transform(readFileSync(file('web/live/live.css'), 'utf8'), {
  loader: 'css',
  minify: true,
});
const { outputFiles } = await build({
  entryPoints: [file('web/live/main.tsx')],
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { liveStyle: JSON.stringify(style.code) },
  write: false,
});
writeFileSync(file('dist/live.js'), (outputFiles[0] as { text: string }).text);
