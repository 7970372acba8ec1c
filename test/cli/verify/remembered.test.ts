import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExamOptions } from '../../../src/sandbox/examine.ts';
import { remembered } from '../../../src/cli/verify/remembered.ts';
import { verdict } from '../../grading/verdicts.ts';

const options: ExamOptions = { backend: 'cpu', seed: 1, seconds: 20, megabytes: 1024 };
let folder = '';
let notes: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-remembered-'));
  notes = [];
  write('class/adam.js', 'main');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (path: string) => join(folder, path);
function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}
const segments = () =>
  readdirSync(at('.downhill/verdicts')).map((one) => at(`.downhill/verdicts/${one}`));

/** One call of the command: which of these files are examined, and what is said of them. */
async function call(
  files: readonly string[],
  {
    resume = true,
    parts = [],
    while: meanwhile = () => {},
    ...changed
  }: Partial<ExamOptions> & {
    resume?: boolean;
    parts?: readonly string[];
    while?: () => void;
  } = {},
) {
  const examined: string[] = [];
  const kept: string[] = [];
  const judge = remembered(
    async (file, { onParts }) => {
      examined.push(file);
      meanwhile();
      onParts?.([at(file), ...parts.map(at)]);
      return verdict('failed', {
        file,
        output: 'NaN',
        probes: [{ id: 'a', about: 'b', passed: false, got: Number.NaN, expected: -Infinity }],
      });
    },
    {
      folder: at('.downhill/verdicts'),
      resume,
      onRecalled: () => {},
      onUnwritable: (why) => notes.push(why),
      onKept: ({ file }) => kept.push(file.slice(folder.length + 1)),
    },
  );
  const said = [];
  for (const file of files) {
    said.push(await judge(at(file), { ...options, ...changed }));
  }
  return { examined: examined.map((file) => file.slice(folder.length + 1)), said, kept };
}

/** Those of these files that a second call examines. */
const again = async (files: readonly string[], how: Parameters<typeof call>[1] = {}) =>
  (await call(files, how)).examined;

describe('a file that was examined before', () => {
  it('is not examined again when that is asked for, and the verdict is the same to the letter', async () => {
    const { said, kept } = await call(['class/adam.js'], { resume: false });
    expect(kept).toEqual(['class/adam.js']);
    const second = await call(['class/adam.js']);
    expect(second).toEqual({ examined: [], said, kept: [] });
    expect(await again(['class/adam.js'], { resume: false })).toEqual(['class/adam.js']);
    expect(notes).toEqual([]);
  });

  it.each([
    ['its content', () => write('class/adam.js', 'another'), {}],
    ['the seed', () => {}, { seed: 2 }],
    ['the rule that it is meant to be', () => {}, { as: 'adam' }],
    ['the backend', () => {}, { backend: 'wasm' }],
    ['the time', () => {}, { seconds: 2 }],
    ['the memory', () => {}, { megabytes: 512 }],
    ['what it imports', () => write('class/helper.js', 'another'), {}],
    ['what it imports, which is gone', () => rmSync(at('class/helper.js')), {}],
    ['what it lacked, which has come', () => write('class/missing.js', ''), {}],
  ])('is examined again when another is %s', async (_, change, changed) => {
    write('class/helper.js', 'helper');
    const parts = ['class/helper.js', 'class/missing.js'];
    await call(['class/adam.js'], { parts });
    expect(await again(['class/adam.js'], { parts })).toEqual([]);
    change();
    expect(await again(['class/adam.js'], { parts, ...changed })).toEqual(['class/adam.js']);
  });

  it('is known by its content and name, wherever it lies', async () => {
    await call(['class/adam.js']);
    cpSync(at('class'), at('moved'), { recursive: true });
    cpSync(at('class/adam.js'), at('class/sgd.js'));
    expect(await again(['moved/adam.js'])).toEqual([]);
    expect(await again(['class/sgd.js'])).toEqual(['class/sgd.js']);
  });

  it('is told from another of the same content by what that imports', async () => {
    const files = ['alice/index.js', 'bob/index.js'];
    for (const file of files) {
      write(file, "export * from './adam.js';");
      write(file.replace('index', 'adam'), file);
      await call([file], { parts: [file.replace('index', 'adam')] });
    }
    expect(await again(files)).toEqual([]);
    write('bob/adam.js', 'better');
    expect(await again(files)).toEqual(['bob/index.js']);
  });

  it('is not remembered by what it held before a save, nor when nothing is known of what it is made of', async () => {
    await call(['class/adam.js'], { while: () => write('class/adam.js', 'saved') });
    write('class/adam.js', 'main');
    expect(await again(['class/adam.js', 'gone.js'])).toEqual(['class/adam.js', 'gone.js']);
    expect(await again(['class/adam.js'])).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'is not read where that would never end, and is known by its size where it is too large',
    async () => {
      execFileSync('mkfifo', [at('class/pipe.js')]);
      symlinkSync('/dev/zero', at('class/zero.js'));
      write('class/sparse.js', '');
      truncateSync(at('class/sparse.js'), 2 ** 36);
      const files = ['class/pipe.js', 'class/zero.js', 'class/sparse.js'];
      expect(await again(files)).toEqual(files);
      expect(await again(files)).toEqual([]);
      truncateSync(at('class/sparse.js'), 2 ** 36 + 1);
      expect(await again(['class/sparse.js'])).toEqual(['class/sparse.js']);
    },
    10_000,
  );
});

describe('the folder of verdicts', () => {
  it('takes no notice of what cannot be read, such as the line of a call that was killed', async () => {
    await call(['class/adam.js']);
    write('class/other.js', 'other');
    await call(['class/other.js']);
    const [first = '', second = ''] = segments();
    writeFileSync(first, readFileSync(first, 'utf8').slice(0, -20));
    appendFileSync(second, '{"key":"torn');
    write('.downhill/verdicts/zeros.jsonl', '\0\0\nnull\n{}\n');
    const files = ['class/adam.js', 'class/other.js'];
    expect(await again(files)).toHaveLength(1);
    expect(await again(files)).toEqual([]);
  });

  it('holds each verdict once', async () => {
    await call(['class/adam.js'], { resume: false });
    await call(['class/adam.js'], { resume: false });
    expect(segments()).toHaveLength(1);
  });

  it('is done without, and that is said once, where it cannot be written', async () => {
    write('.downhill/verdicts', 'a file');
    write('class/other.js', 'other');
    const { examined, kept } = await call(['class/adam.js', 'class/other.js']);
    expect(examined).toHaveLength(2);
    expect(notes).toHaveLength(1);
    expect(kept).toEqual([]);
  });
});
