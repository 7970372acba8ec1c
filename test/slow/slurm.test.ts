import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downhill, main } from '../cli/downhill.ts';
import { slurm, type TestSlurm } from '../support/slurm.ts';

const sample = fileURLToPath(new URL('../../docs/sweeps/slurm-array.sh', import.meta.url));
const run = promisify(execFile);
const study = {
  schema: 1,
  name: 'rates',
  problems: [{ name: 'noisyBowl', dimension: 2 }],
  optimizers: ['sgd', 'adam'].map((name) => ({ name, learningRate: { log: [0.001, 1] } })),
  updates: 3000,
  trials: 9,
  seeds: [7, 8, 9],
  final: [1, 2, 3],
};

let cluster: TestSlurm;
let folder = '';
beforeAll(async () => {
  if (slurm === undefined) return;
  cluster = await slurm();
  folder = await mkdtemp(join(tmpdir(), 'downhill-array-'));
});
afterAll(async () => {
  await cluster?.stop();
  if (folder !== '') await rm(folder, { recursive: true, force: true });
});

async function place(name: string): Promise<string> {
  const at = join(folder, name);
  // As in a project that has the package installed.
  const command = join(at, 'node_modules', '.bin', 'downhill');
  await mkdir(dirname(command), { recursive: true });
  await writeFile(command, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`, {
    mode: 0o755,
  });
  await writeFile(join(at, 'study.json'), JSON.stringify(study));
  return at;
}

async function records(at: string): Promise<string[]> {
  const results = join(at, 'sweeps', 'rates', 'results');
  if (!existsSync(results)) return [];
  const texts = (await readdir(results)).map((name) => readFile(join(results, name), 'utf8'));
  const lines = (await Promise.all(texts)).flatMap((text) => text.split('\n').slice(0, -1));
  // What two tasks did at once is there twice, and the same.
  return [...new Set(lines)].toSorted();
}

describe.skipIf(slurm === undefined)('the sample of a Slurm array', () => {
  it('does a study in shares, and after a task was killed the same line does the rest', async () => {
    const [here, there] = [await place('here'), await place('there')];
    expect((await downhill(here, ['sweep', 'study.json', '--quiet'])).code).toBe(0);
    const expected = await records(here);
    expect(expected).toHaveLength(60);

    const options = { cwd: there, env: { ...process.env, ...cluster.environment } };
    // Fewer tasks than in the sample, which says the rest.
    const submit = () =>
      run('sbatch', ['--parsable', '--array=0-3', sample, 'study.json'], options);
    const { stdout: id } = await submit();
    while ((await records(there)).length < 5) await new Promise((r) => setTimeout(r, 50));
    await run('scancel', ['--signal=KILL', '--full', `${id.trim()}_1`], options);
    const left = async () => (await run('squeue', ['--noheader'], options)).stdout.trim();
    while ((await left()) !== '') await new Promise((r) => setTimeout(r, 300));
    expect((await records(there)).length).toBeLessThan(60);

    await submit();
    while ((await left()) !== '') await new Promise((r) => setTimeout(r, 300));
    // Each task wrote what it had to say into the folder that it was submitted from.
    for (const name of (await readdir(there)).filter((name) => name.startsWith('slurm-'))) {
      expect(await readFile(join(there, name), 'utf8')).not.toMatch(/downhill:/);
    }
    const found = await records(there);
    expect(found).toEqual(expected);
    // Nothing is left to be trained.
    expect((await downhill(there, ['sweep', 'study.json', '--quiet'])).code).toBe(0);
    expect(await records(there)).toEqual(found);
  });
});
