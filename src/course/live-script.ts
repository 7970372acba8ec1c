import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFiles } from '../render/files.ts';
import { packageFile } from './package-file.ts';

const name = 'live.js';

/** The script that makes figures live, as a lesson's page finds it. */
export const liveAddress = `../${name}`;

const writing = new Map<string, Promise<void>>();

/** Puts the script that all lessons share beside their folders. @throws UsageError when it cannot be written */
export function writeLiveScript(reports: string): Promise<void> {
  const before = writing.get(reports) ?? Promise.resolve();
  const turn = before.catch(() => {}).then(() => write(reports));
  writing.set(reports, turn);
  return turn;
}

async function write(reports: string): Promise<void> {
  const script = await packageFile(`dist/${name}`);
  const standing = await readFile(join(reports, name), 'utf8').catch(() => undefined);
  if (standing !== script) await writeFiles(reports, { [name]: script });
}
