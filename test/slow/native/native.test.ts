import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realClone, removeClone, runThere } from './real-clone.ts';

let root: string;
beforeAll(async () => {
  root = await realClone();
});
afterAll(() => removeClone(root));

const native = ['node', 'dist/native/main.js'];
const selfTest = (backend: string) => ['node', 'dist/backend/self-test.js', backend];
const matrix = ['node', 'scripts/node-matrix.mjs', '--nodes', '20,22,24', '--'];
const noGpu = ['env', 'VK_ICD_FILENAMES=none', 'VK_DRIVER_FILES=none'];
const works = /the tensorflow backend works: CPU, TensorFlow 2\.21\.0/;
const kept = () => readdir(join(root, '.native')).catch(() => []);

describe('npm run native', () => {
  it.each([
    ['npm installs', /1\/3 /, 500],
    ['pip downloads', /2\/3 /, 1500],
    ['the wheel is unpacked', /2\/3 /, 7000],
    ['the binding is built', /3\/3 /, 3000],
  ])('killed while %s, leaves wasm working', async (_, stage, after) => {
    const killed = await runThere(root, native, { at: stage, after, by: 'SIGKILL' });
    expect(killed.signal).toBe('SIGKILL');
    expect((await runThere(root, selfTest('wasm'))).code).toBe(0);
    expect((await runThere(root, selfTest('tensorflow'))).output).toContain('is not installed');
  });

  it('interrupted with Ctrl-C, says so, leaves with 130 and no work behind', async () => {
    const interrupted = await runThere(root, native, { at: /3\/3 /, after: 2000, by: 'SIGINT' });
    expect(interrupted).toMatchObject({
      code: 130,
      output: expect.stringContaining('interrupted'),
    });
    expect((await kept()).filter((name) => name.startsWith('work-'))).toEqual([]);
  });

  it('then builds a backend that computes, and keeps nothing but the finished set', async () => {
    const done = await runThere(root, native);
    expect([done.code, done.output]).toEqual([0, expect.stringMatching(works)]);
    expect(new Set(await kept())).toEqual(new Set(['log.txt', 'tensorflow-cpu-2.21.0']));
    const { output } = await runThere(root, selfTest('tensorflow'));
    expect(output, 'nothing but the result: no chatter').toMatch(/^\{"device".*\}\n$/);
  });

  it('has nothing to build the second time, and only links after node_modules was wiped', async () => {
    const again = await runThere(root, native);
    expect(again.output.trim()).toMatch(/^the tensorflow backend works: .*$/);
    await rm(join(root, 'node_modules', '@tensorflow', 'tfjs-node'));
    expect((await runThere(root, native)).output.trim()).toMatch(
      /^the tensorflow backend works: .*$/,
    );
  });

  it('runs on Node 20, 22 and 24 without being built again, and without a warning', async () => {
    const { code, output } = await runThere(root, matrix.concat(selfTest('tensorflow')));
    expect([code, output]).toEqual([0, expect.not.stringContaining('Warning')]);
    expect(output.match(/^Node v2[024].* passed$/gm)).toHaveLength(3);
  });

  it('builds anew what was damaged on the disk', async () => {
    const lib = '.native/tensorflow-cpu-2.21.0/node_modules/@tensorflow/tfjs-node/lib';
    await rm(join(root, lib), { recursive: true });
    const { code, output } = await runThere(root, native);
    expect([code, output]).toEqual([0, expect.stringMatching(/does not work; building it again/)]);
  });

  it('--remove takes all of it away', async () => {
    expect((await runThere(root, [...native, '--remove'])).output).toBe(
      'taken away: node_modules/@tensorflow/tfjs-node, .native\n',
    );
    expect((await runThere(root, selfTest('tensorflow'))).output).toContain('is not installed');
  });
});

const softwareGpu = process.env['VK_ICD_FILENAMES'] !== undefined;

describe.skipIf(!softwareGpu)('npm run native -- --webgpu, on the GPU of VK_ICD_FILENAMES', () => {
  it('sets the backend up, and a process that used it ends by itself', async () => {
    const done = await runThere(root, [...native, '--webgpu']);
    expect([done.code, done.output]).toEqual([
      0,
      expect.stringContaining('the webgpu backend works: GPU, WebGPU'),
    ]);
    const script = `
      import * as tf from '@tensorflow/tfjs';
      import { useBackend } from './dist/backend/index.js';
      await useBackend('webgpu');
      console.log(await tf.tensor1d([3]).square().data());`;
    const ended = await Promise.race([
      runThere(root, ['node', '--input-type=module', '-e', script]),
      wait(60_000, undefined, { ref: false }),
    ]);
    expect(ended).toMatchObject({ code: 0, output: expect.stringContaining('9') });
  });
});

describe('npm run native -- --webgpu, without a GPU', () => {
  it('says that there is no adapter, and takes what it fetched away again', async () => {
    await removeClone(join(root, '.native'));
    const { code, output } = await runThere(root, noGpu.concat(native, '--webgpu'));
    expect([code, output]).toEqual([2, expect.stringContaining('no GPU adapter found')]);
    expect((await runThere(root, selfTest('webgpu'))).output).toContain('webgpu is not installed');
  });
});
