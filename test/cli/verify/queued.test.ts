import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyBatch } from '../../../src/cli/verify/batch.ts';
import { queued } from '../../../src/cli/verify/queued.ts';
import { failure } from '../../../src/engine/queue/queue-fault.ts';
import type { Errand } from '../../../src/engine/queue/errand.ts';
import { verdict } from '../../grading/verdicts.ts';

const options = { backend: 'cpu', seed: 1, seconds: 20, megabytes: 1024 };
const due = new Date('2030-01-01');
const forget = () => {};
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-queued-'));
  writeFileSync(join(folder, 'adam.js'), 'mine');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that is examined elsewhere', () => {
  it('is one errand for its content and options, whatever its folder is called', async () => {
    const asked: Errand[] = [];
    const ask = async (errand: Errand) => {
      asked.push(errand);
      return JSON.stringify({ verdict: verdict('passed', {}), parts: ['adam.js'] });
    };
    const forgotten: string[] = [];
    const asker = { ask, forget: (key: string) => forgotten.push(key) };
    const { examine, kept } = queued(asker, () => Promise.reject(new Error('here')), due);
    const parts: (readonly string[])[] = [];
    const file = join(folder, 'adam.js');
    const first = await examine(file, { ...options, onParts: (all) => parts.push(all) });
    await examine(join(folder, '.', 'adam.js'), options);
    await examine(file, { ...options, seed: 2 });
    writeFileSync(file, 'changed');
    await examine(file, options);
    const keys = asked.map(({ key }) => key);
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
    expect(asked.map((errand) => errand.due)).toEqual([due, due, due, due]);
    expect(parts).toEqual([[file]]);
    expect(forgotten).toEqual([]);
    kept(first);
    expect(forgotten).toEqual([keys[0]]);
  });

  it('has the verdict error, and not that it took too long, where no worker could do it', async () => {
    const ask = () => Promise.reject(failure('ENOSPC: no space left on device'));
    const { examine } = queued({ ask, forget }, () => Promise.reject(new Error('here')), due);
    const [result] = await verifyBatch(
      [join(folder, 'adam.js')],
      examine,
      { ...options, strict: false, sideBySide: 1 },
      () => {},
    );
    expect(result?.verdict.verdict).toBe('error');
    expect(result?.verdict.message).toContain('ENOSPC');
    expect(result?.exitCode).toBe(3);
  });

  it('is examined here where it cannot be sent, and the next is whatever comes of it', async () => {
    const here: string[] = [];
    const { examine } = queued(
      { ask: () => Promise.reject(new Error('sent')), forget },
      async (file) => {
        here.push(file);
        if (here.length === 1) throw new Error('first');
        return verdict('error', {});
      },
      due,
    );
    const missing = join(folder, 'none.js');
    await expect(examine(missing, options)).rejects.toThrow('first');
    expect((await examine(missing, options)).verdict).toBe('error');
  });
});
