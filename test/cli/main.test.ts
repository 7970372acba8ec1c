import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, constants, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import lessons from '../../lessons/index.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const lesson = 'gradient-descent';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...environment } = process.env;
const start = (args: readonly string[]) =>
  spawn(process.execPath, [main, ...args], { env: environment });

async function downhill(...args: string[]): Promise<Ended> {
  const child = start(args);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

let out = '';
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'downhill-cli-'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')('may be run as a program after every build', async () => {
  await expect(access(main, constants.X_OK)).resolves.toBeUndefined();
});

it.skipIf(process.platform === 'win32')('ends in silence when nobody reads on', async () => {
  const child = start(['verify', '--help']);
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  child.stdout.destroy();
  await expect(once(child, 'exit')).resolves.toEqual([141, null]);
  expect(stderr).toBe('');
});

async function hashes(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  const files = names.map(async (name) => {
    const hash = createHash('sha256').update(await readFile(join(folder, name)));
    return [name, hash.digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

/** What every ANSI code begins with. */
const escape = '\u001B';

describe('downhill run <lesson> --fast --json', () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await downhill('run', lesson, '--fast', '--json', '--out', out);
  }, 60_000);

  it('ends well', () => {
    expect(ended).toMatchObject({ code: 0 });
  });

  it('prints one JSON document on stdout: what was trained, on which backend, how it was judged', () => {
    const document = JSON.parse(ended.stdout);
    expect(document).toMatchObject({ schema: 1, out, lessons: [{ lesson }] });
    const [{ backend, claims, validations, figures }] = document.lessons;
    expect(['tensorflow', 'wasm', 'cpu']).toContain(backend);
    expect(claims.length).toBeGreaterThan(0);
    for (const claim of claims) expect(claim).toMatchObject({ holds: null });
    for (const one of validations) expect(one).toMatchObject({ agrees: true });
    for (const figure of figures) expect(figure.alt).not.toBe('');
  });

  it('says on stderr what it did, in plain lines without a terminal', () => {
    expect(ended.stderr).toContain(join(out, lesson, 'index.html'));
    expect(ended.stderr + ended.stdout).not.toContain(escape);
    expect(ended.stderr).not.toContain('█');
  });

  it('writes the report that the contract names: page, Markdown, data, every figure, and a thumbnail', async () => {
    const folder = join(out, lesson);
    const data = JSON.parse(await readFile(join(folder, 'data.json'), 'utf8'));
    const pictures: string[] = data.figures.flatMap(
      ({ file }: { file: string | null }) => file ?? [],
    );
    expect(Object.keys(await hashes(folder))).toEqual(
      [
        ...pictures,
        `${data.figures[0].id}.thumbnail.svg`,
        'data.json',
        'index.html',
        'index.md',
      ].toSorted(),
    );
    expect(data).toMatchObject({ schema: 1, lesson, draft: true });
    for (const id of Object.keys(data.experiments)) {
      expect(data.runs[id]).toMatchObject({ seeds: data.experiments[id].seeds });
    }
  });

  it('marks the draft as one, and writes neither machine nor time into it', async () => {
    const folder = join(out, lesson);
    const markdown = await readFile(join(folder, 'index.md'), 'utf8');
    expect(markdown).toContain('This is a draft');
    expect(markdown).not.toContain('{{');
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    // Its pictures are inside; the script that makes them live is the lessons' own, and the page is whole without it.
    expect(html.match(/src="(?!data:)[^"]*"/g)).toEqual(['src="../live.js"']);
    expect(await readFile(join(out, 'live.js'), 'utf8')).toContain('data-live');
    const data = await readFile(join(folder, 'data.json'), 'utf8');
    for (const text of [data, markdown]) {
      expect(text).not.toMatch(/\/tmp\/|\/home\/|20\d\d-\d\d-\d\dT/);
    }
  });

  it('leaves the old report whole when it is killed while training another', async () => {
    const folder = join(out, lesson);
    const before = await hashes(folder);
    const child = start(['run', lesson, '--seed', '5', '--out', out]);
    // The first words on stderr name the backend: training is about to begin.
    await once(child.stderr, 'data');
    child.kill('SIGKILL');
    // Its stderr closes when the lesson's own process has ended too.
    await once(child, 'close');
    expect(await hashes(folder)).toEqual(before);
  });
});

describe('downhill list', () => {
  it('--json has the shape that the contract names', async () => {
    const { code, stdout, stderr } = await downhill('list', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const document = JSON.parse(stdout);
    expect(Object.keys(document)).toEqual(['schema', 'lessons']);
    expect(document.lessons.map(({ id }: { id: string }) => id)).toEqual(
      lessons.map(({ id }) => id),
    );
    for (const one of document.lessons) {
      expect(Object.keys(one).toSorted()).toEqual(
        ['id', 'title', 'part', 'concepts', 'needs', 'exercises', 'state'].toSorted(),
      );
      for (const exercise of one.exercises) {
        expect(exercise).toEqual({ id: expect.any(String), state: expect.any(String) });
      }
    }
  });

  it('is a line for each lesson, in plain text without a terminal', async () => {
    const { stdout } = await downhill('list');
    expect(stdout.trimEnd().split('\n')).toHaveLength(lessons.length);
    expect(stdout).not.toContain(escape);
  });
});

describe('downhill', () => {
  it('alone shows every lesson and the one command to type next', async () => {
    const { code, stdout, stderr } = await downhill();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { id } of lessons) expect(stdout).toContain(id);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^Next: npx downhill \w+/);
    expect(stdout).not.toContain(escape);
  });

  it('knows its version and its help', async () => {
    const { version } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    expect(await downhill('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const { code, stdout } = await downhill('run', '--help');
    expect(code).toBe(0);
    for (const option of ['--backend', '--seed', '--seeds', '--out', '--json', '--quiet', '--fast'])
      expect(stdout).toContain(option);
  });
});

describe('a mistake on the command line', () => {
  it.each([
    ['an unknown lesson', ['run', 'momemtum'], 'did you mean "momentum"?', 'list'],
    ['no lesson', ['run'], 'lesson', 'run --help'],
    ['an unknown command', ['rnu', lesson], 'run', '--help'],
    ['an unknown option', ['run', lesson, '--bakend', 'cpu'], '--backend', 'run --help'],
    ['an unknown backend', ['run', lesson, '--backend', 'wams'], 'mean "wasm"?', 'doctor'],
    ['an unknown backend to check', ['check', '--backend', 'wams'], 'mean "wasm"?', 'doctor'],
    ['a seed that is none', ['run', lesson, '--seed', 'x'], 'whole number', 'run --help'],
    ['no seeds at all', ['run', lesson, '--seeds', '0'], 'at least 1', 'run --help'],
    ['quiet JSON', ['run', lesson, '--quiet', '--json'], 'cannot be used with', 'run --help'],
  ])(
    'is answered with one sentence, a command to try, and exit code 2: %s',
    async (_, args, hint, next) => {
      const { code, stdout, stderr } = await downhill(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^downhill: [^\n]+\n/m);
      expect(stderr).toContain(hint);
      expect(stderr.trimEnd().split('\n').slice(1)).toEqual([`Try: npx downhill ${next}`]);
      expect(stderr).not.toMatch(/\n {4}at |node:internal|Error:/);
      expect(stderr).not.toContain(escape);
    },
  );

  it('in the place to write to is found before the training', async () => {
    const file = join(out, 'file');
    await writeFile(file, 'x');
    const { code, stderr } = await downhill('run', lesson, '--out', file);
    expect(code).toBe(2);
    expect(stderr).toContain('a part of the path is a file; choose another folder with --out');
    expect(stderr).not.toContain('    at ');
    expect(await readFile(file, 'utf8')).toBe('x');
  });
});
