import { realpathSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type BuildFailure, type Loader, type Message, type Plugin } from 'esbuild';
import { UsageError } from '../shared/errors.ts';
import { list } from '../shared/sentence.ts';
import { CompileError } from './compile-error.ts';
import { compiledName } from './compiled-name.ts';
import { notOffered, offeredModule, requireName } from './offered-modules.ts';
import { ownFolders } from './packages.ts';
import { mostBytes } from './most-bytes.ts';

/** A learner's file with all that it imports as one text, which needs nothing from the disk. */
export interface Bundle {
  /** Absolute path. */
  readonly file: string;
  /** An ES module; what it imports has the names that a learner's process knows. */
  readonly text: string;
  /** Source map of the text, as JSON. */
  readonly map: string;
  /** The learner's own files in it, absolute. For watching. */
  readonly files: readonly string[];
}

/** What a file and its imports may be. */
export interface BundleOptions {
  /** What they must lie in. Default: the file's folder. */
  readonly folder?: string | undefined;
  /** A package that may be imported beside the libraries: its name, and its folder as a file URL that ends in a slash. */
  readonly pack?: { readonly name: string; readonly root: string } | undefined;
}

/** Endings of what can be handed in and imported, and what each is read as. */
const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.json': 'json',
};
const endings = Object.keys(loaders).filter((ending) => ending !== '.json');

/** What TypeScript lets people write for a file of another ending. */
const written: Readonly<Record<string, string>> = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' };

/**
 * Compiles a learner's TypeScript or JavaScript file with everything it imports, by options of the examiner's own: no
 * tsconfig.json and no package.json is read.
 * @throws CompileError (exit code 3) for a file that is missing, too large or has a syntax error, named with line and column,
 * for an import that cannot be found, one that leads out of the folder, and one that is not offered
 */
export async function bundle(file: string, { folder, pack }: BundleOptions = {}): Promise<Bundle> {
  const given = resolve(file);
  const path = await existing(given, file);
  const root = await realpath(resolve(folder ?? dirname(given)));
  // By its name, or as a link to somebody else's.
  if (!isInside(path, root)) {
    throw new CompileError(`${file} lies outside ${root}; put the file itself there`, [path]);
  }
  const own = new Set([path]);
  const sought = new Set<string>();
  try {
    const result = await build({
      entryPoints: [path],
      absWorkingDir: root,
      outfile: join(root, compiledName),
      write: false,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      sourcemap: 'external',
      keepNames: true,
      logLevel: 'silent',
      tsconfigRaw: '{}',
      define: {
        'import.meta.url': JSON.stringify(pathToFileURL(path).href),
        'import.meta.dirname': JSON.stringify(dirname(path)),
        'import.meta.filename': JSON.stringify(path),
      },
      plugins: [onlyOwnFiles(root, own, sought, pack)],
    });
    const output = (ending: string) =>
      result.outputFiles.find((one) => one.path.endsWith(ending))?.text ?? '';
    return { file: given, text: withRequire(output('.mjs')), map: output('.map'), files: [...own] };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const [first] = (error as Partial<BuildFailure>).errors ?? [];
    if (first === undefined) throw error;
    throw new CompileError(saying(first, root, basename(given), own), [...own, ...sought]);
  }
}

async function existing(path: string, file: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new CompileError(`${file} does not exist`, [path]);
  const ending = extname(path);
  const taken = `a ${list(endings, 'or')} file`;
  if (!found.isFile()) throw new CompileError(`${file} is not a file; name ${taken}`, []);
  if (endings.includes(ending)) return realpath(path);
  const small = ending.toLowerCase();
  const way = endings.includes(small)
    ? `write the ending in small letters, ${small}`
    : `hand in ${taken}`;
  const what = ending === '' ? 'has no ending' : `ends in ${ending}, which is not taken`;
  throw new CompileError(`${file} ${what}; ${way}`, []);
}

/**
 * Lets imports reach the folder and what is offered, and nothing else; reads each file itself.
 * @param own gets the files that were found
 * @param sought gets the places of those that were not
 */
function onlyOwnFiles(
  root: string,
  own: Set<string>,
  sought: Set<string>,
  pack: BundleOptions['pack'],
): Plugin {
  const needed = 'needed';
  const theirs = new Set<string>();
  const packRoot = pack && realpathSync(fileURLToPath(pack.root));
  let size = 0;
  return {
    name: 'only-own-files',
    setup(build) {
      build.onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir, namespace }) => {
        if (kind === 'entry-point') return { path };
        if (namespace === needed) return { path, external: true };
        const offer = offered(path);
        // Under `require` it is the same one, seen through an ES import.
        if (offer?.library === true && kind.startsWith('require')) {
          return { path: offer.name, namespace: needed };
        }
        if (offer !== undefined) return { path: offer.name, external: true };
        if (packRoot !== undefined && (path === pack?.name || theirs.has(importer))) {
          const found =
            path === pack?.name
              ? createRequire(join(packRoot, 'package.json')).resolve(path)
              : await located(places(resolve(resolveDir, path)));
          if (found === undefined || !isInside(found, packRoot)) {
            return { errors: [{ text: refused(path) }] };
          }
          theirs.add(found);
          return { path: found };
        }
        if (!/^\.{0,2}(?:\/|$)/.test(path) && !isAbsolute(path)) {
          return { errors: [{ text: refused(path) }] };
        }
        const all = places(resolve(resolveDir, path));
        const found = await located(all);
        if (found === undefined) {
          for (const place of all.filter((one) => isInside(one, root))) sought.add(place);
          return { errors: [{ text: `Could not resolve "${path}": there is no such file` }] };
        }
        if (!isInside(found, root)) return { errors: [{ text: climbing(path, root) }] };
        if (isLibrary(found, root)) return { errors: [{ text: refused(path) }] };
        own.add(found);
        return { path: found };
      });
      build.onLoad({ filter: /.*/, namespace: 'file' }, async ({ path }) => {
        const loader = loaders[extname(path)];
        const name = relative(root, path);
        if (!own.has(path) && !theirs.has(path)) return { errors: [{ text: byPattern }] };
        if (loader === undefined) {
          return {
            errors: [
              { text: `"${name}" cannot be imported: ${Object.keys(loaders).join(', ')} can` },
            ],
          };
        }
        size += (await stat(path)).size;
        if (size > mostBytes) {
          const megabytes = Math.round(size / 1e5) / 10;
          const text = `with "${name}" the files have ${megabytes} MB in all; ${mostBytes / 1e6} MB are taken`;
          return { errors: [{ text }] };
        }
        return { contents: await withoutMap(path), loader, resolveDir: dirname(path) };
      });
      build.onLoad({ filter: /.*/, namespace: needed }, ({ path }) => ({
        contents: `export * from ${JSON.stringify(path)};`,
        resolveDir: root,
      }));
    },
  };
}

/** The text of a file. A map that it names is not read: that could be any file. Columns stay as they are. */
async function withoutMap(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).replaceAll('sourceMappingURL=', 'sourceMappingURL:');
}

/** What a bare name stands for. All of tfjs's packages are one here, and so are the parts of downhill without tfjs: the umbrella has everything of theirs. */
function offered(
  specifier: string,
): { readonly name: string; readonly library: boolean } | undefined {
  if (/^downhill(?:\/(?:rules|schedules))?$/.test(specifier)) {
    return { name: 'downhill', library: true };
  }
  if (specifier.startsWith('@tensorflow/tfjs-backend-wasm')) {
    return { name: '@tensorflow/tfjs-backend-wasm', library: true };
  }
  if (/^@tensorflow\/tfjs(?:[-/]|$)/.test(specifier)) {
    return { name: '@tensorflow/tfjs', library: true };
  }
  const name = offeredModule(specifier);
  return name === undefined ? undefined : { name: `node:${name}`, library: false };
}

const refused = (specifier: string) =>
  specifier.startsWith('downhill/')
    ? `"${specifier}" is not for files under examination: import from "downhill"`
    : notOffered(specifier);

/** Where the file may be that an import means: as it is written, with an ending, or the index of a folder. */
function places(path: string): readonly string[] {
  const ending = extname(path);
  const others = Object.keys(loaders);
  return [
    path,
    ...(written[ending] === undefined ? [] : [path.slice(0, -ending.length) + written[ending]]),
    ...others.map((one) => path + one),
    ...others.map((one) => join(path, `index${one}`)),
  ];
}

async function located(places: readonly string[]): Promise<string | undefined> {
  for (const one of places) {
    if ((await stat(one).catch(() => undefined))?.isFile()) return realpath(one);
  }
  return undefined;
}

/** Of an `import()` of "./" + name esbuild looks for files by itself, in whatever folder that names. */
const byPattern = 'imports by a pattern are not taken: name each file by itself';

const climbing = (path: string, root: string) =>
  `"${path}" leads out of ${root}; a file may import from its own folder only`;

/** Whether a file is an installed package's or downhill's own, which lies in one's folder where that is a project's. */
function isLibrary(path: string, root: string): boolean {
  return (
    relative(root, path).split(sep).includes('node_modules') ||
    ownFolders().some((folder) => isInside(path, folder))
  );
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** CommonJS code asks for Node's modules by `require`, which an ES module has not. */
function withRequire(text: string): string {
  if (!text.includes('__require(')) return text;
  // On the same line, so that the source map stays right for all others.
  return `import require from ${JSON.stringify(requireName)};${text}`;
}

/** `adam.ts:3:14: Expected ";" but found "}"`, and the line itself under it. What lies elsewhere is not shown. */
function saying(
  { text, location }: Message,
  root: string,
  file: string,
  own: ReadonlySet<string>,
): string {
  if (location === null) return `${file}: ${text}`;
  const { line, column, lineText } = location;
  const path = resolve(root, location.file);
  if (!own.has(path)) return `${file}: ${byPattern}`;
  const shown = lineText.replaceAll('\t', ' ');
  const cut = shown.length > 160 ? '' : `\n    ${shown}\n    ${' '.repeat(column)}^`;
  return `${relative(root, path)}:${line}:${column + 1}: ${text}${cut}`;
}
