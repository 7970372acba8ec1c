// The browser entry as one classic script, which has neither Node's globals nor a URL of its own.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import { build, type Plugin } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import type * as downhill from '../src/index.ts';
import { useBackend } from '../src/backend/use-backend.ts';

/** In a page, tfjs is a script before ours. */
const tfjsOfThePage: Plugin = {
  name: 'tfjs of the page',
  setup(to) {
    to.onResolve({ filter: /^@tensorflow\/tfjs$/ }, ({ path }) => ({ path, namespace: 'page' }));
    to.onLoad({ filter: /.*/, namespace: 'page' }, () => ({ contents: 'module.exports = tf;' }));
  },
};

let script: string;
const asked: string[] = [];
beforeAll(async () => {
  await useBackend('cpu');
  const entry = fileURLToPath(new URL('../src/index.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'downhill',
    plugins: [tfjsOfThePage],
    write: false,
    // That `import.meta` is empty in a script is what this test is about.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  script = (outputFiles[0] as { text: string }).text;
});

/** What the script offers in a page that has fetched nothing. */
function loaded(): typeof downhill {
  const fetch = async (url: unknown) => {
    asked.push(String(url));
    throw new Error('no network');
  };
  const page: Record<string, unknown> = { tf, fetch, URL, btoa, atob, TextEncoder };
  vm.runInNewContext(`${script}; globalThis.downhill = downhill;`, page);
  return page['downhill'] as typeof downhill;
}

it('loads without asking the network for anything', () => {
  const { AdamW, cosine, l2, problems } = loaded();
  expect(Object.keys(problems)).toContain('digits');
  expect([AdamW, cosine, l2].map((one) => typeof one)).toEqual(Array(3).fill('function'));
  expect(asked).toEqual([]);
});

it('builds every problem without data, and digits from the bytes that the page hands in', async () => {
  const { problem, random, useDigits, landscape } = loaded();
  for (const name of ['bowl', 'noisyBowl', 'noise']) {
    (await problem({ name }, random(1))).dispose();
  }
  expect(landscape({ name: 'bowl', condition: 3 })?.gradient(2, 1)).toEqual([2, 3]);
  await expect(problem({ name: 'digits' }, random(1))).rejects.toThrow(
    'digits: a script that is bundled like this one does not know where the data file is; hand the bytes of src/problems/digits.bin to useDigits',
  );
  useDigits(new Uint8Array(await readFile(new URL('../src/problems/digits.bin', import.meta.url))));
  const digits = await problem({ name: 'digits', batch: 'all' }, random(1));
  expect(digits.variables.map(({ shape }) => shape)).toEqual([[64, 10], [10]]);
  digits.dispose();
  expect(asked).toEqual([]);
});
