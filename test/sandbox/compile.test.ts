import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundle } from '../../src/sandbox/bundle.ts';
import { CompileError } from '../../src/sandbox/compile-error.ts';
import { CompilerProcess, stopCompilers } from '../../src/sandbox/compiler-process.ts';
import { compile } from '../../src/sandbox/compile.ts';
import { offeredModule } from '../../src/sandbox/offered-modules.ts';
import { stackInSource } from '../../src/sandbox/stack-in-source.ts';

let folder = '';
let outside = '';
beforeAll(async () => {
  outside = await realpath(await mkdtemp(join(tmpdir(), 'downhill-compile-')));
  folder = join(outside, 'own');
});
afterAll(() => rm(outside, { recursive: true, force: true }));

/** Writes files into the learner's folder and gives the path of the first. */
async function write(files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return join(folder, Object.keys(files)[0] ?? '');
}

/** Runs a compiled text that imports no library. */
async function run(text: string): Promise<Record<string, unknown>> {
  const require = `import { createRequire } from 'node:module'; const require = createRequire('/');`;
  const whole = text.replace('import require from "downhill:require";', require);
  const url = `data:text/javascript;base64,${Buffer.from(whole).toString('base64')}`;
  return (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
}

const failure = async (files: Readonly<Record<string, string>>) => {
  const error: unknown = await bundle(await write(files)).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(CompileError);
  return error as CompileError;
};

describe('compile', () => {
  it('puts several files that import each other, and JSON, into one text', async () => {
    const file = await write({
      'several/main.ts':
        "import { half } from './half.js';\nimport data from './data.json' with { type: 'json' };\nexport const rate = half(data.rate);\nexport function twice(x: number): number { return 2 * x; }\n",
      'several/half.ts':
        "import { twice } from './main.ts';\nexport const half = (x: number): number => x / twice(1);\n",
      'several/data.json': '{ "rate": 0.5 }',
    });
    const { text, files } = await bundle(file);
    expect(files.toSorted()).toEqual(
      ['data.json', 'half.ts', 'main.ts'].map((name) => join(folder, 'several', name)),
    );
    expect(await run(text)).toMatchObject({ rate: 0.25 });
  });

  it('takes enums, parameter properties, decorators, and CommonJS', async () => {
    const file = await write({
      'old.ts':
        "enum Kind { A = 3 }\nconst mark = (v: unknown, c: { name: string | symbol | undefined }) => { seen.push(String(c.name)); };\nexport const seen: string[] = [];\n@mark export class One { constructor(readonly kind = Kind.A) {} }\nexport { size } from './common.cjs';\n",
      'common.cjs': "const { join } = require('path');\nexports.size = join('a', 'b').length;\n",
    });
    const { seen, One, size } = await run((await bundle(file)).text);
    expect(seen).toEqual(['One']);
    expect(new (One as new () => object)()).toMatchObject({ kind: 3 });
    expect(size).toBe(3);
  });

  it('turns every form of the libraries into one name', async () => {
    const file = await write({
      'libraries.ts':
        "import * as tf from '@tensorflow/tfjs-node';\nimport { Optimizer } from '@tensorflow/tfjs-core/dist/optimizers/optimizer';\nimport { Adam as A, l2 } from 'downhill';\nimport { rule } from 'downhill/rules';\nimport { cosine } from 'downhill/schedules';\nimport old from './old.cjs';\nexport default [tf, Optimizer, A, l2, rule, cosine, old];\n",
      'old.cjs': "module.exports = require('@tensorflow/tfjs').Tensor;\n",
    });
    const { text } = await bundle(file);
    const names = [...text.matchAll(/^import [^'";]*? from "([^"]+)"/gm)].map(
      ([, name = '']) => name,
    );
    expect(names.toSorted((a, b) => a.localeCompare(b))).toEqual([
      ...Array.from({ length: 3 }, () => '@tensorflow/tfjs'),
      ...Array.from({ length: 3 }, () => 'downhill'),
      'downhill:require',
    ]);
  });

  it('finds what is written without an ending, as a folder, or with the ending of what it becomes', async () => {
    const file = await write({
      'found/main.ts':
        "import { a } from './a';\nimport { b } from './b';\nimport { c } from './c.mjs';\nexport default [a, b, c];\n",
      'found/a.ts': 'export const a = 1;',
      'found/b/index.js': 'export const b = 2;',
      'found/c.mts': 'export const c: number = 3;',
    });
    expect((await run((await bundle(file)).text))['default']).toEqual([1, 2, 3]);
  });

  it('reads no tsconfig.json and no package.json', async () => {
    const file = await write({
      'configured/main.ts':
        "import { a } from './inside';\nclass Base { set x(_: number) { throw new Error('assigned'); } }\nclass Own extends Base { x = 1; }\nexport default [a, Object.hasOwn(new Own(), 'x')];\n",
      'configured/inside/index.ts': "export const a = 'index';",
      'configured/inside/other.ts': "export const a = 'main';",
      'configured/inside/package.json': '{ "main": "other.ts" }',
      'configured/package.json': 'not even JSON',
      'configured/tsconfig.json':
        '{ "extends": "/etc/passwd", "compilerOptions": { "useDefineForClassFields": false } }',
    });
    expect((await run((await bundle(file)).text))['default']).toEqual(['index', true]);
  });

  it('leads a stack trace back to the source', async () => {
    const file = await write({
      'traced.ts':
        "type A = number;\n\nexport function fail(x: A): never {\n  throw new Error('x');\n}\n",
    });
    const compiled = await bundle(file);
    const line = compiled.text.split('\n').findIndex((one) => one.includes('throw new'));
    const column = compiled.text.split('\n')[line]?.indexOf('new') ?? 0;
    const stack = `Error: x\n    at fail (learner.mjs:${line + 1}:${column + 1})\n    at file:///x/child.js:1:2`;
    expect(stackInSource(stack, compiled)).toBe('Error: x\n    at fail (traced.ts:4:9)');
    expect(stackInSource(stack, { file, map: 'no map' })).toBe(stack);
  });

  describe('refuses', () => {
    it('a syntax error, with line, column and the line itself', async () => {
      const { message, exitCode, files } = await failure({
        'broken.ts': 'export const a = 1;\nexport class A {\n  x = ;\n}\n',
      });
      expect(exitCode).toBe(3);
      expect(message).toMatch(/^broken\.ts:3:7: Unexpected ";"\n {6}x = ;\n {10}\^$/);
      expect(files).toEqual([join(folder, 'broken.ts')]);
    });

    it('a syntax error in an imported file, and names that file for watching', async () => {
      const { message, files } = await failure({
        'good.ts': "export * from './bad/bad.ts';\n",
        'bad/bad.ts': 'export const = 1;\n',
      });
      expect(message).toMatch(/^bad\/bad\.ts:1:14: /);
      expect(files).toEqual([join(folder, 'good.ts'), join(folder, 'bad/bad.ts')]);
    });

    it('an import that does not exist, and names where it would be', async () => {
      const { message, files } = await failure({ 'lost.ts': "import './nowhere';\n" });
      expect(message).toMatch(/^lost\.ts:1:8: Could not resolve "\.\/nowhere"/);
      const places = ['lost.ts', 'nowhere.ts', 'nowhere.json', 'nowhere/index.mjs'];
      expect(files).toEqual(expect.arrayContaining(places.map((one) => join(folder, one))));
    });

    it.each([
      ['by a relative path', "import '../secret.ts';"],
      ['by require', "const a = require('../secret.ts');\nexport default a;"],
      ['by JSON', "import a from '../secret.json';\nexport default a;"],
      ['by a link', "import './link.ts';"],
    ])('an import that leads out of the folder %s', async (_, code) => {
      await write({
        '../secret.ts': 'export const secret = 1;\n',
        '../secret.json': '{ "secret": 1 }',
        'secret.ts': 'export const secret = 1;\n',
        'secret.json': '{ "secret": 1 }',
      });
      await write({ 'climb/main.ts': '' });
      await symlink('../../secret.ts', join(folder, 'climb/link.ts')).catch(() => {});
      const { message, exitCode } = await failure({ 'climb/main.ts': `${code}\n` });
      expect(message).toMatch(/^main\.ts:1:\d+: ".*" leads out of /);
      expect(exitCode).toBe(3);
    });

    it('the half of downhill that needs more rights', async () => {
      const { message } = await failure({ 'half.ts': "import 'downhill/node';\n" });
      expect(message).toContain('"downhill/node" is not for files under examination');
    });

    it.each(builtinModules.filter((name) => offeredModule(name) === undefined))(
      'Node’s module %s, and says what is offered',
      async (name) => {
        const imported = `import * as all from 'node:${name.replace(/^node:/, '')}';\nexport default all;\n`;
        const { message } = await failure({ 'module.ts': imported });
        expect(message).toMatch(/^module\.ts:1:\d+: "node:.*" is not offered to a file under exam/);
        expect(message).toContain('of Node assert, assert/strict, buffer');
      },
    );

    it.each([
      ['an installed package', "import 'numbers';", 'not offered'],
      [
        'a file of an installed package',
        "import './node_modules/numbers/index.js';",
        'not offered',
      ],
      ['an alias of package.json', "import '#own';", 'not offered'],
      ['an address', "import 'https://example.org/a.js';", 'not offered'],
      ['a text', "import 'data:text/javascript,1';", 'not offered'],
      ['a file by its URL', "import 'file:///etc/passwd';", 'not offered'],
      ['a file by its path', "import '/etc/passwd';", 'leads out of'],
      ['a file that is no code', "import './read.me';", 'cannot be imported: .ts, .mts,'],
      [
        'files by a pattern',
        'export const a = (x: string) => import(`../${x}.json`);',
        'by a pattern are not taken',
      ],
    ])('%s', async (_, code, says) => {
      await write({
        'offered/read.me': '',
        '../secret.json': '{}',
        'offered/node_modules/numbers/index.js': '',
        'offered/node_modules/numbers/package.json': '{}',
        'offered/package.json': '{ "imports": { "#own": "./read.me" } }',
      });
      expect((await failure({ 'offered/main.ts': `${code}\n` })).message).toContain(says);
    });

    it.each(['dist/rules/adam.js', 'src/rules/adam.ts', 'src/verify/members/adam.ts'])(
      'downhill’s own %s, in whatever folder a file lies',
      async (path) => {
        const root = fileURLToPath(new URL('../../', import.meta.url));
        const own = join(root, `own-${process.pid}.ts`);
        await writeFile(own, `import './${path}';\n`);
        try {
          await expect(bundle(own)).rejects.toThrow(`"./${path}" is not offered`);
        } finally {
          await rm(own);
        }
      },
    );

    it('a link to a file that lies elsewhere', async () => {
      await write({ '../theirs.ts': 'export const secret = 1;\n', 'mine/other.ts': '' });
      await symlink('../../theirs.ts', join(folder, 'mine/link.ts'));
      await expect(bundle(join(folder, 'mine/link.ts'))).rejects.toThrow(
        /lies outside .*mine; put/,
      );
    });

    it('no map that a file names, which it does not read', async () => {
      const file = await write({
        'mapped.js': 'export const a = 1;\n//# sourceMappingURL=other.js.map\n',
        'other.js.map':
          '{ "version": 3, "sources": ["/etc/passwd"], "names": [], "mappings": "AAAA" }',
      });
      expect((await bundle(file)).map).not.toContain('passwd');
    });

    it('what is larger than a submission is, and says how large it is', async () => {
      await write({ 'large/data.js': `export default '${'x'.repeat(3e6)}';` });
      const { message } = await failure({ 'large/main.ts': "import './data.js';\n" });
      expect(message).toMatch(
        /^main\.ts:1:8: with "data\.js" the files have 3 MB in all; 2 MB are/,
      );
    });

    it.each([
      ['missing.ts', 'does not exist'],
      ['', 'is not a file; name a .ts, .mts, .cts, .js, .mjs or .cjs file'],
      [
        'read.me',
        'ends in .me, which is not taken; hand in a .ts, .mts, .cts, .js, .mjs or .cjs file',
      ],
      ['adam.tsx', 'ends in .tsx, which is not taken; hand in a .ts'],
      ['adam.TS', 'ends in .TS, which is not taken; write the ending in small letters, .ts'],
      ['adam', 'has no ending; hand in a .ts'],
    ])('what is no such file: %s', async (name, says) => {
      await write({ 'read.me': '', 'adam.tsx': '', 'adam.TS': '', adam: '' });
      await expect(bundle(join(folder, name))).rejects.toThrow(says);
    });
  });

  it('takes a pack’s files by its name, and none of another’s', async () => {
    const root = new URL('../packs/example/', import.meta.url).href;
    const pack = { name: 'downhill-pack-example', root };
    const file = await write({
      'packed.ts': "import { faded } from 'downhill-pack-example';\nexport default typeof faded;\n",
    });
    const { text, files } = await bundle(file, { pack });
    expect(text).toContain('faded');
    expect(files).toEqual([file]);
    expect((await failure({ 'packed.ts': "import 'downhill-pack-other';\n" })).message).toContain(
      '"downhill-pack-other" is not offered',
    );
    const deeper = await write({ 'packed.ts': "import 'downhill-pack-example/lessons';\n" });
    await expect(bundle(deeper, { pack })).rejects.toThrow('is not offered');
  });

  it('lets a wider folder be given', async () => {
    const file = await write({
      'wide/main.ts': "export { two } from '../two.ts';\n",
      'two.ts': 'export const two = 2;\n',
    });
    const { message } = await failure({ 'wide/main.ts': "export { two } from '../two.ts';\n" });
    expect(message).toContain('leads out of');
    expect(await run((await bundle(file, { folder })).text)).toMatchObject({ two: 2 });
  });

  describe('in a process of its own', () => {
    it('gives what it gives here, and the time that it took', async () => {
      const file = await write({ 'same.ts': 'export const a: number = 1;\n' });
      const { milliseconds, ...compiled } = await compile(file);
      expect(compiled).toEqual(await bundle(file));
      expect(milliseconds).toBeGreaterThan(0);
    });

    it('refuses in the same words, without a command to a build service', async () => {
      const file = await write({ 'worse.ts': 'export const = "::error::a ##vso[b";\n' });
      const refused = compile(file);
      await expect(refused).rejects.toMatchObject({ exitCode: 3, files: [file] });
      await expect(refused).rejects.toThrow('export const = ": :error: :a # #vso[b";');
    });

    it('gives the next file to the process that waits', async () => {
      const [one, next] = [
        await write({ 'one.ts': 'export const a = 1;\n' }),
        await write({ 'next.ts': 'export const a = ;\n' }),
      ];
      stopCompilers();
      await compile(one);
      const process = CompilerProcess.waiting() as CompilerProcess;
      const limits = { timeout: 20, memory: 1024 };
      const { answer } = await process.compile({ file: next, options: {} }, limits);
      expect(answer).toMatchObject({ refused: { files: [next] } });
      expect(CompilerProcess.waiting()).toBe(process);
      process.stop();
    });

    it('blames no file for what an earlier one has done to the process', async () => {
      const file = await write({ 'innocent.ts': 'export const a = 1;\n' });
      const dead = new CompilerProcess(20);
      dead.stop();
      const given = vi.spyOn(CompilerProcess, 'waiting').mockReturnValueOnce(dead);
      expect((await compile(file)).files).toEqual([file]);
      expect(given).toHaveBeenCalledOnce();
      given.mockRestore();
    });

    it('ends at a signal, which may have come before', async () => {
      const file = await write({ 'ended.ts': 'export const a = 1;\n' });
      for (const soon of [true, false]) {
        const end = new AbortController();
        if (soon) end.abort('enough');
        const compiled = compile(file, { signal: end.signal });
        end.abort('enough');
        await expect(compiled).rejects.toBe('enough');
      }
    });

    it.each([
      ['time', { timeout: 0.2 }, /^ran out of time: 0\.2 s were over while it was compiled/],
      ['memory', { memory: 10 }, /^ran out of memory: more than 10 MB while it was compiled/],
    ])('ends when its %s is up', async (_, limits, says) => {
      const many = Array.from({ length: 1e5 }, (_, i) => `"k${i}":{}`);
      const file = await write({
        'slow/main.ts': "import a from './data.json';\nexport default a;\n",
        'slow/data.json': `{${many.join(',')}}`,
      });
      await expect(compile(file, limits)).rejects.toMatchObject({
        exitCode: 4,
        message: expect.stringMatching(says) as string,
      });
    });
  });
});
