import type { Command } from 'commander';
import { exerciseProgress, updateProgress } from '../workbook/progress.ts';
import { shortPath } from '../workbook/short-path.ts';
import { syllabus, taskNamed } from '../course/syllabus.ts';
import { resetExercise, workbookFile, workbookFolder } from '../workbook/workbook.ts';

/** `downhill reset <exercise>`: back to the stub; the old file is kept beside it. */
export function addReset(program: Command): void {
  program
    .command('reset')
    .description('an exercise back to its stub; the old file is kept')
    .argument('<exercise>', 'its id, as npx downhill list --json shows it, or its file')
    .action(async (id: string) => {
      const task = taskNamed(await syllabus(), id);
      const name = task.exercise.id;
      const workbook = workbookFolder();
      const kept = await resetExercise(workbook, task);
      await updateProgress(workbook, (progress) => ({
        ...progress,
        exercises: {
          ...progress.exercises,
          [name]: { ...exerciseProgress(progress, name), passed: false, hints: 0 },
        },
      }));
      const file = shortPath(workbookFile(workbook, task));
      process.stdout.write(
        `${file} is the stub again${kept === undefined ? '' : `; your file is kept as ${shortPath(kept)}`}\n`,
      );
    });
}
