import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { processes, type Processes } from '../../src/engine/processes.ts';
import { UsageError } from '../../src/shared/errors.ts';

/** A module as text, for processes that cannot load TypeScript. */
const module = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
const task = (text: string, ...args: unknown[]) => ({
  module: module(`export ${text}`),
  name: 'work',
  args,
});

const echo = (value: unknown) => task('const work = (value) => value', value);
const note = (name: string) =>
  task(
    `async function work(file, name) { (await import('node:fs')).appendFileSync(file, name + ' '); return process.pid; }`,
    log,
    name,
  );
/** Ends its process, but only `times` times. */
const deadly = (name: string, times: number) =>
  task(
    `async function work(file, name, times) {
      const { appendFileSync, readFileSync } = await import('node:fs');
      appendFileSync(file, name + ' ');
      if (readFileSync(file, 'utf8').split(name).length <= times + 1) process.kill(process.pid, 'SIGKILL');
      return 'done';
    }`,
    log,
    name,
    times,
  );

let folder = '';
let log = '';
const logged = () => readFileSync(log, 'utf8').trim().split(' ');
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-processes-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let pool: Processes;
let count = 0;
const open = (most: number, backend = 'cpu') => {
  log = join(folder, `${count++}`);
  pool = processes({ backend, count: most });
};
afterEach(() => pool.close());

const isGone = async (pid: number) => {
  for (let i = 0; i < 200; i++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
};

describe('processes', () => {
  it('load the backend, and answer with what a function gives, NaN and errors too', async () => {
    open(1);
    expect(await pool.ready()).toEqual({ backend: 'cpu', why: 'the backend is cpu' });
    expect(await pool.call(echo([NaN, -Infinity, { a: 1 }]), 1)).toEqual([
      NaN,
      -Infinity,
      { a: 1 },
    ]);
    await expect(pool.call(task('function work() { throw new Error("no"); }'), 1)).rejects.toThrow(
      'no',
    );
    expect(await pool.call(echo('still there'), 1)).toBe('still there');
  });

  it('tell a mistake of the user from a fault of ours', async () => {
    open(1);
    const mistaken = pool.call(
      {
        module: new URL('../../dist/training/run.js', import.meta.url).href,
        name: 'runSeed',
        args: [{ problem: { name: 'bowl' }, optimizer: { name: 'adma' }, updates: 1 }, 1],
      },
      1,
    );
    await expect(mistaken).rejects.toThrow(UsageError);
    await expect(mistaken).rejects.toThrow('did you mean "adam"?');
  });

  it('refuse a backend that cannot be used, in its own words', async () => {
    open(2, 'wams');
    await expect(pool.ready()).rejects.toThrow('unknown backend "wams"; did you mean "wasm"?');
  });

  it('take the longest first, the earlier of two alike, and are no more than asked for', async () => {
    open(1);
    const costs = { first: 1, short: 1, longest: 9, long: 5, later: 5 };
    const pids = await Promise.all(
      Object.entries(costs).map(([name, cost]) => pool.call<number>(note(name), cost)),
    );
    expect(logged()).toEqual(['first', 'longest', 'long', 'later', 'short']);
    expect(new Set(pids).size).toBe(1);
  });

  it('that end before their task is done are replaced once, and the other tasks do not suffer', async () => {
    open(2);
    const once = pool.call(deadly('once', 1), 3);
    const others = Promise.all([1, 2, 3].map((n) => pool.call(echo(n), 1)));
    expect(await once).toBe('done');
    expect(await others).toEqual([1, 2, 3]);
    await expect(pool.call(deadly('always', 9), 1)).rejects.toMatchObject({
      message: 'engine: a process that trains ended early, twice (SIGKILL); try --backend cpu',
      exitCode: 4,
    });
    expect(await pool.call(echo('on'), 1)).toBe('on');
    expect(logged()).toEqual(['once', 'once', 'always', 'always']);
  });

  it('end at once when they are closed, even in the middle of a task that never gives way', async () => {
    open(1);
    const pid = await pool.call<number>(task('const work = () => process.pid'), 1);
    void pool.call(task('function work() { for (;;); }'), 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    pool.close();
    expect(await isGone(pid)).toBe(true);
  });

  it('do nothing any more once they are closed', async () => {
    const children = () =>
      process.getActiveResourcesInfo().filter((one) => one === 'ProcessWrap').length;
    const before = children();
    open(1);
    const gone = pool.call(task('const work = () => process.kill(process.pid, "SIGKILL")'), 1);
    await expect(gone).rejects.toThrow(UsageError);
    pool.close();
    void pool.call(echo('late'), 1);
    await vi.waitFor(() => expect(children()).toBe(before));
  });

  it('end with the process that started them, however that ends', async () => {
    open(1);
    const { href } = new URL('../../dist/engine/processes.js', import.meta.url);
    const text = `
      import { processes } from '${href}';
      const pool = processes({ backend: 'cpu', count: 1 });
      console.log(await pool.call(${JSON.stringify(task('const work = () => process.pid'))}, 1));
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', text], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
    });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    parent.kill('SIGKILL');
    expect(await isGone(Number(said.toString()))).toBe(true);
  });
});
