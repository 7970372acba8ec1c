import { createRequire } from 'node:module';
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';

/** This package's folder. Two levels up from here in the build and in the sources alike. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const built = join(root, 'dist');
const { resolve } = createRequire(join(built, 'index.js'));

/** What the build made of `child.ts` with all that it imports; also when this file runs from the sources. */
export const childEntry = join(built, 'processes', 'child.cjs');

/**
 * That process as it is when all of it is loaded, kept by the build for later ones to go on from. Node takes it only where
 * it was built by the same release, with the same flags, on such a processor: its name says so, and elsewhere there is none.
 */
export const snapshot = join(
  built,
  'processes',
  `${process.version}-${cachedDataVersionTag()}.snapshot`,
);

/** The built entry of the process in which a learner's file is compiled: Node 20 cannot run the sources themselves. */
export const compilerEntry = join(built, 'sandbox', 'compiler.js');

/** The copies of both libraries that a learner's process has loaded, as file URLs. */
const packages = {
  downhill: pathToFileURL(join(built, 'index.js')).href,
  tfjs: pathToFileURL(resolve('@tensorflow/tfjs')).href,
  wasm: pathToFileURL(resolve('@tensorflow/tfjs-backend-wasm')).href,
} as const;

/** Where downhill's own work lies: no file under examination may import from there. */
export function ownFolders(): readonly string[] {
  const roots = [root, realpathSync(root)];
  return ['dist', 'src', 'lessons'].flatMap((name) => roots.map((folder) => join(folder, name)));
}

/** All that a learner's process may read: this package's code, and the folders of installed packages that hold what it loads. */
export function readable(): readonly string[] {
  const folders = [packages.tfjs, packages.wasm].flatMap((url) => {
    const path = fileURLToPath(url);
    return [path, realpathSync(path)].map(packageFolder);
  });
  // Where Node looks for packages on its way up; a folder may be a link to one that lies elsewhere.
  const looked = createRequire(packages.downhill).resolve.paths('@tensorflow/tfjs') ?? [];
  const found = looked.filter(
    (folder) => basename(folder) === 'node_modules' && existsSync(folder),
  );
  const own = [built, realpathSync(built)].map((folder) => folder + sep);
  const manifests = [root, realpathSync(root)].map((folder) => join(folder, 'package.json'));
  // What a race on it is trained on.
  const data = [root, realpathSync(root)].flatMap((folder) =>
    ['digits.bin', 'diabetes.csv'].map((name) => join(folder, 'src/problems', name)),
  );
  return [
    ...new Set([...own, ...manifests, ...data, ...folders, ...found.map((folder) => folder + sep)]),
  ];
}

/** The outermost `node_modules` that a file lies in; without one (a linked package) the folder of its package. */
function packageFolder(path: string): string {
  const marker = `${sep}node_modules${sep}`;
  const at = path.indexOf(marker);
  return at < 0 ? dirname(dirname(path)) + sep : path.slice(0, at + marker.length);
}
