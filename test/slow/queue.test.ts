import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../src/engine/index.ts';
import type { Job } from '../../src/engine/job.ts';
import { keyOf, readRecord } from '../../src/engine/record.ts';
import type { Experiment } from '../../src/training/experiment.ts';
import { downhill, main, start } from '../cli/downhill.ts';
import { brokers, password, type TestBroker } from '../support/brokers.ts';

/** 60 runs: two rules, nine rates, three seeds, and the best of each again. */
const study = {
  schema: 1,
  name: 'rates',
  problems: [{ name: 'noisyBowl', dimension: 2 }],
  optimizers: ['sgd', 'adam'].map((name) => ({ name, learningRate: { log: [0.001, 1] } })),
  updates: 1500,
  trials: 9,
  seeds: [7, 8, 9],
  final: [1, 2, 3],
};
const runs = 60;

let folder = '';
/** What the same study gives on one machine. */
let expected: string[] = [];
const others: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-queue-'));
  const here = await place('here', study);
  expect((await downhill(here, ['sweep', 'study.json', '--quiet'])).code).toBe(0);
  expected = (await records(here)).toSorted();
  expect(expected).toHaveLength(runs);
});
afterAll(async () => {
  for (const child of others) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function place(name: string, study: object): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'study.json'), JSON.stringify(study));
  return path;
}

/** The lines of all segments. */
async function records(place: string): Promise<string[]> {
  const results = join(place, 'sweeps', 'rates', 'results');
  if (!existsSync(results)) return [];
  const texts = (await readdir(results)).map((name) => readFile(join(results, name), 'utf8'));
  return (await Promise.all(texts)).flatMap((text) => text.split('\n').slice(0, -1));
}

async function until(place: string, count: number): Promise<void> {
  while ((await records(place)).length < count) await new Promise((r) => setTimeout(r, 50));
}

function launch(at: string, args: readonly string[]) {
  const child = start(at, args);
  others.push(child);
  const said = { stderr: '' };
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  const code = once(child, 'close').then(([code]) => code as number | null);
  return { child, said, code };
}

/** Records of runs that were watched on this machine, and stopped where a queue's were. */
async function stoppedHere(jobs: readonly Job[], updates: number, place: string): Promise<void> {
  const results = join(place, 'sweeps', 'rates', 'results');
  await mkdir(join(results, '..'), { recursive: true });
  const engine = await startEngine({ backend: 'wasm', folder: results, archive: true });
  try {
    for (const { experiment, seed } of jobs as (Job & { experiment: Experiment })[]) {
      await engine.trainSeed({ ...experiment, updates }, seed, {
        onRow: ({ update }) =>
          update === experiment.updates && update < updates ? 'stop' : undefined,
      });
    }
  } finally {
    engine.close();
  }
}

describe.each(Object.keys(brokers))('a queue on %s', (engine) => {
  let broker: TestBroker;
  beforeAll(async () => {
    broker = await (brokers[engine] as () => Promise<TestBroker>)();
  });
  afterAll(() => broker.stop());
  const work = () => launch(folder, ['work', '--queue', broker.url]);

  it('loses nothing and doubles nothing where a worker and the server are killed', async () => {
    const at = await place(engine, study);
    const first = work();
    const second = work();
    const sweep = launch(at, ['sweep', 'study.json', '--queue', broker.url]);
    await until(at, 10);
    second.child.kill('SIGKILL');
    const third = work();
    // Whoever comes while there is no server is told so, and leaves.
    while (!third.said.stderr.includes('Working for')) await new Promise((r) => setTimeout(r, 50));
    await until(at, 25);
    await broker.kill();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await broker.start();
    expect(await sweep.code, sweep.said.stderr).toBe(0);
    const found = await records(at);
    expect(new Set(found.map(keyOf)).size).toBe(found.length);
    expect(found.toSorted()).toEqual(expected);
    // What is fetched is forgotten there; and after a while both workers have found the server again.
    const status = async () => {
      const { stdout } = await downhill(at, ['work', '--status', '--json', '--queue', broker.url]);
      return JSON.parse(stdout) as { queue: string; workers: number };
    };
    for (let i = 0; i < 20 && (await status()).workers < 2; i++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const { queue, ...counts } = await status();
    expect(queue).not.toContain(password);
    expect(counts).toEqual({
      schema: 1,
      workers: 2,
      active: 0,
      waiting: 0,
      delayed: 0,
      completed: 0,
      failed: 0,
    });
    for (const { child, code } of [first, third]) {
      child.kill('SIGTERM');
      expect(await code).toBe(130);
    }
  });

  it('leaves a study half-way to be finished on one machine', async () => {
    const at = await place(`${engine}-then-here`, study);
    const worker = work();
    const sweep = launch(at, ['sweep', 'study.json', '--queue', broker.url]);
    await until(at, 20);
    sweep.child.kill('SIGINT');
    expect(await sweep.code).toBe(130);
    const kept = await records(at);
    expect((await downhill(at, ['sweep', 'study.json', '--quiet'])).code).toBe(0);
    expect(await records(at)).toEqual(expect.arrayContaining(kept));
    expect((await records(at)).toSorted()).toEqual(expected);
    worker.child.kill('SIGTERM');
    expect(await worker.code).toBe(130);
  });

  it('stops the worse settings at the rungs as one machine does, one after the other', async () => {
    const halved = { ...study, rungs: [100, 500], seeds: [7], final: [1], updates: 1000 };
    const at = await place(`${engine}-halved`, halved);
    const worker = work();
    const { code } = await downhill(at, ['sweep', 'study.json', '--queue', broker.url, '--json']);
    expect(code).toBe(0);
    const found = await records(at);
    // A setting has one record, wherever it was stopped, and each rule one more with the final seed.
    expect(found).toHaveLength(2 * study.trials + 2);
    const jobs = found.map((line) => readRecord(line).job);
    expect(new Set(jobs.map(({ experiment }) => (experiment as Experiment).updates)).size).toBe(3);
    const here = await place(`${engine}-halved-here`, halved);
    await stoppedHere(jobs, halved.updates, here);
    expect((await records(here)).toSorted()).toEqual(found.toSorted());
    worker.child.kill('SIGTERM');
    await worker.code;
  });

  it('keeps what was written before the disk is full, and goes on from there past a torn line', async () => {
    const at = await place(`${engine}-full`, study);
    const worker = work();
    const args = ['sweep', 'study.json', '--queue', broker.url];
    // No file may be longer than 32 kB, which is how a full disk looks to whoever writes.
    const full = spawn(
      'bash',
      ['-c', 'ulimit -f 32; exec "$@"', 'bash', process.execPath, main, ...args, '--quiet'],
      { cwd: at, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    full.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(full, 'close')) as [number];
    expect(code).toBe(4);
    expect(said).toMatch(
      /^downhill: engine: no more results can be kept in \S+: EFBIG.*; those that are there stay, and the same command goes on from them\n/,
    );
    expect(said).not.toMatch(/^ +at /m);
    const kept = await records(at);
    expect(kept.length).toBeGreaterThan(0);
    expect(expected).toEqual(expect.arrayContaining(kept));

    // What came and could not be written stands at the queue.
    const { stdout } = await downhill(at, ['work', '--status', '--json', '--queue', broker.url]);
    expect((JSON.parse(stdout) as { completed: number }).completed).toBeGreaterThan(0);

    const torn = join(at, 'sweeps', 'rates', 'results', 'torn.jsonl');
    await writeFile(torn, '{"key":"0123');
    expect((await downhill(at, args)).code).toBe(0);
    expect((await records(at)).toSorted()).toEqual(expected);
    worker.child.kill('SIGTERM');
    expect(await worker.code).toBe(130);
  });

  it('says that the password is wrong', async () => {
    const at = await place(`${engine}-wrong`, study);
    const refused = await downhill(at, ['work', '--queue', broker.url.replace(password, 'not-it')]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/it refuses the user or the password/);
    expect(refused.stderr).not.toContain('not-it');
  });
});

describe('a queue that is none', () => {
  it('is left where it says nothing at all', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const { code, stderr } = await downhill(folder, [
      'work',
      '--queue',
      `redis://127.0.0.1:${port}`,
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain('no answer within 8 s');
    silent.close();
  });

  it.each([
    [
      'redis://127.0.0.1:1',
      'redis://127.0.0.1:1 cannot be used as a queue: no server listens there',
      3,
    ],
    [
      'postgres://a:b@127.0.0.1:1/c',
      'postgres://127.0.0.1:1/c cannot be used as a queue: no server listens there',
      3,
    ],
    ['redis://no-such-host.invalid', 'there is no such host', 3],
    ['kafka://host', '--queue must be the address of a broker', 2],
    ['redis://host/jobs', '--queue must name a database of Redis by its number', 2],
  ])('%s is said in a sentence', async (url, message, exitCode) => {
    const at = await place('none', study);
    for (const args of [['work'], ['work', '--status'], ['sweep', 'study.json']]) {
      const { code, stderr } = await downhill(at, [...args, '--queue', url]);
      expect(code).toBe(exitCode);
      expect(stderr).toContain(message);
      expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    }
  });
});
