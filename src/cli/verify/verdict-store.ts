import { randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../engine/make-folder.ts';
import { pruneStore } from '../../engine/prune-store.ts';
import type { Verdict } from '../../verify/verdict.ts';
import { readVerdictText, verdictText } from '../../verify/verdict-text.ts';

/** Files that a verdict rests on: a hash of what each holds, null for one that is not there. */
export type Parts = Readonly<Record<string, string | null>>;

/** A verdict, and what it is found by. */
export interface KeptVerdict {
  readonly key: string;
  readonly parts: Parts;
  readonly verdict: Verdict;
}

/** Verdicts in a folder that several calls may add to at once. */
export interface VerdictStore {
  /** The verdict of a key whose parts are as they were. */
  find(key: string, isAsIn: (parts: Parts) => boolean): Verdict | undefined;
  /** Adds a verdict, at once on the disk, unless one of its key and parts is there. Says whether it is there now. */
  put(kept: KeptVerdict): boolean;
}

/** Bytes that are kept: some ten thousand verdicts. */
const most = 64 * 2 ** 20;

/**
 * The verdicts in `folder`. Each call writes a segment of its own, line after line; a line that cannot be read, such as the
 * last of a call that was killed, is as if it were not there.
 * @param onUnwritable told once why nothing can be kept
 */
export function openVerdicts(folder: string, onUnwritable: (why: string) => void): VerdictStore {
  const known = new Map<string, KeptVerdict[]>();
  const remember = (kept: KeptVerdict) =>
    known.set(kept.key, [...(known.get(kept.key) ?? []), kept]);
  pruneStore(folder, most);
  for (const line of linesIn(folder)) {
    const kept = readKept(line);
    if (kept !== undefined) remember(kept);
  }
  const segment = join(folder, `${randomBytes(8).toString('hex')}.jsonl`);
  let state: 'new' | 'open' | 'unwritable' = 'new';
  return {
    find: (key, isAsIn) => known.get(key)?.find(({ parts }) => isAsIn(parts))?.verdict,
    put(kept) {
      const text = JSON.stringify(kept.parts);
      const same = (one: KeptVerdict) => JSON.stringify(one.parts) === text;
      if (known.get(kept.key)?.some(same)) return true;
      if (state === 'unwritable') return false;
      try {
        if (state === 'new') for (const path of [dirname(folder), folder]) makeFolder(path);
        state = 'open';
        appendFileSync(segment, `${verdictText(kept)}\n`);
        remember(kept);
        return true;
      } catch (error) {
        // A line that is cut off must stay the last.
        state = 'unwritable';
        onUnwritable((error as Error).message);
        return false;
      }
    },
  };
}

function linesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    return names.toSorted().flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  } catch {
    // There is none yet.
    return [];
  }
}

function readKept(line: string): KeptVerdict | undefined {
  try {
    const kept = readVerdictText(line) as Partial<KeptVerdict> | null;
    const whole = kept?.key !== undefined && kept.parts !== undefined && kept.verdict !== undefined;
    return whole ? (kept as KeptVerdict) : undefined;
  } catch {
    return undefined;
  }
}
