// What `npm run build` does after the compiler.
//
// The command becomes executable. npm sees to that too, but only when it links a package for the first time: a clone in
// the place of an earlier one, or a dist made anew, would leave `npx downhill` with "Permission denied".
//
// chartjs-node-canvas goes into dist/node_modules, where the built files find it first.
// chartjs-node-canvas depends on node-canvas, a native addon. This package lets it draw on @napi-rs/canvas instead,
// under the name `canvas`. In this repository an override sees to that, but npm follows the overrides of the root
// project only: whoever installed downhill would get node-canvas too, and where that can neither be downloaded nor
// compiled, no downhill at all. Carried along, chartjs-node-canvas finds the `canvas` that downhill itself depends on,
// and npm never hears of the other. (`bundleDependencies` would bundle the binary of this machine as well.)
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

chmodSync(new URL('../dist/cli/main.js', import.meta.url), 0o755);

const target = fileURLToPath(new URL('../dist/node_modules/', import.meta.url));
const folderOf = (name, from) => dirname(createRequire(from).resolve(`${name}/package.json`));
const chart = folderOf('chartjs-node-canvas', import.meta.url);
// Its one dependency besides the canvas.
const tslib = folderOf('tslib', join(chart, 'package.json'));

rmSync(target, { recursive: true, force: true });
carry('chartjs-node-canvas', chart, /^(?:package\.json|LICENSE|dist(?:[/\\].+\.js)?)$/);
carry('tslib', tslib, /^(?:package\.json|LICENSE\.txt|CopyrightNotice\.txt|tslib\.js)$/);

/** Copies what of a package is needed to run it, and its licence. */
function carry(name, folder, wanted) {
  const isWanted = (path) => path === folder || wanted.test(relative(folder, path));
  cpSync(folder, join(target, name), { recursive: true, filter: isWanted });
}
