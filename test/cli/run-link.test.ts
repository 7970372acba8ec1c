import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkHash } from '../../src/lab/link.ts';
import { link, state } from './linked.ts';
import { refused } from './refused.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-link-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// What it trains is in test/slow/run-link.test.ts.
it.each([
  [['#%7B'], 'what stands behind its # is not whole; copy it again, to its end'],
  [[linkHash({ ...state, view: 'net' })], 'it shows a net, which is trained in the page'],
  [[link, 'adam'], 'run: a link of the live page runs alone, got 2 names'],
])('says what is wrong with %j', async (args, says) => {
  const { code, message } = await refused(folder, ['run', ...args]);
  expect(code).toBe(2);
  expect(message).toContain(says);
});
