import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect, type Inspection } from '../../src/backend/index.ts';
import { fakeClone, type FakeClone } from '../support/fake-clone.ts';
import { runScript } from './run-script.ts';

describe('inspect', () => {
  it('tells the versions, tries every backend and names what auto takes', async () => {
    const found = await inspect();
    expect(found.node).toBe(process.versions.node);
    expect(found.tfjs).toBe(version.tfjs);
    expect(found.downhill).toMatch(/^\d+\.\d+\.\d+/);
    expect(found.backends.map(({ name }) => name)).toEqual(['tensorflow', 'wasm', 'webgpu', 'cpu']);
    for (const { name, available, device, reason, remedy } of found.backends) {
      if (available) expect(device, name).toMatch(/^[CG]PU, /);
      else expect([reason, remedy], name).toEqual([expect.any(String), expect.any(String)]);
    }
    const wasm = found.backends.find(({ name }) => name === 'wasm');
    expect(wasm?.available).toBe(true);
    // Of what tfjs's cpu has it lacks transforms, but nothing that a convolution or an embedding trains with.
    expect(wasm?.missing).toContain('FFT');
    expect(wasm?.missing).not.toContain('Conv2DBackpropFilter');
    expect(wasm?.tensorUpdates).toEqual({
      muon: 'it transposes a matrix',
      adafactor: 'slot "r" has another shape than its weight',
    });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});

describe('inspect in a clone whose native packages are broken', () => {
  let clone: FakeClone;
  beforeAll(async () => {
    clone = await fakeClone();
    await fakePackage('@tensorflow/tfjs-node', 'process.kill(process.pid, "SIGSEGV");');
    await fakePackage('webgpu', 'throw new Error("wrong ELF class\\nstack");');
  });
  afterAll(() => clone.remove());

  async function fakePackage(name: string, text: string) {
    const folder = join(clone.root, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
    await writeFile(join(folder, 'index.js'), text);
  }

  it('survives a backend that crashes, and gives the reason for each', async () => {
    const { stdout } = await runScript(
      clone.root,
      `import { inspect } from './dist/backend/index.js';
       console.log(JSON.stringify(await inspect()));`,
    );
    const { backends, auto } = JSON.parse(stdout) as Inspection;
    const reasons = backends.map(({ name, reason }) => [name, reason]);
    expect(Object.fromEntries(reasons)).toEqual({
      tensorflow: 'its process ended by SIGSEGV',
      wasm: undefined,
      webgpu: 'webgpu did not load: wrong ELF class',
      cpu: undefined,
    });
    expect(auto).toBe('wasm');
  });
});
