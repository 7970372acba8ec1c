import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refused } from '../refused.ts';

const study = {
  schema: 1,
  name: 'rates',
  problems: [{ name: 'noisyBowl', dimension: 2 }],
  optimizers: [{ name: 'sgd', learningRate: { log: [0.001, 1] } }, { name: 'adam' }],
  updates: 60,
  trials: 4,
  seeds: [7, 8],
  final: [1, 2],
};
const cpu = ['--backend', 'cpu'];

let above = '';
let folder = '';
beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), 'downhill-sweep-'));
});
afterAll(() => rm(above, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(above, 'at-'));
  await writeStudy({});
});

const writeStudy = (change: object) =>
  writeFile(join(folder, 'study.json'), JSON.stringify({ ...study, ...change }));

// Whole sweeps are in test/slow/sweep.test.ts.
describe('downhill sweep', () => {
  it.each([
    [{ updates: 0 }, 2, /^study\.json: updates must be a whole number of at least 1, got 0$/],
    [{ score: 'validationLoss' }, 2, /score must be one of what is measured on noisyBowl: /],
    [{ problems: [{ name: 'noisyBowl', dimension: 0 }] }, 2, /noisyBowl: dimension must be/],
  ])('says in one sentence what is wrong: %j', async (change, code, says) => {
    await writeStudy(change);
    const ended = await refused(folder, ['sweep', 'study.json', ...cpu, '--quiet']);
    expect(ended).toMatchObject({ code, stdout: '', message: expect.stringMatching(says) });
  });

  it('leaves with 3 where there is no study', async () => {
    const { code, message } = await refused(folder, ['sweep', 'nowhere.json']);
    expect(code).toBe(3);
    expect(message).toContain('sweep: the file nowhere.json does not exist');
  });
});

describe('downhill work', () => {
  it('asks for a share, and says what is wrong with one', async () => {
    const without = await refused(folder, ['work', 'study.json']);
    expect(without.code).toBe(2);
    expect(without.message).toContain('work: which share is not said; add --shard 1/4');
    const wrong = await refused(folder, ['work', 'study.json', '--shard', '3/2']);
    expect(wrong.message).toContain('--shard must name one of the shares there are');
  });
});
