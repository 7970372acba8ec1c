import { readdir, readFile } from 'node:fs/promises';
import { codeHash } from './code-hash.ts';
import { sha256 } from './sha256.ts';
import { versions } from './versions.ts';

/** What a record depends on beside its job, each as a text that changes with it. */
export interface Provenance {
  readonly versions: Readonly<Record<string, string>>;
  /** The built files that compute: training, studies, the backends, and all that they import. */
  readonly code: string;
  /** The data sets of the problems. */
  readonly data: string;
}

// These paths are right from src/engine/ and from the build in dist/engine/: workers run the build, also in tests.
const computing = ['training/run', 'studies/index', 'backend/index'].map(
  (module) => new URL(`../../dist/${module}.js`, import.meta.url),
);
const problems = new URL('../../src/problems/', import.meta.url);

let known: Promise<Provenance> | undefined;

/** What records depend on that are made now, found out once in a process. */
export function provenance(): Promise<Provenance> {
  known ??= Promise.all([versions(), dataHash()]).then(([versions, data]) => ({
    versions,
    code: codeHash(computing),
    data,
  }));
  return known;
}

async function dataHash(): Promise<string> {
  const names = (await readdir(problems)).filter((name) => /\.(bin|csv)$/.test(name)).toSorted();
  return sha256(...(await Promise.all(names.map((name) => readFile(new URL(name, problems))))));
}
