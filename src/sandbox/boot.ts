/**
 * The first file of a learner's process; started by `LearnerProcess`, never imported. Runs `child` and the libraries from the
 * code that the build has compiled, where the text and this Node are the same; else Node compiles the text.
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deserialize, setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { crc32 } from 'node:zlib';

// Most files are done before optimized code gains what it takes to make it; `child` turns this back for those that are not.
setFlagsFromString('--no-opt');

/** What Node does with the text of a CommonJS module. */
type Compile = (this: NodeJS.Module, text: string, path: string) => unknown;

/** Node's own name for it. */
const name = '_compile';
const folder = dirname(fileURLToPath(import.meta.url));
const child = join(folder, 'child.cjs');
const known = compiledCode();

const compile: Compile = function (text, path) {
  const script = new vm.Script(Module.wrap(text), {
    // By the form of this name frames of the examiner are told from those of a learner's file.
    filename: path === child ? pathToFileURL(path).href : path,
    cachedData: known.get(crc32(text)),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const run = script.runInThisContext() as (...given: readonly unknown[]) => unknown;
  return run.call(this.exports, this.exports, createRequire(path), this, path, dirname(path));
};
const own = Reflect.get(Module.prototype, name) as Compile;
Reflect.set(Module.prototype, name, compile);
createRequire(import.meta.url)(child);
Reflect.set(Module.prototype, name, own);

/** What V8 has compiled, by the checksum of the text, whose length V8 compares; nothing where that cannot be read. */
function compiledCode(): ReadonlyMap<number, Buffer> {
  try {
    return deserialize(readFileSync(join(folder, 'code'))) as Map<number, Buffer>;
  } catch {
    return new Map();
  }
}
