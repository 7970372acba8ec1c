import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { shortPath } from '../../workbook/short-path.ts';

/** How each system opens a file with the program that belongs to it; elsewhere as Linux does. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens a file with the program that belongs to it. @returns what came of it, for the learner */
export async function openFile(path: string): Promise<string> {
  const there = existsSync(path);
  const says = !there ? 'Not made yet' : (await opens(path)) ? 'Opened' : 'Open it yourself';
  return `${says}: ${shortPath(path)}`;
}

function opens(path: string): Promise<boolean> {
  const [program = '', ...args] = openers[process.platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    const child = spawn(program, [...args, path], { detached: true, stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
