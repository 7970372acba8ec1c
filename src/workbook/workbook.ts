import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../shared/errors.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import { fileNameOf, stubOf } from '../course/exercise-source.ts';
import { progressName } from './progress.ts';
import { shortPath } from './short-path.ts';
import type { Task } from '../course/task.ts';

/** For editors: the learner's files in strict TypeScript, which Node itself can run. */
export const editorSettings = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023', 'dom'],
    module: 'nodenext',
    types: [],
    strict: true,
    noImplicitOverride: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  },
};

/**
 * The folder of the learner's own files: `workbook/` in the folder where they work or, for those who moved into it, in
 * the nearest folder above that has one with progress in it.
 */
export function workbookFolder(from: string = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const workbook = join(folder, 'workbook');
    if (existsSync(join(workbook, progressName))) return workbook;
    if (dirname(folder) === folder) return join(from, 'workbook');
  }
}

/** The learner's file for an exercise. */
export function workbookFile(workbook: string, task: Task): string {
  return join(workbook, task.lesson.id, fileNameOf(task));
}

/** Makes the learner's file from the stub, unless there is one: that is never overwritten. @returns whether it was made */
export async function openExercise(workbook: string, task: Task): Promise<boolean> {
  const settings = `${JSON.stringify(editorSettings, null, 2)}\n`;
  await made(join(workbook, 'tsconfig.json'), settings);
  return made(workbookFile(workbook, task), await stubOf(task));
}

/** The learner's text of an exercise; undefined where it was never begun. */
export async function workbookText(workbook: string, task: Task): Promise<string | undefined> {
  const file = workbookFile(workbook, task);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError({
      rule: `${shortPath(file)} cannot be read: ${(error as Error).message}`,
      exitCode: exitCodes.unloadable,
    });
  }
}

/**
 * Goes back to the stub.
 * @returns where the old file was kept; undefined when there was none
 * @throws UsageError when the folder cannot be written
 */
export async function resetExercise(workbook: string, task: Task): Promise<string | undefined> {
  const file = workbookFile(workbook, task);
  let kept: string | undefined;
  if (existsSync(file)) {
    for (let n = 1; kept === undefined || existsSync(kept); n++) {
      kept = n === 1 ? `${file}.bak` : `${file}.${n}.bak`;
    }
    await rename(file, kept).catch(refused(file));
  }
  await openExercise(workbook, task);
  return kept;
}

async function made(file: string, text: string): Promise<boolean> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && existsSync(file)) return false;
    return refused(file)(error as Error);
  }
}

function refused(file: string): (error: Error) => never {
  return (error) => {
    throw new UsageError({
      who: 'workbook',
      rule: `cannot write ${shortPath(file)}: ${error.message}`,
      remedy: 'go to a folder of your own',
      command: 'learn',
    });
  };
}
