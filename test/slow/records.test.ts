import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downhill, start, type Ended } from '../cli/downhill.ts';

const draft = ['run', 'gradient-descent', '--fast', '--backend', 'cpu'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-records-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const segments = async () => {
  const all = await readdir(join(folder, '.downhill'));
  const names = all.filter((name) => name.endsWith('.jsonl'));
  const files = names.map((name) => readFile(join(folder, '.downhill', name), 'utf8'));
  return (await Promise.all(files)).map((text) => text.trimEnd().split('\n'));
};
const report = async (out: string) => {
  const at = join(folder, out, 'gradient-descent');
  const files = (await readdir(at)).map(async (name) => [
    name,
    (await readFile(join(at, name))).toString('base64'),
  ]);
  return Object.fromEntries(await Promise.all(files)) as Record<string, string>;
};

describe('a lesson that is trained again', () => {
  let again: Ended;
  beforeAll(async () => {
    await downhill(folder, [...draft, '--out', 'first']);
    again = await downhill(folder, [...draft, '--out', 'second']);
  }, 120_000);

  it('trains nothing, and gives the same report', async () => {
    expect(again.code).toBe(0);
    expect(await report('second')).toEqual(await report('first'));
    // A process that trained something would have left a segment of its own.
    expect(await segments()).toHaveLength(1);
  });

  it('leaves a report that stands as it is, and makes one anew that somebody touched', async () => {
    const page = join(folder, 'second', 'gradient-descent', 'index.md');
    const made = (await stat(page)).mtimeMs;
    const before = await report('second');
    const { code, stdout } = await downhill(folder, [...draft, '--out', 'second', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).lessons[0].figures.length).toBeGreaterThan(0);
    expect((await stat(page)).mtimeMs).toBe(made);
    await writeFile(page, 'touched');
    await downhill(folder, [...draft, '--out', 'second']);
    expect(await report('second')).toEqual(before);
  }, 120_000);

  it('tells of records that contradict each other, with exit code 1', async () => {
    const [[line = '']] = (await segments()) as [string[]];
    const wrong = line.replace(/"divergedAt":null/, '"divergedAt":7');
    expect(wrong).not.toBe(line);
    const odd = join(folder, '.downhill', 'ffff.jsonl');
    await writeFile(odd, `${wrong}\n`);
    const { code, stderr } = await downhill(folder, [...draft, '--out', 'fourth']);
    await rm(odd);
    expect(code).toBe(1);
    expect(stderr).toContain(`two results of ${JSON.parse(line).key} in .downhill`);
    expect(stderr).not.toContain('    at ');
  });
});

it('Ctrl-C ends the training with 130, all its processes, and leaves no report', async () => {
  const child = start(folder, ['run', 'adamw', '--backend', 'cpu', '--out', 'left']);
  // The first words on stderr name the backend: training is about to begin.
  await once(child.stderr, 'data');
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(130);
  // Its stderr closes when the last of its processes has ended.
  if (!child.stderr.closed) await once(child, 'close');
  expect(await readdir(join(folder, 'left', 'adamw')).catch(() => [])).toEqual([]);
}, 60_000);
