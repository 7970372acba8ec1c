import type { Command } from 'commander';
import { updateExercise } from '../workbook/progress.ts';
import { shortPath } from '../workbook/short-path.ts';
import { outlines } from '../course/outline.ts';
import { taskNamed, type Task } from '../course/task.ts';
import { resetExercise, workbookFile, workbookFolder } from '../workbook/workbook.ts';

/** `downhill reset <exercise>`: back to the stub; the old file is kept beside it. */
export function addReset(command: Command): void {
  command
    .argument('<exercise>', 'its id, as npx downhill list --json shows it, or its file')
    .action(async (id: string) => {
      const task = taskNamed(await outlines(), id);
      process.stdout.write(`${await backToStub(workbookFolder(), task)}\n`);
    });
}

/** Puts the stub back, as if the exercise had never been begun. @returns what became of the learner's file */
export async function backToStub(workbook: string, task: Task): Promise<string> {
  const kept = await resetExercise(workbook, task);
  await updateExercise(workbook, task.exercise.id, () => ({ passed: false, hints: 0, tries: 0 }));
  const file = shortPath(workbookFile(workbook, task));
  return `${file} is the stub again${kept === undefined ? '' : `; your file is kept as ${shortPath(kept)}`}`;
}
