import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as downhill from '../../src/index.ts';
import { blocks, calls } from './snippets.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['README.md', 'docs/migrating.md'];
const snippets = pages.flatMap(blocks);
const inline = calls('docs/migrating.md').filter(({ code }) => code.endsWith(')'));
const run = promisify(execFile);

/** All calls in one file, each on a line of its own, with what a reader would have to import before them. */
const callLines = [
  `import * as downhill from 'downhill'; const { ${Object.keys(downhill).join(', ')} } = downhill;`,
  'const check = (at: string, call: () => unknown) => { try { call(); } catch (error) { console.error(at, error); } };',
  ...inline.map(({ at, code }) => `check(${JSON.stringify(at)}, () => ${code});`),
];
const files = snippets.map((one, i) => ({ ...one, file: `block-${i}.ts` }));

/** Which piece of code a line of a file comes from. */
const origin = (file: string, line: number) =>
  (file === 'calls.ts' ? inline[line - 3] : files.find((one) => one.file === file))?.at;

describe('the code in README.md and docs/', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'downhill-docs-')));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const { file, code } of files) await writeFile(join(folder, file), code);
    await writeFile(join(folder, 'calls.ts'), callLines.join('\n'));
    const all = files.map(({ file, at }) => {
      return `await import('./${file}').catch((error) => console.error(${JSON.stringify(at)}, error));`;
    });
    await writeFile(join(folder, 'all.ts'), ["import './calls.ts';", ...all].join('\n'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    const paths = {
      downhill: [join(root, 'src/index.ts')],
      'downhill/node': [join(root, 'src/node.ts')],
    };
    const tsconfig = {
      extends: join(root, 'test/tsconfig.json'),
      compilerOptions: { paths, noUnusedLocals: false },
      files: ['calls.ts', ...files.map(({ file }) => file)],
      include: [],
      references: [],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is found', () => {
    expect(snippets.length).toBeGreaterThan(8);
    expect(inline.length).toBeGreaterThan(40);
  });

  it('compiles', async () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const output = await run(process.execPath, [tsc, '-p', folder], { cwd: folder }).then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
    // What is wrong in the library itself is found by the compilation of the library.
    const errors = output.split('\n').flatMap((line) => {
      const [, file, row, rest] = /^(calls\.ts|block-\d+\.ts)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
      return file === undefined ? [] : [`${origin(file, Number(row))}: ${rest}`];
    });
    expect(errors).toEqual([]);
  });

  it('runs', async () => {
    const { stderr } = await run(process.execPath, ['--import', tsx, join(folder, 'all.ts')], {
      cwd: folder,
      env: { ...process.env, TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') },
    }).catch((error: { stderr: string }) => error);
    expect(stderr.split('\n').filter((line) => /Error|README\.md|docs\//.test(line))).toEqual([]);
  });
});

const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
