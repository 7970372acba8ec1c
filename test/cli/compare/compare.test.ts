import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downhill } from '../downhill.ts';
import { refused } from '../refused.ts';

// Whole races are in test/slow/compare.test.ts.
const race = ['--on', 'bowl', '--updates', '100', '--fast'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-compare-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('downhill compare, used wrongly', () => {
  it.each([
    [['adm', '--on', 'bowl'], /unknown optimizer "adm"; did you mean "adam"\?/],
    [['adam'], /--on/],
    [['a.ts', '--on', 'bowl', '--backend', 'tensorflow'], /take --backend wasm or --backend cpu/],
  ])('says what is wrong: %j', async (args, says) => {
    const { code, message } = await refused(folder, ['compare', ...args]);
    expect(code).toBe(2);
    expect(message).toMatch(says);
  });

  it('finds a missing file, and a place that cannot be written, before anyone trains', async () => {
    expect(await refused(folder, ['compare', 'adam', 'nowhere.ts', ...race])).toEqual({
      code: 3,
      message: 'compare: the file nowhere.ts does not exist',
      next: undefined,
      stdout: '',
    });
    await writeFile(join(folder, 'file'), '');
    const placed = await refused(folder, ['compare', 'adam', ...race, '--out', 'file']);
    expect(placed).toMatchObject({ code: 2, stdout: '' });
    expect(placed.message).toMatch(/^cannot write .*choose another folder/);
  });

  it('lists in its help who can take part, and on what', async () => {
    const { stdout } = await downhill(folder, ['compare', '--help']);
    for (const name of ['adamw', 'tf:adam', 'noisyBowl']) expect(stdout).toContain(name);
  });
});
