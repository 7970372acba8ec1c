import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend, type BackendName } from '../../src/backend/index.ts';
import { fakeClone } from '../support/fake-clone.ts';
import { runScript } from './run-script.ts';

describe('useBackend', () => {
  it('runs tfjs on the backend that was asked for, and names its device', async () => {
    expect(await useBackend('cpu')).toEqual({
      name: 'cpu',
      device: 'CPU, plain JavaScript, 1 thread',
      why: 'the backend is cpu',
    });
    expect(tf.getBackend()).toBe('cpu');
    const wasm = await useBackend('wasm');
    expect(wasm.device).toMatch(/^CPU, WebAssembly/);
    expect(tf.getBackend()).toBe('wasm');
    expect(await tf.tensor1d([1, 2]).square().data()).toEqual(new Float32Array([1, 4]));
  });

  it('can be called again for a backend that already runs', async () => {
    await useBackend('wasm');
    await useBackend('cpu');
    expect((await useBackend('wasm')).name).toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
  });

  it('names the nearest backend for an unknown name, and leaves the current one alone', async () => {
    await useBackend('cpu');
    await expect(useBackend('wsam' as BackendName)).rejects.toThrow(
      'unknown backend "wsam"; did you mean "wasm"?',
    );
    await expect(useBackend('gpu4' as BackendName)).rejects.toThrow(
      /known: auto, tensorflow, wasm, webgpu, cpu/,
    );
    expect(tf.getBackend()).toBe('cpu');
  });
});

describe('useBackend in a clone without native packages', () => {
  const told = new Map<string, Record<string, unknown>>();
  let output = '';
  beforeAll(async () => {
    const clone = await fakeClone();
    const { stdout, stderr } = await runScript(
      clone.root,
      `import * as tf from '@tensorflow/tfjs';
       import { useBackend } from './dist/backend/index.js';
       for (const name of ['auto', 'tensorflow', 'webgpu']) {
         const told = await useBackend(name).catch((error) => ({ ...error, error: error.name, message: error.message }));
         console.log(JSON.stringify([name, { ...told, runs: tf.getBackend() }]));
       }
       await useBackend('cpu');
       tf.tensor1d([1]).print();`,
    );
    await clone.remove();
    output = stdout + stderr;
    for (const line of stdout.split('\n').filter((text) => text.startsWith('['))) {
      const [name, result] = JSON.parse(line) as [string, Record<string, unknown>];
      told.set(name, result);
    }
  });

  it('auto takes wasm, and says why it did not take tensorflow', () => {
    expect(told.get('auto')).toMatchObject({
      name: 'wasm',
      runs: 'wasm',
      why: 'wasm is the best there is here; tensorflow: @tensorflow/tfjs-node is not installed; to get it: npm run native',
    });
  });

  it.each([
    [
      'tensorflow',
      '@tensorflow/tfjs-node is not installed; to get it: npm run native; or take --backend auto',
    ],
    ['webgpu', 'webgpu is not installed; to get it: npm run native -- --webgpu; or'],
  ])('%s is an error with the reason and the way out, no silent fall-back', (name, words) => {
    expect(told.get(name)).toMatchObject({ error: 'UsageError', exitCode: 2 });
    expect(told.get(name)?.['message']).toContain(`backend "${name}" cannot be used: ${words}`);
  });

  it('names the packages to install where the package is one of a project', async () => {
    const project = await fakeClone();
    await rm(join(project.root, 'native'), { recursive: true });
    const { stdout } = await runScript(
      project.root,
      `import { remedyOf } from './dist/backend/index.js';
      console.log(['tensorflow', 'webgpu', 'wasm'].map(remedyOf).join(' | '));`,
    );
    await project.remove();
    expect(stdout.trim()).toBe(
      'npm install @tensorflow/tfjs-node@4.22.0 | npm install webgpu@0.6.2 @tensorflow/tfjs-backend-webgpu@4.22.0 | npm install',
    );
  });

  it('keeps tfjs from printing its banner', () => {
    expect(output).toContain('Tensor');
    expect(output).not.toMatch(/=====|speed things up/);
  });
});
