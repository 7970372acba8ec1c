import type { Experiment } from '../../src/training/experiment.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assert, jsonValue, property } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/engine/canonical-json.ts';
import { codeHash } from '../../src/engine/code-hash.ts';
import { jobKey, type Job } from '../../src/engine/job.ts';
import { provenance, type Provenance } from '../../src/engine/provenance.ts';

describe('canonical JSON', () => {
  /** The same value with the keys of every object the other way round. */
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).toReversed();
    return Object.fromEntries(fields.map(([name, one]) => [name, turned(one)]));
  };

  it('is JSON of the same value, whatever the order of keys', () => {
    assert(
      property(jsonValue(), (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
        // JSON has one zero.
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out what is undefined, and tells numbers that JSON lacks from strings', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
    const texts = [NaN, 'NaN', Infinity, -Infinity, null].map(canonicalJson);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('a key', () => {
  const job: Job = {
    experiment: {
      problem: { name: 'bowl', condition: 10 },
      optimizer: { name: 'sgd', learningRate: 0.1 },
      updates: 20,
    },
    seed: 1,
    backend: 'wasm',
  };
  const origin: Provenance = { versions: { downhill: '1.0.0' }, code: 'a', data: 'b' };
  const key = jobKey(job, origin);

  it('does not depend on the order in which an experiment was written', () => {
    const { problem, optimizer, updates } = job.experiment as Experiment;
    const experiment = { updates, optimizer: { learningRate: 0.1, name: 'sgd' }, problem };
    expect(optimizer).toEqual(experiment.optimizer);
    expect(jobKey({ backend: 'wasm', seed: 1, experiment }, origin)).toBe(key);
  });

  it.each<[string, Job, Provenance]>([
    ['an option', { ...job, experiment: { ...job.experiment, updates: 21 } }, origin],
    [
      'the penalty',
      { ...job, experiment: { ...job.experiment, regularizer: { name: 'l2' } } },
      origin,
    ],
    ['the seed', { ...job, seed: 2 }, origin],
    ['the backend', { ...job, backend: 'cpu' }, origin],
    ['a version', job, { ...origin, versions: { downhill: '1.0.1' } }],
    ['the code', job, { ...origin, code: 'A' }],
    ['the data', job, { ...origin, data: 'B' }],
  ])('changes with %s', (_, other, from) => {
    expect(jobKey(other, from)).not.toBe(key);
  });
});

describe('the hash of code', () => {
  let folder = '';
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const hash = () => codeHash([pathToFileURL(join(folder, 'run.js'))]);
  const files = {
    'run.js': "import { rule } from './rule.js';\n// as in: import x from './missing.js'\n",
    'rule.js': "export * from './algebra.js';\nconst late = () => import('./late.js');\n",
    'algebra.js': "import { rule } from './rule.js';\n",
    'late.js': '',
    'chart.js': '',
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'downhill-code-'));
    for (const [name, text] of Object.entries(files)) write(name, text);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['run.js', 'rule.js', 'algebra.js', 'late.js'])('changes with %s', (name) => {
    const before = hash();
    write(name, `${files[name as 'run.js']}1;\n`);
    expect(hash()).not.toBe(before);
  });

  it('does not change with what is not imported, nor with the folder', () => {
    const before = hash();
    write('chart.js', '1;');
    expect(hash()).toBe(before);
    const other = folder;
    folder = mkdtempSync(join(tmpdir(), 'downhill-code-'));
    for (const [name, text] of Object.entries(files)) write(name, text);
    expect(hash()).toBe(before);
    rmSync(other, { recursive: true });
  });
});

describe('provenance', () => {
  it('is that of the build and its data', async () => {
    const { versions, code, data } = await provenance();
    expect(versions).toEqual({ downhill: expect.any(String), '@tensorflow/tfjs': '4.22.0' });
    const empty = codeHash([]);
    for (const hash of [code, data]) {
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(hash).not.toBe(empty);
    }
  });
});
