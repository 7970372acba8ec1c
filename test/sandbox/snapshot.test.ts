import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { killBound } from '../../src/sandbox/bound-process.ts';
import { LearnerProcess } from '../../src/sandbox/learner-process.ts';
import { snapshot } from '../../src/sandbox/packages.ts';
import { spawnSandboxed, standardLimits, type Limits } from '../../src/sandbox/sandbox.ts';

/** Tells of every object that a file can reach: its keys, what may be done with them, and whether it takes others. */
const text = `
  const seen = new Set();
  const lines = [];
  const walk = (path, one) => {
    if ((typeof one !== 'object' && typeof one !== 'function') || one === null || seen.has(one)) return;
    seen.add(one);
    const keys = Reflect.ownKeys(one).sort((a, b) => (String(a) < String(b) ? -1 : 1));
    const all = keys.map((key) => [key, Object.getOwnPropertyDescriptor(one, key)]);
    const told = all.map(([key, { writable, configurable, enumerable, get }]) =>
      [String(key), writable, configurable, enumerable, get !== undefined].join());
    lines.push([path, Object.isExtensible(one), ...told].join(' '));
    for (const [key, { value, get, set }] of all)
      for (const next of [value, get, set]) walk(path + '.' + String(key), next);
    walk(path + '.prototype of', Object.getPrototypeOf(one));
  };
  for (const name of Object.getOwnPropertyNames(globalThis).sort()) walk(name, globalThis[name]);
  let sum = 0;
  for (const line of lines.sort()) for (const one of line) sum = (Math.imul(sum, 31) + one.codePointAt(0)) | 0;
  console.log(lines.length, sum);
  export const create = () => undefined;`;

/** What a file finds in a process with these limits. */
async function found(limits: Partial<Limits>): Promise<string> {
  const learner = LearnerProcess.start(limits);
  await learner.load({ text, file: 'found.js', files: [], map: '{}', milliseconds: 0 });
  learner.stop();
  await learner.ended;
  return learner.output.stdout;
}

describe('the snapshot of a process that has loaded all', () => {
  const isUsed = (limits: Limits) => {
    const child = spawnSandboxed(limits);
    killBound(child);
    return child.spawnargs.includes(snapshot);
  };

  it('is there after a build, for processes of the standard limits', () => {
    expect(existsSync(snapshot)).toBe(true);
    expect(isUsed(standardLimits)).toBe(true);
    expect(isUsed({ ...standardLimits, timeout: 7 })).toBe(true);
    expect(isUsed({ ...standardLimits, memory: 512 })).toBe(false);
    expect(isUsed({ ...standardLimits, backend: 'wasm' })).toBe(false);
  });

  it('leaves a file nothing else to reach or to change than a process that starts from nothing', async () => {
    const [count = ''] = (await found({})).split(' ');
    expect(Number(count)).toBeGreaterThan(1000);
    expect(await found({})).toBe(await found({ memory: 1000 }));
  });
});
