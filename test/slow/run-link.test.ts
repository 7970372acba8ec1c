import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LinkResults } from '../../src/compare/link-report.ts';
import { walk } from '../../src/lab/walk.ts';
import { downhill } from '../cli/downhill.ts';
import { link, state } from '../cli/linked.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-link-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('trains on tensors what a link shows, with everyone who walks', async () => {
  const { code, stdout, stderr } = await downhill(folder, ['run', link]);
  expect(stderr).toContain(join('comparisons', 'link', 'index.html'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^SGD \(0\.02\) +0\.02 +\S+/m);
  expect(stdout).toMatch(/^SGD \(0\.5\) +0\.5 +diverged at update \d+$/m);
  const text = await readFile(join(folder, 'comparisons/link/data.json'), 'utf8');
  const { runs, state: kept } = JSON.parse(text) as LinkResults;
  expect(kept).toEqual(state);
  expect(runs.map(({ label }) => label)).toEqual(['SGD (0.02)', 'Adam', 'SGD (0.5)']);
  const adam = { ...state.experiment, optimizer: { name: 'adam', learningRate: 0.1 } };
  const walked = walk(adam).points.at(-1) as [number, number];
  const trained = runs[1]?.run.path?.[0]?.at(-1) as [number, number];
  for (const axis of [0, 1] as const) expect(trained[axis]).toBeCloseTo(walked[axis], 4);
});

it('takes the options of a training, and says the result as JSON', async () => {
  const options = ['--fast', '--seeds', '2', '--seed', '5', '--json', '--out', 'there'];
  const { code, stdout } = await downhill(folder, ['run', link, ...options]);
  expect(code).toBe(0);
  const { out, runs } = JSON.parse(stdout) as LinkResults & { out: string };
  expect(out).toBe(join('there', 'link'));
  expect(runs.map(({ run }) => [run.spec.updates, run.seeds])).toEqual(
    Array.from({ length: 3 }, () => [4, [5, 6]]),
  );
});
