import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shown, UsageError } from '../shared/errors.ts';

/** A package that brings lessons of its own, in the shape of ours: `lessons/index.js`, `lessons/<id>/lesson.md`, `src/`. */
export interface Pack {
  /** Its name in its package.json: what learners' files import in the place of its neighbours. */
  readonly name: string;
  /** Its folder, as a file URL that ends in a slash. */
  readonly root: string;
  /** Its list of lessons, as a file URL. */
  readonly lessons: string;
}

/** Names given for one call: `--pack` sets it, so that the processes that train see them too. Separated by commas. */
export const packVariable = 'DOWNHILL_PACKS';

interface Manifest {
  readonly name?: unknown;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly downhill?: { readonly packs?: unknown };
}

/**
 * The packs that are in use: those under `"downhill": { "packs": [...] }` in the nearest package.json, and those of
 * this call. A pack is a package's name, or a folder when it begins with a dot or a slash.
 * @param folder where people work
 * @throws UsageError for a pack that is not there or has no lessons
 */
export function packsInUse(folder: string = process.cwd()): readonly Pack[] {
  return found([...kept(folder), ...given(folder)]);
}

/**
 * The packs of this call alone. A pack is a program: where strangers' files are examined, no package.json that lies with
 * them says what to run.
 * @throws UsageError for a pack that is not there or has no lessons
 */
export function packsOfThisCall(folder: string = process.cwd()): readonly Pack[] {
  return found(given(folder));
}

/** A pack's name, and the folder it is looked for from. */
type Sought = readonly [name: string, from: string];

/** Each once. */
function found(sought: readonly Sought[]): readonly Pack[] {
  const packs = sought.map(([name, from]) => findPack(name, from));
  return [...new Map(packs.map((pack) => [pack.root, pack])).values()];
}

function given(folder: string): readonly Sought[] {
  const names = (process.env[packVariable] ?? '').split(',').filter((name) => name !== '');
  return names.map((name) => [name, folder]);
}

/** The packs that the nearest package.json lists. */
function kept(folder: string): readonly Sought[] {
  const home = upwards(folder).find((one) => existsSync(join(one, 'package.json')));
  if (home === undefined) return [];
  const packs = manifest(home).downhill?.packs ?? [];
  if (Array.isArray(packs) && packs.every((name) => typeof name === 'string')) {
    return packs.map((name) => [name, home] as const);
  }
  throw new UsageError({
    who: join(home, 'package.json'),
    rule: '"downhill.packs" must be a list of package names',
    got: shown(packs),
    remedy: 'for example: npm pkg set "downhill.packs[]=a-pack"',
  });
}

/** The pack called `name`, seen from `folder`. @throws UsageError when it is not there or has no lessons */
export function findPack(name: string, folder: string): Pack {
  const root =
    /^[./]/.test(name) || resolve(name) === name ? resolve(folder, name) : installed(name, folder);
  if (root === undefined || !existsSync(join(root, 'package.json'))) {
    const who = `pack "${name}"`;
    throw new UsageError(
      root === undefined
        ? { who, rule: 'it is not installed', remedy: `npm install ${name}` }
        : {
            who,
            rule: `there is no ${join(root, 'package.json')}`,
            remedy: "give a package's name or its folder with --pack",
          },
    );
  }
  const { name: own, exports } = manifest(root);
  const entry = join(root, entryOf(exports) ?? 'lessons/index.js');
  if (!existsSync(entry)) {
    throw new UsageError({
      who: `pack "${name}"`,
      rule: `there is no ${entry}`,
      remedy:
        'a pack lists its lessons in lessons/index.js, or in what its "exports" call "./lessons"; --pack names another',
    });
  }
  return {
    name: typeof own === 'string' ? own : name,
    root: pathToFileURL(`${root}/`).href,
    lessons: pathToFileURL(entry).href,
  };
}

function installed(name: string, folder: string): string | undefined {
  return upwards(folder)
    .map((one) => join(one, 'node_modules', name))
    .find((one) => existsSync(join(one, 'package.json')));
}

function entryOf(exports: Manifest['exports']): string | undefined {
  const entry = exports?.['./lessons'];
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { import: esm, default: any } = entry as Readonly<Record<string, unknown>>;
  return [esm, any].find((one) => typeof one === 'string');
}

function manifest(folder: string): Manifest {
  const file = join(folder, 'package.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch (error) {
    throw new UsageError({ rule: `${file} cannot be read: ${(error as Error).message}` });
  }
}

/** `folder` and every folder above it. */
function upwards(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}
