import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readSweep } from '../../src/sweep/read-sweep.ts';

const file = (name: string) => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
const run = promisify(execFile);

describe('docs/sweeps.md', () => {
  it('shows the study that it names, which is one', async () => {
    const page = await readFile(file('sweeps.md'), 'utf8');
    const [, shown = ''] = /^```json\n([^]*?)^```$/m.exec(page) ?? [];
    const text = await readFile(file('sweeps/study.json'), 'utf8');
    expect(JSON.parse(shown)).toEqual(JSON.parse(text));
    const sweep = readSweep('study.json', text);
    for (const name of ['schema', ...Object.keys(sweep)]) expect(page).toContain(`| \`${name}\``);
  });

  it('has a Slurm array that starts a share of the study that it is given', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'downhill-array-'));
    await writeFile(join(folder, 'npx'), '#!/bin/sh\necho "$@"\n');
    await chmod(join(folder, 'npx'), 0o755);
    const env = { PATH: `${folder}:${process.env['PATH']}` };
    const script = file('sweeps/slurm-array.sh');
    const { stdout } = await run('bash', [script, 'my study.json'], { env });
    expect(stdout).toBe('downhill work my study.json --quiet\n');
    await expect(run('bash', [script], { env })).rejects.toThrow('which study');
    expect(await readFile(script, 'utf8')).toMatch(/^#SBATCH --array=0-15$/m);
    await rm(folder, { recursive: true });
  });

  it('has a Kubernetes job whose --of is its number of completions', async () => {
    const text = await readFile(file('sweeps/kubernetes-job.yaml'), 'utf8');
    const [, completions] = /^ {2}completions: (\d+)$/m.exec(text) ?? [];
    expect(text).toContain(`--of, '${completions}'`);
  });
});
