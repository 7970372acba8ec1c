import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, double, property } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecord, recordLine } from '../../src/engine/record.ts';
import { pruneStore } from '../../src/engine/prune-store.ts';
import { openStore } from '../../src/engine/store.ts';
import type { UsageError } from '../../src/shared/errors.ts';

const record = (name: string, loss: number) => ({
  key: name.repeat(64),
  job: {
    experiment: { problem: { name: 'bowl' }, optimizer: { name: 'sgd' }, updates: 1 },
    seed: 1,
    backend: 'cpu',
  },
  result: {
    series: { update: [0], loss: [loss], learningRate: [0.1] },
    path: [],
    weights: [],
    divergedAt: null,
    final: { loss: null },
  },
});

let above = '';
let folder = '';
beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), 'downhill-store-'));
  folder = join(above, 'records');
});
afterEach(() => rmSync(above, { recursive: true, force: true }));

const segments = () => readdirSync(folder).map((name) => join(folder, name));

/** What a call throws. */
function thrown(call: () => unknown): UsageError {
  try {
    call();
  } catch (error) {
    return error as UsageError;
  }
  throw new Error('nothing was thrown');
}

describe('a record', () => {
  it('comes back from its line number by number, NaN and the infinities too', () => {
    assert(
      property(array(double()), (values) => {
        const { result } = record('a', 0);
        const whole = {
          ...record('a', 0),
          result: { ...result, series: { ...result.series, loss: values } },
        };
        const line = recordLine(whole);
        expect(line).not.toContain('\n');
        // JSON has one zero, and no number in a result is -0.
        const zeros = values.map((value) => value + 0);
        expect(readRecord(line)).toEqual({
          ...whole,
          result: { ...whole.result, series: { ...result.series, loss: zeros } },
        });
      }),
    );
  });
});

describe('a look at what others have added', () => {
  it('takes in whole lines only, and each once', () => {
    const store = openStore(folder);
    const other = openStore(folder);
    other.put(record('a', 1));
    const [segment] = segments() as [string];
    const line = `${recordLine(record('b', 2))}\n`;
    appendFileSync(segment, line.slice(0, 90));
    store.refresh();
    expect(store.get('a'.repeat(64))?.result).toEqual(record('a', 1).result);
    expect(store.get('b'.repeat(64))).toBeUndefined();
    appendFileSync(segment, line.slice(90));
    store.refresh();
    expect(store.get('b'.repeat(64))?.result).toEqual(record('b', 2).result);
  });

  it('finds two results of one key', () => {
    const store = openStore(folder);
    store.put(record('a', 1));
    openStore(above).put(record('a', 2));
    const [segment] = readdirSync(above).filter((name) => name.endsWith('.jsonl')) as [string];
    writeFileSync(join(folder, segment), readFileSync(join(above, segment)));
    expect(thrown(() => store.refresh())).toMatchObject({ exitCode: 1 });
  });
});

describe('a store', () => {
  it('gives what was put into it, in this process and the next', () => {
    const store = openStore(folder);
    expect(store.get(record('a', 1).key)).toBeUndefined();
    store.put(record('a', 1));
    store.put(record('b', Infinity));
    for (const one of [store, openStore(folder)]) {
      expect(one.get(record('a', 1).key)).toEqual(record('a', 1));
      expect(one.get(record('b', 0).key)).toEqual(record('b', Infinity));
    }
  });

  it('is a segment for each process that had something to add, a line for each record', () => {
    const [one, two, idle] = [openStore(folder), openStore(folder), openStore(folder)];
    one.put(record('a', 1));
    two.put(record('b', 2));
    one.put(record('c', 3));
    one.put(record('c', 3));
    expect(idle.get(record('a', 1).key)).toBeUndefined();
    const lines = segments().map((file) => readFileSync(file, 'utf8').match(/\n/g)?.length);
    expect(lines.toSorted((a = 0, b = 0) => a - b)).toEqual([1, 2]);
    expect(openStore(folder).get(record('c', 3).key)).toEqual(record('c', 3));
  });

  it('is nothing on the disk before the first record', () => {
    openStore(folder);
    expect(readdirSync(above)).toEqual([]);
  });

  it.each([1, 30, 200])(
    'takes no notice of a last line of which only %i bytes were written',
    (size) => {
      openStore(folder).put(record('a', 1));
      const [segment = ''] = segments();
      appendFileSync(segment, recordLine(record('b', 2)).slice(0, size));
      const store = openStore(folder);
      expect(store.get(record('a', 1).key)).toEqual(record('a', 1));
      expect(store.get(record('b', 2).key)).toBeUndefined();
      store.put(record('b', 2));
      expect(openStore(folder).get(record('b', 2).key)).toEqual(record('b', 2));
    },
  );

  it('keeps the first record of a key, and takes an equal second one for the same', () => {
    const [one, two] = [openStore(folder), openStore(folder)];
    one.put(record('a', 1));
    two.put({ ...record('a', 1), job: { ...record('a', 1).job, seed: 1 } });
    expect(openStore(folder).get(record('a', 1).key)).toEqual(record('a', 1));
  });

  it('refuses two results of one key, with the key and exit code 1', () => {
    const [one, two] = [openStore(folder), openStore(folder)];
    one.put(record('a', 1));
    const later = thrown(() => one.put(record('a', 2)));
    two.put(record('a', 2));
    for (const error of [later, thrown(() => openStore(folder))]) {
      expect(error.message).toContain(`two results of ${'a'.repeat(64)} in ${folder}`);
      expect(error.exitCode).toBe(1);
    }
  });

  it.each([
    ['does not begin with a key', 'what is this\n', () => openStore(folder)],
    [
      'is broken behind its key',
      `${recordLine(record('b', 2)).slice(0, 90)}\n`,
      () => openStore(folder).get(record('b', 2).key),
    ],
  ])('names the file of which a line %s', (_, line, use) => {
    openStore(folder).put(record('a', 1));
    const [segment = ''] = segments();
    appendFileSync(segment, line);
    expect(thrown(use).message).toBe(
      `store: each line of ${segment} must be a record; delete that file`,
    );
  });

  it('cannot be where a file stands: nothing is found there, and putting fails', () => {
    writeFileSync(folder, '');
    const store = openStore(folder);
    expect(store.get(record('a', 1).key)).toBeUndefined();
    expect(() => store.put(record('a', 1))).toThrow(/ENOTDIR|ENOENT/);
  });
});

describe('a store that has grown', () => {
  it('loses its oldest segments', () => {
    const names = ['a', 'b', 'c', 'd'];
    for (const [i, name] of names.entries()) {
      const before = new Set(readdirSync(above).includes('records') ? segments() : []);
      openStore(folder).put(record(name, i));
      const fresh = segments().find((file) => !before.has(file));
      utimesSync(fresh ?? '', i, i);
    }
    const { size } = statSync(segments()[0] ?? '');
    pruneStore(folder, 2 * size);
    const store = openStore(folder);
    expect(names.filter((name) => store.get(record(name, 0).key))).toEqual(['c', 'd']);
    pruneStore(join(folder, 'not', 'there'), 0);
  });
});
