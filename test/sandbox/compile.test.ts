import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, CompileError } from '../../src/sandbox/compile.ts';
import { packages } from '../../src/sandbox/packages.ts';
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
  const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
  return (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
}

const failure = async (files: Readonly<Record<string, string>>, options = {}) => {
  const error: unknown = await compile(await write(files), options).catch(
    (error: unknown) => error,
  );
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
    const { text, files } = await compile(file);
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
    const { seen, One, size } = await run((await compile(file)).text);
    expect(seen).toEqual(['One']);
    expect(new (One as new () => object)()).toMatchObject({ kind: 3 });
    expect(size).toBe(3);
  });

  it('turns every form of the libraries into the very copies of the process', async () => {
    const file = await write({
      'libraries.ts':
        "import * as tf from '@tensorflow/tfjs-node';\nimport { Optimizer } from '@tensorflow/tfjs-core/dist/optimizers/optimizer';\nimport { Adam as A, l2 } from 'downhill';\nimport old from './old.cjs';\nexport default [tf, Optimizer, A, l2, old];\n",
      'old.cjs': "module.exports = require('@tensorflow/tfjs').Tensor;\n",
    });
    const { text, imported } = await compile(file);
    expect(text).not.toMatch(/["']@tensorflow/);
    expect([...text.matchAll(/from "([^"]+)"/g)].map(([, url = '']) => url).toSorted()).toEqual(
      [packages.downhill, ...Array.from({ length: 3 }, () => packages.tfjs)].toSorted(),
    );
    expect(imported).toEqual(
      expect.arrayContaining([
        { library: 'downhill', name: 'Adam' },
        { library: 'downhill', name: 'l2' },
        { library: 'tfjs', name: '*' },
        { library: 'tfjs', name: 'Optimizer' },
      ]),
    );
  });

  it('bundles an installed package, which may have files beside its own', async () => {
    const file = await write({
      'packaged.ts': "import { three } from 'numbers';\nexport const value = three;\n",
      'node_modules/numbers/package.json': '{ "main": "lib/index.js" }',
      'node_modules/numbers/lib/index.js': "exports.three = require('../three.js');",
      'node_modules/numbers/three.js': 'module.exports = 3;',
    });
    const { text, files } = await compile(file);
    expect(await run(text)).toMatchObject({ value: 3 });
    expect(files).toEqual([file]);
  });

  it('leads a stack trace back to the source', async () => {
    const file = await write({
      'traced.ts':
        "type A = number;\n\nexport function fail(x: A): never {\n  throw new Error('x');\n}\n",
    });
    const compiled = await compile(file);
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

    it('an import that does not exist', async () => {
      const { message } = await failure({ 'lost.ts': "import './nowhere.ts';\n" });
      expect(message).toMatch(/^lost\.ts:1:8: Could not resolve "\.\/nowhere\.ts"/);
    });

    it.each([
      ['by a relative path', "import '../secret.ts';", {}],
      ['by require', "const a = require('../secret.ts');\nexport default a;", {}],
      ['by JSON', "import a from '../secret.json';\nexport default a;", {}],
      ['by a link', "import './link.ts';", {}],
      [
        'by an alias in tsconfig.json',
        "import '@/secret.ts';",
        { 'climb/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["../../*"] } } }' },
      ],
    ])('an import that leads out of the folder %s', async (_, code, more) => {
      await write({
        '../secret.ts': 'export const secret = 1;\n',
        '../secret.json': '{ "secret": 1 }',
        'secret.ts': 'export const secret = 1;\n',
        'secret.json': '{ "secret": 1 }',
      });
      await write({ 'climb/main.ts': '' });
      await symlink('../../secret.ts', join(folder, 'climb/link.ts')).catch(() => {});
      const { message, exitCode } = await failure({ 'climb/main.ts': `${code}\n`, ...more });
      expect(message).toMatch(/^main\.ts:1:\d+: ".*" leads out of /);
      expect(exitCode).toBe(3);
    });

    it('the half of downhill that needs more rights', async () => {
      const { message } = await failure({ 'half.ts': "import 'downhill/node';\n" });
      expect(message).toContain('"downhill/node" is not for files under examination');
    });

    it.each([
      ['missing.ts', 'does not exist'],
      ['', 'is not a file'],
      ['read.me', 'neither TypeScript nor JavaScript'],
    ])('what is no such file: %s', async (name, says) => {
      await write({ 'read.me': '' });
      await expect(compile(join(folder, name))).rejects.toThrow(says);
    });
  });

  it('lets a wider folder be given', async () => {
    const file = await write({
      'wide/main.ts': "export { two } from '../two.ts';\n",
      'two.ts': 'export const two = 2;\n',
    });
    const { message } = await failure({ 'wide/main.ts': "export { two } from '../two.ts';\n" });
    expect(message).toContain('leads out of');
    expect(await run((await compile(file, { folder })).text)).toMatchObject({ two: 2 });
  });
});
