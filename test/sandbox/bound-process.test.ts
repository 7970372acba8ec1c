import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { spawnBound } from '../../src/sandbox/bound-process.ts';

const built = new URL('../../dist/sandbox/bound-process.js', import.meta.url);

/** Whether a process is there, and not only the place that it had. */
const runs = (pid: number) =>
  /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)]).stdout.toString());

describe.skipIf(process.platform === 'win32')('a bound process', () => {
  it('has an empty environment and gives its exit code', async () => {
    const child = spawnBound(['-p', 'JSON.stringify(process.env)'], '/', 5);
    let said = '';
    child.stdout?.on('data', (piece: Buffer) => (said += piece.toString()));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(said).toBe('{}\n');
  });

  it('is gone soon after whoever started it is killed, though it never listens', async () => {
    const code = `import { spawnBound } from ${JSON.stringify(built.href)};
      const child = spawnBound(['-e', 'console.log(1); for (;;);'], '/', 1000);
      child.stdout.once('data', () => console.log(child.pid));`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    expect(runs(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => runs(pid), { timeout: 10_000 }).toBe(false);
  });
});
