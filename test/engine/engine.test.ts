import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { startEngine } from '../../src/engine/index.ts';
import type { Experiment } from '../../src/training/experiment.ts';
import { run } from '../../src/training/run.ts';

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
});
