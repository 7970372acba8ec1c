import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { childEntry } from '../../src/sandbox/packages.ts';
import { flags } from '../../src/sandbox/sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'downhill-boot-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints for each script of the process whether V8 took the code that was kept of it. */
const watch = join(folder, 'watch.cjs');
writeFileSync(
  watch,
  `const vm = require('node:vm');
  const { writeSync } = require('node:fs');
  vm.Script = class extends vm.Script {
    constructor(text, options) {
      super(text, options);
      writeSync(1, String(this.cachedDataRejected) + '\\n');
    }
  };`,
);

/** What became of the code of each script, with that much memory, until the process says that it is ready. */
const kept = (megabytes: number) =>
  spawnSync(process.execPath, [...flags(megabytes), '--require', watch, childEntry, 'cpu'], {
    encoding: 'utf8',
  })
    .stdout.trim()
    .split('\n');

describe("a learner's process", () => {
  it('takes all of its code as the build has compiled it', () => {
    const all = kept(1024);
    expect(all.length).toBeGreaterThan(10);
    expect(new Set(all)).toEqual(new Set(['false']));
  });

  it('starts with other limits, too, for which the V8 of Node 20 and 22 does not take that code', () => {
    const all = kept(512);
    expect(all.length).toBeGreaterThan(10);
    const isTaken = Number(process.versions.node.split('.')[0]) >= 24;
    expect(new Set(all)).toEqual(new Set([String(!isTaken)]));
  });
});
