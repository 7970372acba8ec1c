import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downhill, start } from '../cli/downhill.ts';
import { endless, rightAdam, wrongAdam } from '../cli/verify/submissions.ts';
import { strictGradescope } from '../grading/published-formats.ts';
import { parsed, strictJunit } from '../grading/xml.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-slow-verify-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A promise for `text` to be printed after what was awaited before; it rejects when the process ends without it. */
function printed(child: ReturnType<typeof start>) {
  let unread = '';
  let look = () => {};
  const hear = (text: Buffer) => {
    unread += text.toString();
    look();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return (text: string) =>
    new Promise<void>((resolve, reject) => {
      look = () => {
        const at = unread.indexOf(text);
        if (at < 0) return;
        unread = unread.slice(at + text.length);
        look = () => {};
        resolve();
      };
      child.once('close', () => reject(new Error(`ended before "${text}": ${unread}`)));
      look();
    });
}

describe('downhill verify', () => {
  it('ends a file that never ends: exit code 4, the limit named', async () => {
    await writeFile(join(folder, 'endless.js'), endless);
    const { code, stdout } = await downhill(folder, [
      'verify',
      'endless.js',
      '--as',
      'adam',
      '--timeout',
      '2',
    ]);
    expect(code).toBe(4);
    expect(stdout).toMatch(/^✗ endless\.js as adam.*: stopped\n/);
    expect(stdout).toContain('2 s');
  });

  it('--watch examines again at each save, without a terminal, and Ctrl-C ends it with 130', async () => {
    const file = join(folder, 'adam.js');
    await writeFile(file, wrongAdam);
    const child = start(folder, ['verify', 'adam.js', '--watch', '--gradescope', 'watch.json']);
    const hears = printed(child);
    await hears('── examining adam.js');
    await hears('✗ adam.js as adam (optimizer): failed');
    await hears('Waiting for the next save');
    await writeFile(file, rightAdam);
    await hears('── examining adam.js');
    await hears('✓ adam.js as adam (optimizer): passed');
    await hears('Waiting for the next save');
    expect(JSON.parse(await readFile(join(folder, 'watch.json'), 'utf8')).score).toBe(100);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
  });

  it('--watch ends a check that runs at the next save', async () => {
    const file = join(folder, 'saved.js');
    await writeFile(file, endless);
    const child = start(folder, [
      'verify',
      'saved.js',
      '--watch',
      '--as',
      'adam',
      '--timeout',
      '600',
    ]);
    const hears = printed(child);
    await hears('── examining saved.js');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await writeFile(file, rightAdam);
    await hears('✓ saved.js as adam (optimizer): passed');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
  });

  it('examines a whole class, a hostile file among it, and shows how far it is', async () => {
    for (const name of [
      'alice',
      'bob',
      'carol',
      'dan',
      'erin',
      'frank',
      'grace',
      'heidi',
      'ivan',
    ]) {
      await mkdir(join(folder, 'class', name), { recursive: true });
      await writeFile(
        join(folder, 'class', name, 'adam.js'),
        name === 'bob' ? wrongAdam : rightAdam,
      );
    }
    await mkdir(join(folder, 'class', 'mallory'));
    await writeFile(join(folder, 'class', 'mallory', 'adam.js'), endless);
    const { code, stdout, stderr } = await downhill(folder, [
      'verify',
      'class',
      '--timeout',
      '10',
      '--junit',
      'class.xml',
    ]);
    expect(code).toBe(4);
    const lines = stdout.trimEnd().split('\n').toSorted();
    expect(lines).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('✓'))).toHaveLength(8);
    expect(lines.find((line) => line.includes('bob'))).toMatch(
      /^✗ class.bob.adam\.js as adam: failed: update 1, variable/,
    );
    expect(lines.find((line) => line.includes('mallory'))).toMatch(/: stopped: .*10 s/);
    expect(stderr).toContain('5 of 10 examined\n');
    expect(stderr).toMatch(/\n10 files: 8 passed, 1 failed, 1 stopped\n$/);
    const xml = parsed(await readFile(join(folder, 'class.xml'), 'utf8'));
    expect(strictJunit(xml)).toEqual([]);
    expect(xml.children).toHaveLength(10);
  });

  it('that is killed leaves valid files: what was examined, and that the rest was not', async () => {
    const child = start(folder, [
      'verify',
      'class',
      '--gradescope',
      'killed.json',
      '--junit',
      'killed.xml',
    ]);
    const written = async () => JSON.parse(await readFile(join(folder, 'killed.json'), 'utf8'));
    const hears = printed(child);
    await hears('✓ ');
    // A line may be there a moment before the file.
    await expect.poll(async () => (await written()).score, { timeout: 20_000 }).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await once(child, 'close');
    const results = await written();
    expect(strictGradescope(results)).toEqual([]);
    expect(results.extra_data.files).toHaveLength(10);
    expect(JSON.stringify(results)).toContain('the run ended before its turn');
    const xml = parsed(await readFile(join(folder, 'killed.xml'), 'utf8'));
    expect(strictJunit(xml)).toEqual([]);
  });
});
