import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { canonicalJson } from '../../engine/canonical-json.ts';
import { sha256 } from '../../engine/sha256.ts';
import { mostBytes } from '../../sandbox/most-bytes.ts';
import type { ExamOptions } from '../../sandbox/examine.ts';
import { examiner, type Examiner } from '../../sandbox/examiner.ts';
import type { Verdict } from '../../verify/verdict.ts';
import type { Examine } from './batch.ts';
import { openVerdicts, type Parts } from './verdict-store.ts';

export interface Memory {
  /** Where verdicts are kept. */
  readonly folder: string;
  /** Whether those of earlier calls are taken. */
  readonly resume: boolean;
  /** Told of each file that need not be examined. */
  readonly onRecalled: () => void;
  /** Told once why nothing can be kept. */
  readonly onUnwritable: (why: string) => void;
  /** Told of each verdict that is on the disk, or belongs to nothing that could be found again. */
  readonly onKept?: (verdict: Verdict) => void;
}

/**
 * Examines, and keeps what came of it. With `resume` a file is not examined that an earlier call has judged: by what it
 * and its imports hold, the options, and the code that judges. What a file lacked then is a part of it, too.
 */
export function remembered(
  examine: Examine,
  { folder, resume, onRecalled, onUnwritable, onKept }: Memory,
): Examine {
  const verdicts = openVerdicts(folder, onUnwritable);
  return async (file, options) => {
    const content = hashOf(file);
    const key = keyOf(file, content, options, await examiner());
    const known = resume ? verdicts.find(key, (parts) => isAsIn(file, parts)) : undefined;
    if (known !== undefined) {
      onRecalled();
      return known;
    }
    let parts: Parts = {};
    const verdict = await examine(file, {
      ...options,
      onParts(files) {
        options.onParts?.(files);
        // A save meanwhile: what was compiled is not known.
        if (hashOf(file) === content) parts = partsOf(file, files);
      },
    });
    const nothing = Object.keys(parts).length === 0;
    if (nothing || verdicts.put({ key, parts, verdict })) onKept?.(verdict);
    return verdict;
  };
}

function keyOf(
  file: string,
  content: string | null,
  { as, backend, seed, seconds, megabytes }: ExamOptions,
  examiner: Examiner,
): string {
  // By its name it may say what it is meant to be, and where it fails.
  const what = { name: basename(file), content, as, backend, seed, seconds, megabytes, examiner };
  return sha256(canonicalJson(what));
}

/** By their way from the file's own folder: a class that was moved is the same class. */
function partsOf(file: string, parts: readonly string[]): Parts {
  const folder = realpathSync(dirname(file));
  return Object.fromEntries(parts.map((part) => [relative(folder, part), hashOf(part)]));
}

function isAsIn(file: string, parts: Parts): boolean {
  return Object.entries(parts).every(
    ([part, hash]) => hashOf(resolve(dirname(file), part)) === hash,
  );
}

/**
 * Null for a file that is not there, as for what is none: a pipe or a device would be read for ever. One that is larger
 * than what is taken is known by its size.
 */
function hashOf(file: string): string | null {
  try {
    const found = statSync(file);
    if (!found.isFile()) return null;
    return sha256(found.size > mostBytes ? `${found.size}` : readFileSync(file));
  } catch {
    return null;
  }
}
