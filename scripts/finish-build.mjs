// What `npm run build` does after the compiler, unless nothing has changed since it was last done.
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
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const at = (path) => new URL(path, root);
const stamp = at('dist/finished');
const dist = fileURLToPath(at('dist'));
const { snapshot } = await import('../dist/sandbox/packages.js');
if (isFinished()) process.exit();

chmodSync(at('dist/cli/main.js'), 0o755);

const target = fileURLToPath(at('dist/node_modules/'));
const folderOf = (name, from) => dirname(createRequire(from).resolve(`${name}/package.json`));
const chart = folderOf('chartjs-node-canvas', import.meta.url);
// Its one dependency besides the canvas.
const tslib = folderOf('tslib', join(chart, 'package.json'));

rmSync(target, { recursive: true, force: true });
carry('chartjs-node-canvas', chart, /^(?:package\.json|LICENSE|dist(?:[/\\].+\.js)?)$/);
carry('tslib', tslib, /^(?:package\.json|LICENSE\.txt|CopyrightNotice\.txt|tslib\.js)$/);

// One after the other: each reads what those before it have made.
try {
  await import('./compile-mutants.mjs');
  await import('./write-outlines.mjs');
  await import('./bundle-child.mjs');
  await import('./bundle-examiner.mjs');
} catch (error) {
  // A slip in a lesson or a mutant is its author's to mend, not the build's.
  if (error.exitCode === undefined) throw error;
  console.error(`build: ${error.message}`);
  process.exit(1);
}
for (const script of ['build-lab.ts', 'build-live.ts']) {
  execFileSync(process.execPath, ['--import', 'tsx', fileURLToPath(at(`scripts/${script}`))], {
    stdio: 'inherit',
  });
}
writeFileSync(stamp, measured());

/** Whether all of it is there, and newer than what it is made of: the compiler touches its records when a source changes. */
function isFinished() {
  const made = [
    'node_modules',
    'mutants.js',
    'outlines.json',
    'processes/child.cjs',
    'processes/verify-files.js',
    relative(dist, snapshot),
    'lab.html',
    'live.js',
    'finished',
  ];
  if (!made.every((path) => existsSync(at(`dist/${path}`)))) return false;
  const all = (folder) =>
    readdirSync(at(folder), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${folder}/${path}`,
    );
  const sources = [
    'dist/src.tsbuildinfo',
    'dist/lessons.tsbuildinfo',
    'package-lock.json',
    ...all('lessons').filter((path) => path.endsWith('.md')),
    ...all('scripts'),
    ...all('web'),
  ];
  const done = statSync(stamp).mtimeMs;
  const isOlder = sources.every((path) => statSync(at(path)).mtimeMs < done);
  return isOlder && readFileSync(stamp, 'utf8') === measured();
}

/** A hash of what the lessons measured, which the live page quotes: a report that is written anew mostly measures the same. */
function measured() {
  const hash = createHash('sha256');
  for (const id of readdirSync(at('lessons'))) {
    const data = at(`reports/${id}/data.json`);
    if (existsSync(data)) hash.update(id).update(readFileSync(data));
  }
  return hash.digest('hex');
}

/** Copies what of a package is needed to run it, and its licence. */
function carry(name, folder, wanted) {
  const isWanted = (path) => path === folder || wanted.test(relative(folder, path));
  cpSync(folder, join(target, name), { recursive: true, filter: isWanted });
}
