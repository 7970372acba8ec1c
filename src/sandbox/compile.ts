import { realpath, stat } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildFailure, type Message, type OnResolveArgs, type Plugin } from 'esbuild';
import { UsageError } from '../shared/errors.ts';
import { compiledName } from './compiled-name.ts';
import { packages } from './packages.ts';

/** A learner's file with all that it imports as one text, which needs nothing from the disk but the libraries. */
export interface Compiled {
  /** Absolute path. */
  readonly file: string;
  /** An ES module; imports of downhill and tfjs are file URLs. */
  readonly text: string;
  /** Source map of the text, as JSON. */
  readonly map: string;
  /** The learner's own files in it, absolute; packages are not listed. For watching. */
  readonly files: readonly string[];
  /** What it imports from the libraries by name; `*` for a whole library. */
  readonly imported: readonly Imported[];
}

export interface Imported {
  readonly library: 'downhill' | 'tfjs';
  readonly name: string;
}

export interface CompileOptions {
  /** What the file and its imports must lie in. Default: the file's folder. */
  readonly folder?: string;
}

/** A file that does not compile; `files` are worth watching until it does. */
export class CompileError extends UsageError {
  readonly files: readonly string[];

  constructor(message: string, files: readonly string[]) {
    super(message, 3);
    this.files = files;
  }
}

/**
 * Compiles a learner's TypeScript or JavaScript file with everything it imports, in this process.
 * @throws CompileError (exit code 3) for a file that is missing or has a syntax error, named with line and column, for an
 * import that cannot be found, and for one that leads out of the folder
 */
export async function compile(file: string, { folder }: CompileOptions = {}): Promise<Compiled> {
  const given = resolve(file);
  const path = await existing(given, file);
  const root = await realpath(resolve(folder ?? dirname(path)));
  if (!isInside(path, root)) {
    throw new CompileError(`${file} lies outside ${root}; move it there`, [path]);
  }
  const touched = new Set([path]);
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
      metafile: true,
      keepNames: true,
      logLevel: 'silent',
      define: {
        'import.meta.url': JSON.stringify(pathToFileURL(path).href),
        'import.meta.dirname': JSON.stringify(dirname(path)),
        'import.meta.filename': JSON.stringify(path),
      },
      plugins: [onlyOwnFiles(root, touched)],
    });
    const output = (ending: string) =>
      result.outputFiles.find((one) => one.path.endsWith(ending))?.text ?? '';
    const text = withRequire(output('.mjs'));
    return {
      file: given,
      text,
      map: output('.map'),
      files: Object.keys(result.metafile.inputs)
        .map((input) => resolve(root, input))
        .filter((input) => touched.has(input)),
      imported: importedFrom(text),
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const [first] = (error as Partial<BuildFailure>).errors ?? [];
    if (first === undefined) throw error;
    throw new CompileError(saying(first, root, basename(given)), [...touched]);
  }
}

async function existing(path: string, file: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new CompileError(`${file} does not exist`, [path]);
  if (!found.isFile()) {
    throw new CompileError(`${file} is not a file; name a .ts, .js or .mjs file`, []);
  }
  if (!/^\.[cm]?[jt]s$/.test(extname(path))) {
    throw new CompileError(`${file} is neither TypeScript nor JavaScript (.ts, .js, .mjs)`, []);
  }
  return realpath(path);
}

/** Lets imports reach the folder, installed packages, and the two libraries, which become the copies that the process has. */
function onlyOwnFiles(root: string, touched: Set<string>): Plugin {
  return {
    name: 'only-own-files',
    setup(build) {
      const required = { namespace: 'library' };
      build.onResolve({ filter: /.*/ }, async (args) => {
        if (args.kind === 'entry-point' || args.pluginData === required) return undefined;
        if (args.namespace === required.namespace) return { path: args.path, external: true };
        const library = libraryUrl(args.path);
        if (library !== undefined) {
          return args.kind === 'require-call' || args.kind === 'require-resolve'
            ? { path: library, namespace: required.namespace }
            : { path: library, external: true };
        }
        if (/^(?:node|data):/.test(args.path) || builtinModules.includes(args.path))
          return undefined;
        const { kind, importer, namespace, resolveDir } = args;
        const found = await build.resolve(args.path, {
          kind,
          importer,
          namespace,
          resolveDir,
          with: args.with,
          pluginData: required,
        });
        if (found.errors.length > 0) {
          return { errors: [explained(found.errors[0] as Message, args)] };
        }
        if (found.external || found.namespace !== 'file') return found;
        if (isInstalled(found.path)) return found;
        if (!isInside(found.path, root)) return { errors: [{ text: climbing(args, root) }] };
        touched.add(found.path);
        return found;
      });
      // A library under `require` is the same one, seen through an ES import.
      build.onLoad({ filter: /.*/, namespace: required.namespace }, ({ path }) => ({
        contents: `export * from ${JSON.stringify(path)};`,
        resolveDir: root,
      }));
    },
  };
}

/** Which of the two libraries a specifier means. All of tfjs's packages are one here: the umbrella has everything of theirs. */
function libraryUrl(specifier: string): string | undefined {
  if (specifier === 'downhill') return packages.downhill;
  if (specifier.startsWith('@tensorflow/tfjs-backend-wasm')) return packages.wasm;
  return /^@tensorflow\/tfjs(?:[-/]|$)/.test(specifier) ? packages.tfjs : undefined;
}

function explained(error: Message, { path }: OnResolveArgs): Partial<Message> {
  const text = path.startsWith('downhill/')
    ? `"${path}" is not for files under examination: import from "downhill"`
    : error.text;
  return { ...error, text };
}

const climbing = ({ path }: OnResolveArgs, root: string) =>
  `"${path}" leads out of ${root}; a file may import from its own folder and from installed packages only`;

const isInstalled = (path: string) => path.split(sep).includes('node_modules');

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** CommonJS code asks for Node's modules by `require`, which an ES module has not. */
function withRequire(text: string): string {
  if (!text.includes('__require(')) return text;
  // On the same line, so that the source map stays right for all others.
  return `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(${JSON.stringify(packages.downhill)});${text}`;
}

/** What esbuild's output, whose imports all look alike, takes from the libraries. */
function importedFrom(text: string): Imported[] {
  const found = text.matchAll(/^(?:import|export)\s+([^'";]*?)\s*from\s*"([^"]+)"/gm);
  return [...found].flatMap(([, clause = '', url]) => {
    const library = url === packages.downhill ? 'downhill' : url === packages.tfjs ? 'tfjs' : null;
    if (library === null) return [];
    const braces = /\{([^}]*)\}/.exec(clause)?.[1];
    if (braces === undefined) return [{ library, name: '*' }];
    return braces.split(',').map((one) => ({ library, name: one.trim().split(/\s/)[0] ?? '' }));
  });
}

/** `adam.ts:3:14: Expected ";" but found "}"`, and the line itself under it. */
function saying({ text, location }: Message, root: string, file: string): string {
  if (location === null) return `${file}: ${text}`;
  const { line, column, lineText } = location;
  const where = relative(root, resolve(root, location.file)) || file;
  const shown = lineText.replaceAll('\t', ' ');
  const cut = shown.length > 160 ? '' : `\n    ${shown}\n    ${' '.repeat(column)}^`;
  return `${where}:${line}:${column + 1}: ${text}${cut}`;
}
