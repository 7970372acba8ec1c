import { randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../shared/errors.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import { makeFolder } from './make-folder.ts';
import { keyOf, readRecord, recordLine, resultText, type JobRecord } from './record.ts';

/** Records by their keys, in a folder that many processes may add to at once. */
export interface Store {
  /** @throws UsageError for a line that can no longer be read */
  get(key: string): JobRecord | undefined;
  /**
   * Adds a record, unless one of its key is there.
   * @throws UsageError (exit code 1) when that holds another result; what Node throws where nothing can be written
   */
  put(record: JobRecord): void;
  /** Takes in what other processes have added. @throws UsageError as opening does */
  refresh(): void;
}

/** Where a record's line stands. */
interface Place {
  readonly file: string;
  readonly start: number;
  readonly length: number;
}

const ending = '.jsonl';
const newline = 10;

/**
 * The store in `folder`, which is made with the first record; the folder above it must be there. Each process writes a
 * segment of its own, line after line; a last line that its process could not finish is as if it were not there.
 * @throws UsageError (exit code 1) when two records of one key hold different results
 */
export function openStore(folder: string): Store {
  const places = new Map<string, Place>();
  const own = { file: join(folder, `${randomBytes(8).toString('hex')}${ending}`), size: 0 };

  /** Bytes of each segment that were taken in. */
  const sizes = new Map<string, number>();
  const refresh = () => {
    const names = readable(() => readdirSync(folder)) ?? [];
    for (const name of names.filter((name) => name.endsWith(ending)).toSorted()) {
      const file = join(folder, name);
      if (file === own.file) continue;
      for (const [key, place] of linesOf(file, sizes.get(file) ?? 0)) {
        sizes.set(file, place.start + place.length + 1);
        const first = read(places.get(key));
        if (first === undefined) places.set(key, place);
        else same(folder, first, read(place));
      }
    }
  };
  refresh();
  return {
    get: (key) => read(places.get(key)),
    put(record) {
      const first = read(places.get(record.key));
      if (first !== undefined) {
        same(folder, first, record);
        return;
      }
      const line = Buffer.from(`${recordLine(record)}\n`);
      if (own.size === 0) makeFolder(folder);
      appendFileSync(own.file, line);
      places.set(record.key, { file: own.file, start: own.size, length: line.length - 1 });
      own.size += line.length;
    },
    refresh,
  };
}

/** What cannot be read is as if it were not there; whether it can be written shows with the first record. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The keys and places of a segment's whole lines, from a place on. */
function* linesOf(file: string, from: number): Generator<[key: string, place: Place]> {
  const bytes = readable(() => readFileSync(file)) ?? Buffer.alloc(0);
  for (let start = from; ;) {
    const end = bytes.indexOf(newline, start);
    if (end < 0) return;
    const key = keyOf(bytes.toString('latin1', start, Math.min(end, start + 100)));
    if (key === undefined) throw unreadable(file);
    yield [key, { file, start, length: end - start }];
    start = end + 1;
  }
}

function read(place: Place | undefined): JobRecord | undefined {
  const line = place && readable(() => bytesAt(place));
  if (line === undefined) return undefined;
  try {
    return readRecord(line.toString());
  } catch {
    throw unreadable(place?.file ?? '');
  }
}

function bytesAt({ file, start, length }: Place): Buffer {
  const bytes = Buffer.alloc(length);
  const open = openSync(file, 'r');
  try {
    readSync(open, bytes, 0, length, start);
  } finally {
    closeSync(open);
  }
  return bytes;
}

function unreadable(file: string): UsageError {
  return new UsageError({
    who: 'store',
    rule: `each line of ${file} must be a record`,
    remedy: 'delete that file',
    exitCode: exitCodes.failed,
  });
}

function same(folder: string, first: JobRecord, second: JobRecord | undefined): void {
  if (second === undefined || resultText(first.result) === resultText(second.result)) return;
  throw new UsageError({
    who: 'store',
    rule: 'records of one key must be equal',
    got: `two results of ${first.key} in ${folder}`,
    remedy: 'delete that folder, and if it comes again, take --backend cpu',
    exitCode: exitCodes.failed,
  });
}
