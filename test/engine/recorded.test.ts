import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobKey, type Job, type JobResult } from '../../src/engine/job.ts';
import { readRecord } from '../../src/engine/record.ts';
import { recorded } from '../../src/engine/recorded.ts';
import { openStore } from '../../src/engine/store.ts';
import type { Workers } from '../../src/engine/workers.ts';
import type { SeedResult } from '../../src/training/run.ts';

const origin = { versions: {}, code: '', data: '' };
const job = (seed: number): Job => ({
  experiment: { problem: { name: 'bowl' }, optimizer: { name: 'sgd' }, updates: 1 },
  seed,
  backend: 'cpu',
});
const result = (seed: number): SeedResult => ({
  series: { update: [0], loss: [seed], learningRate: [1] },
  path: [],
  weights: [],
  divergedAt: null,
  final: {},
});

/** Workers that note the seeds that they were given; they fail at seed 0. */
const counted = () => {
  const asked: number[] = [];
  const kept: JobResult[] = [];
  const workers: Workers = {
    run: async ({ seed }) => {
      asked.push(seed);
      await new Promise((resolve) => setImmediate(resolve));
      if (seed === 0) throw new Error('no seed 0');
      return result(seed);
    },
    kept: (result) => {
      expect(lines()).toContainEqual(result);
      kept.push(result);
    },
    close: () => {},
  };
  return { workers, asked, kept };
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-recorded-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const quiet = () => {};
/** The results on the disk. */
const lines = () =>
  readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
    .map((line) => readRecord(line).result);

describe('a job with a record', () => {
  it('is done once, however often it is asked for meanwhile and later', async () => {
    const { workers, asked, kept } = counted();
    const get = recorded(workers, openStore(folder), origin, quiet);
    const both = await Promise.all([get(job(1)), get(job(1)), get(job(2))]);
    expect(both).toEqual([result(1), result(1), result(2)]);
    expect(await get(job(1))).toEqual(result(1));
    const later = recorded(workers, openStore(folder), origin, quiet);
    expect(await later(job(2))).toEqual(result(2));
    expect(asked).toEqual([1, 2]);
    expect(kept).toEqual([result(1), result(2)]);
  });

  it('is done anew by other code', async () => {
    const { workers, asked } = counted();
    for (const code of ['old', 'new', 'old']) {
      await recorded(workers, openStore(folder), { ...origin, code }, quiet)(job(1));
    }
    expect(asked).toEqual([1, 1]);
  });

  it('is done anew after it failed', async () => {
    const { workers, asked } = counted();
    const get = recorded(workers, openStore(folder), origin, quiet);
    await expect(get(job(0))).rejects.toThrow('no seed 0');
    await expect(get(job(0))).rejects.toThrow('no seed 0');
    expect(asked).toEqual([0, 0]);
  });

  it('is done all the same where nothing can be kept, which is told once', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { workers, asked, kept } = counted();
    const told: string[] = [];
    const get = recorded(workers, openStore(file), origin, (why) => told.push(why));
    expect(await get(job(1))).toEqual(result(1));
    expect(await get(job(2))).toEqual(result(2));
    expect(asked).toEqual([1, 2]);
    expect(told).toEqual([expect.stringContaining('ENOTDIR')]);
    // Whoever holds the results elsewhere must go on doing so.
    expect(kept).toEqual([]);
  });

  it('that is stopped is kept as the shorter one, if that measures the same rows', async () => {
    const workers: Workers = {
      run: async ({ seed }, onRow) => {
        for (let update = 0; update < 9; update++) {
          if ((await onRow?.({ update, learningRate: 1 })) === 'stop') break;
        }
        return result(seed);
      },
      close: () => {},
    };
    const long = job(1);
    const every = { ...long, experiment: { ...long.experiment, updates: 9, every: 1 } };
    const store = openStore(folder);
    const get = recorded(workers, store, origin, quiet);
    const stopAt = (last: number) => (row: { update: number }) =>
      row.update === last ? 'stop' : undefined;
    for (const one of [
      every,
      { ...every, experiment: { ...every.experiment, every: undefined } },
    ]) {
      await get(one as Job, stopAt(4));
      await get(one as Job, stopAt(0));
    }
    expect(lines()).toHaveLength(1);
    const shorter = { ...every, experiment: { ...every.experiment, updates: 4 } };
    expect(store.get(jobKey(shorter, origin))?.result).toEqual(result(1));
  });
});
