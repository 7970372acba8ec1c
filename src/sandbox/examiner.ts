import { codeHash } from '../engine/code-hash.ts';
import { versions } from '../engine/versions.ts';

/** What a verdict depends on beside the file and the options; another examiner may judge otherwise. */
export interface Examiner {
  readonly versions: Readonly<Record<string, string>>;
  /** The built files that judge. */
  readonly code: string;
}

// Right from src/sandbox/ and from the build in dist/sandbox/.
const judging = ['sandbox/examine', 'sandbox/child', 'sandbox/compiler', 'index', 'mutants'].map(
  (module) => new URL(`../../dist/${module}.js`, import.meta.url),
);

let known: Promise<Examiner> | undefined;

/** The examiner that this is, found out once in a process. */
export function examiner(): Promise<Examiner> {
  known ??= versions().then((all) => ({ versions: all, code: codeHash(judging) }));
  return known;
}
