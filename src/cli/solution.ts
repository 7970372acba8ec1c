import type { Command } from 'commander';
import { sideBySide } from '../workbook/own-part.ts';
import { exerciseProgress, readProgress } from '../workbook/progress.ts';
import { outlines } from '../course/outline.ts';
import { taskNamed } from '../course/task.ts';
import { workbookFolder, workbookText } from '../workbook/workbook.ts';
import { UsageError } from '../shared/errors.ts';
import { beside } from './beside.ts';

/** `downhill solution <exercise>`: the reference beside the learner's lines, once these have passed. */
export function addSolution(command: Command): void {
  command
    .argument('<exercise>', 'its id, as npx downhill list --json shows it, or its file')
    .action(async (id: string) => {
      const task = taskNamed(await outlines(), id);
      const name = task.exercise.id;
      const workbook = workbookFolder();
      if (!exerciseProgress(await readProgress(workbook), name).passed) {
        throw new UsageError({
          who: 'solution',
          rule: `"${name}" has not passed yet`,
          remedy: `npx downhill hint ${name} helps`,
          command: `check ${name}`,
        });
      }
      const text = (await workbookText(workbook, task)) ?? '';
      const lines = beside(await sideBySide(task, text), process.stdout.columns ?? 80);
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}
