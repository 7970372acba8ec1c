import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { startEngine } from '../../src/engine/index.ts';
import type { Experiment } from '../../src/training/experiment.ts';
import { run, type Row } from '../../src/training/run.ts';

await useBackend('cpu');

const experiments: Record<string, Experiment> = {
  tuned: {
    problem: { name: 'noisyBowl', dimension: 3 },
    optimizer: { name: 'adam' },
    updates: 20,
    seeds: [1, 2, 3],
    tune: { values: [0.01, 0.1, 1], score: 'loss', seeds: [7, 8] },
  },
  wild: {
    problem: { name: 'bowl' },
    optimizer: { name: 'sgd', learningRate: 30 },
    path: true,
    updates: 20,
  },
  digits: {
    problem: { name: 'digits', train: 40 },
    optimizer: { name: 'momentum' },
    regularizer: { name: 'l2', l2: 0.01 },
    updates: 3,
  },
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-engine-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All experiments at once in an engine of two processes; and what it kept, by its lines. */
async function trained(records: string) {
  const engine = await startEngine({ backend: 'cpu', count: 2, folder: records });
  try {
    const runs = Object.entries(experiments).map(
      async ([id, one]) => [id, await engine.run(one)] as const,
    );
    return JSON.stringify(Object.fromEntries(await Promise.all(runs)));
  } finally {
    engine.close();
  }
}

const kept = (records: string) =>
  readdirSync(records).flatMap((name) =>
    readFileSync(join(records, name), 'utf8').trimEnd().split('\n'),
  );

describe('the engine', () => {
  it('gives the bytes that a run here gives, and from its records the same again', async () => {
    const records = join(folder, 'records');
    const here: Record<string, unknown> = {};
    for (const [id, one] of Object.entries(experiments)) here[id] = await run(one);
    const first = await trained(records);
    expect(first).toBe(JSON.stringify(here));
    const lines = kept(records);
    // 6 trials and 3 seeds, one seed, one seed.
    expect(lines).toHaveLength(11);
    expect(await trained(records)).toBe(first);
    expect(kept(records)).toEqual(lines);
  });

  it('lets somebody watch a run in a process, and stop it at a row', async () => {
    const records = join(folder, 'watched');
    const engine = await startEngine({ backend: 'cpu', count: 2, folder: records });
    const optimizer = { name: 'sgd', learningRate: 0.01 };
    const calm = { problem: { name: 'bowl' }, optimizer, updates: 1e6, every: 2, seeds: [1, 2] };
    const seen: number[] = [];
    const watch = (last: number) => async (row: Row) => {
      seen.push(row.update);
      if (row.update > last) throw new Error('it went on');
      return row.update === last ? ('stop' as const) : undefined;
    };
    const { trainSeed } = engine;
    try {
      const stopped = await run(calm, { trainSeed, onRow: watch(6) });
      expect(stopped.series).toEqual((await run({ ...calm, updates: 6 })).series);
      expect(seen.toSorted((a, b) => a - b)).toEqual([0, 0, 2, 2, 4, 4, 6, 6]);
      // What was stopped is not what the experiment gives but what a shorter one does, byte for byte.
      const short = { ...calm, updates: 6 };
      expect(engine.known(calm, 1)).toBeUndefined();
      const spec = { ...stopped.spec, updates: 6 };
      expect(engine.known(spec, 1)?.series).toEqual(stopped.series[0]);
      const watched = await run(short, { trainSeed, onRow: () => {} });
      expect(kept(records)).toHaveLength(2);
      expect(await engine.run(short)).toEqual(watched);
      const faulty = () => Promise.reject(new Error('the watcher fell asleep'));
      await expect(run(calm, { trainSeed, onRow: faulty })).rejects.toThrow('fell asleep');
    } finally {
      engine.close();
    }
  });

  it('trains where it may not write, and says so once', async () => {
    const notes: string[] = [];
    const engine = await startEngine({
      backend: 'cpu',
      count: 1,
      folder: join(folder, 'no', 'such', 'folder'),
      onNote: (text) => notes.push(text),
    });
    await engine.run(experiments['wild'] as Experiment);
    engine.close();
    expect(notes).toEqual([
      'the backend is cpu',
      expect.stringMatching(/^no records are kept in .*ENOENT/),
    ]);
  });

  it('fails where it cannot keep a result, if records are what is wanted', async () => {
    const engine = await startEngine({
      backend: 'cpu',
      count: 1,
      folder: join(folder, 'no', 'such', 'folder'),
      archive: true,
    });
    await expect(engine.run(experiments['wild'] as Experiment)).rejects.toMatchObject({
      message: expect.stringMatching(
        /^engine: no more results can be kept in .*: ENOENT.*; those that are there stay/,
      ),
      exitCode: 4,
    });
    engine.close();
  });

  it('sees what another recorded meanwhile, when it is told to look', async () => {
    const records = join(folder, 'shared');
    const options = { backend: 'cpu', count: 1, folder: records };
    const [one, other] = [await startEngine(options), await startEngine(options)];
    const { spec, final } = await one.run(experiments['wild'] as Experiment);
    expect(other.known(spec, 1)).toBeUndefined();
    other.refresh();
    expect(other.known(spec, 1)?.final['loss']).toBe(final['loss']?.[0]);
    one.close();
    other.close();
  });
});
