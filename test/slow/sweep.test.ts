import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JobRecord } from '../../src/engine/record.ts';
import type { Experiment } from '../../src/training/experiment.ts';
import { downhill, start } from '../cli/downhill.ts';

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
const results = (name: string) => join(folder, 'sweeps', name, 'results');
const records = async (study = 'rates') => {
  const names = await readdir(results(study));
  const texts = names.map((name) => readFile(join(results(study), name), 'utf8'));
  return (await Promise.all(texts)).join('').trimEnd().split('\n');
};
const sweep = (...more: string[]) => downhill(folder, ['sweep', 'study.json', ...cpu, ...more]);
/** The report, byte by byte. */
const report = async () => {
  const of = join(folder, 'sweeps', 'rates');
  const names = (await readdir(of)).filter((name) => name !== 'results');
  const files = await Promise.all(names.map((name) => readFile(join(of, name), 'base64')));
  return Object.fromEntries(names.map((name, i) => [name, files[i]]));
};

describe('downhill sweep', () => {
  it('trains, writes the report, prints a table, and with its records trains nothing again', async () => {
    const first = await sweep();
    expect(first.code).toBe(0);
    const [head, ...rows] = first.stdout.trimEnd().split('\n');
    expect(head).toMatch(/^problem +optimizer +best setting +when chosen +fresh seeds +of these$/);
    expect(rows).toHaveLength(2);
    expect(first.stderr).toContain('rates: 14 runs, 840 updates; a first guess is');
    expect(first.stderr).toMatch(/rates: 50 % done(, about \d+ (s|min) left)?\n/);
    // 4 settings and 1, with two seeds, and the best of both again with two.
    const trained = await records();
    expect(trained).toHaveLength(14);
    const written = await report();
    const second = await sweep();
    expect(second.stdout).toBe(first.stdout);
    expect(await records()).toEqual(trained);
    expect(await report()).toEqual(written);
  });

  it('prints one document with --json', async () => {
    const { stdout, stderr } = await sweep('--json');
    const told = JSON.parse(stdout) as { schema: number; cells: object[]; out: string };
    expect(told).toMatchObject({
      schema: 1,
      name: 'rates',
      out: join('sweeps', 'rates'),
      cells: [{ optimizer: 'SGD', trials: 4, best: { score: expect.any(Number) } }, { trials: 1 }],
    });
    expect(stderr).not.toContain('index.html');
  });

  it('goes on after Ctrl-C from what was finished, and comes to the same', async () => {
    await writeStudy({ updates: 4000 });
    const child = start(folder, ['sweep', 'study.json', ...cpu]);
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('% done')) child.kill('SIGINT');
    });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(130);
    expect(said).toContain(
      'Stopped. What is finished is kept; the same command goes on from there.\n',
    );
    const kept = await records();
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(14);
    // A line that a killed process could not finish.
    await appendFile(join(results('rates'), 'torn.jsonl'), '{"key":"0123');
    expect((await sweep()).code).toBe(0);
    const all = await records();
    expect(all).toEqual(expect.arrayContaining(kept));
    expect(all.filter((line) => line.startsWith('{"key"') && line.endsWith('}'))).toHaveLength(14);
    const written = await report();
    await rm(join(folder, 'sweeps'), { recursive: true });
    expect((await sweep()).code).toBe(0);
    expect(await report()).toEqual(written);
  });

  it('finds two different results of one run, with exit code 1', async () => {
    await sweep();
    const [line] = (await records()) as [string];
    const other = line.replace(/"loss":\[[\d.]+/, '"loss":[7');
    expect(other).not.toBe(line);
    await writeFile(join(results('rates'), 'other.jsonl'), `${other}\n`);
    const { code, stderr } = await sweep();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^downhill: store: records of one key must be equal, got two results of/m,
    );
  });
});

describe('downhill work', () => {
  it('does shares, after which sweep trains nothing', async () => {
    const share = (...more: string[]) => downhill(folder, ['work', 'study.json', ...cpu, ...more]);
    const ended = await Promise.all([share('--shard', '1/2'), share('--shard', '2/2')]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    // Who looked last saw the other's; whoever looked at once trained the same again, which is no fault.
    await share('--shard', '2/2');
    const keys = new Set((await records()).map((line) => line.slice(0, 73)));
    expect(keys.size).toBe(14);
    const before = await records();
    expect((await sweep()).code).toBe(0);
    expect(await records()).toEqual(before);
  });
});

describe('rungs', () => {
  it('find the best of a grid of 27 settings on digits with about a quarter of its updates', async () => {
    const grid = {
      problems: [{ name: 'digits' }],
      optimizers: [
        {
          name: 'adamw',
          learningRate: { schedule: 'cosine', peak: { log: [1e-4, 1] }, updates: 540 },
          weightDecay: { choice: [0, 0.1, 1] },
        },
      ],
      updates: 540,
      trials: 27,
      seeds: [101, 102, 103],
      score: 'validationLoss',
    };
    const searched = async (name: string, change: object) => {
      await writeStudy({ ...grid, name, ...change });
      const { stdout } = await downhill(folder, ['sweep', 'study.json', '--json']);
      const { cells } = JSON.parse(stdout) as { cells: [{ best: { setting: object } }] };
      const lines = (await records(name)).map((line) => JSON.parse(line) as JobRecord);
      const updates = lines
        .filter(({ job }) => grid.seeds.includes(job.seed))
        .map(({ job }) => (job.experiment as Experiment).updates);
      return { best: cells[0].best.setting, updates: updates.reduce((sum, one) => sum + one, 0) };
    };
    const full = await searched('full', {});
    const halved = await searched('halved', { rungs: [60, 180] });
    expect(full.updates).toBe(81 * 540);
    expect(halved.best).toEqual(full.best);
    expect(halved.updates / full.updates).toBeLessThan(0.3);
  });
});
