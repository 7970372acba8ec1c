import { readdirSync, readFileSync } from 'node:fs';
import { rowOf, type Path, type Stream } from '../../src/verify/index.ts';

/** What every case in the golden files has. */
export interface GoldenCase {
  readonly id: string;
  readonly library: string;
  readonly conventions: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A file of cases, with the versions of the libraries that they come from. */
export interface GoldenFile<C extends GoldenCase = GoldenCase> {
  readonly libraries: Readonly<Record<string, string>>;
  readonly cases: readonly C[];
}

/** The values of each variable, in the rows of `recorded`. */
export type GoldenRows = Readonly<Record<string, readonly (readonly number[])[]>>;

/** The same as a path of nothing but these rows. */
export function goldenPath(columns: GoldenRows): Path {
  const all = Object.values(columns);
  return (all[0] ?? []).map((_, row) => rowOf(all.map((of) => of[row] as readonly number[])));
}

/** A case with what its tests are named after: the library with its version, and its conventions as one text. */
type Named<C> = C & { readonly source: string; readonly tags: string };

interface Inputs {
  readonly starts: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly streams: Readonly<Record<string, GoldenStream>>;
}

interface GoldenStream {
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly gradients: Readonly<Record<string, readonly (readonly number[] | null)[]>>;
}

const root = new URL('../golden/', import.meta.url);
const parse = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

/** A golden file; the cases that downhill must follow apart from those that it must not. */
export function golden<F extends GoldenFile>(path: string) {
  const file = parse(path) as F;
  const cases = file.cases.map((one: F['cases'][number]): Named<F['cases'][number]> => {
    const source = `${one.library} ${file.libraries[one.library]}`;
    return { ...one, source, tags: one.conventions.join(', ') };
  });
  const followed = cases.filter(({ conventions }) => conventions.length === 0);
  return { file, followed, departing: cases.filter((one) => !followed.includes(one)) };
}

/** The paths of all golden files in a folder. */
export const goldenPaths = (folder: string): string[] =>
  readdirSync(new URL(folder, root)).map((file) => `${folder}/${file}`);

const inputs = parse('inputs.json') as Inputs;

/** The gradients that a case names. */
export const goldenStream = (name: string): GoldenStream => inputs.streams[name] as GoldenStream;

/** A case of an optimizer as a stream: its start weights, and a rate and gradients for each update. */
export function streamOf(start: string, gradients: string, learningRate: unknown): Stream {
  const { shapes, gradients: byName } = goldenStream(gradients);
  const names = Object.keys(shapes);
  const rates = learningRate as number | readonly number[];
  const updates = byName[names[0] as string] as readonly unknown[];
  return {
    variables: names.map((name) => ({
      shape: shapes[name] as readonly number[],
      start: inputs.starts[start]?.[name] as readonly number[],
    })),
    updates: updates.map((_, update) => ({
      rate: typeof rates === 'number' ? rates : (rates[update] as number),
      gradients: names.map((name) => byName[name]?.[update] ?? null),
    })),
  };
}
