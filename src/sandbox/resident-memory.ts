import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/**
 * Bytes of memory that a process occupies, array buffers included; undefined where it is gone or the system does not say
 * (Windows: there only the heap is limited).
 */
export async function residentMemory(pid: number): Promise<number | undefined> {
  const kilobytes =
    process.platform === 'linux'
      ? /^VmRSS:\s*(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1]
      : await byPs(pid);
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

function byPs(pid: number): Promise<string | undefined> {
  if (process.platform === 'win32') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (_, stdout) => {
      resolve(/\d+/.exec(stdout)?.[0]);
    });
  });
}
