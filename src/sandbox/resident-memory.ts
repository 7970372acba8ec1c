import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/**
 * Bytes of memory that a process and those which it started occupy, array buffers included; undefined where it is gone or
 * the system does not say (Windows: there only the heap is limited).
 * @param pid the leader of a group of its own
 */
export async function residentMemory(pid: number): Promise<number | undefined> {
  return process.platform === 'linux' ? byStatus(pid) : byPs(pid);
}

async function byStatus(pid: number): Promise<number | undefined> {
  const [status, children] = await Promise.all(
    [`/proc/${pid}/status`, `/proc/${pid}/task/${pid}/children`].map((path) =>
      readFile(path, 'utf8').catch(() => ''),
    ),
  );
  const kilobytes = /^VmRSS:\s*(\d+)/m.exec(status ?? '')?.[1];
  if (kilobytes === undefined) return undefined;
  const started = (children ?? '').split(' ').filter(Boolean).map(Number);
  const theirs = await Promise.all(started.map(byStatus));
  return theirs.reduce<number>((sum, one) => sum + (one ?? 0), Number(kilobytes) * 1024);
}

function byPs(pid: number): Promise<number | undefined> {
  if (process.platform === 'win32') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    execFile('ps', ['-A', '-o', 'pgid=,rss='], (_, stdout = '') => {
      const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
      const own = rows.filter(([group]) => group === pid);
      const kilobytes = own.reduce((sum, [, rss = 0]) => sum + rss, 0);
      resolve(own.length === 0 ? undefined : kilobytes * 1024);
    });
  });
}
