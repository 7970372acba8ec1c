import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ended } from '../support/fake-clone.ts';

let count = 0;

/** Runs the text of a module in a process of its own, in `root`. */
export async function runScript(root: string, text: string): Promise<Ended> {
  const file = join(root, `script-${process.pid}-${count++}.mjs`);
  await writeFile(file, text);
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [file], { cwd: root }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}
