import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Bytes of memory that a process and those which it started occupy, array buffers included; undefined where it is gone or
 * the system does not say (Windows: there only the heap is limited).
 * @param pid the leader of a group of its own
 */
export async function residentMemory(pid: number): Promise<number | undefined> {
  return process.platform === 'linux' ? byStatus(pid) : byPs(pid);
}

/** Read at once: the system has it in memory, and to wait for such a file takes longer than to read it. */
function byStatus(pid: number): number | undefined {
  const kilobytes = /^VmRSS:\s*(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1];
  if (kilobytes === undefined) return undefined;
  const started = textOf(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return started.reduce((sum, one) => sum + (byStatus(Number(one)) ?? 0), Number(kilobytes) * 1024);
}

/** Nothing where the process is gone. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
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
