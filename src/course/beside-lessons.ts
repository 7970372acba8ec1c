import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFiles } from '../render/files.ts';
import { packageFile } from './package-file.ts';

const [live, lab] = ['live.js', 'lab.html'];

/** The script that makes figures live, as a lesson's page finds it. */
export const liveBeside = { address: `../${live}` };

/** The same for a page that stands alone. */
export async function liveWithin(): Promise<{ readonly text: string }> {
  return { text: await packageFile(`dist/${live}`) };
}

/** The live page, as a lesson's page finds it. */
export const labAddress = `../${lab}`;

const writing = new Map<string, Promise<void>>();

/** Puts beside the folders of lessons what all their pages share. @throws UsageError when it cannot be written */
export function writeBesideLessons(reports: string): Promise<void> {
  const before = writing.get(reports) ?? Promise.resolve();
  const turn = before.catch(() => {}).then(() => write(reports));
  writing.set(reports, turn);
  return turn;
}

async function write(reports: string): Promise<void> {
  for (const name of [live, lab]) {
    const file = await packageFile(`dist/${name}`);
    const standing = await readFile(join(reports, name), 'utf8').catch(() => undefined);
    if (standing !== file) await writeFiles(reports, { [name]: file });
  }
}
