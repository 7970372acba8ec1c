import type { Command } from 'commander';
import { nextHint } from '../workbook/hints.ts';
import { outlines } from '../course/outline.ts';
import { taskNamed } from '../course/task.ts';
import { workbookFolder } from '../workbook/workbook.ts';
import { hintLines } from './hint-lines.ts';
import { proseWidth } from './text.ts';

/** `downhill hint <exercise>`: the next hint, after those that were given before. */
export function addHint(command: Command): void {
  command
    .argument('<exercise>', 'its id, as npx downhill list --json shows it, or its file')
    .action(async (id: string) => {
      const task = taskNamed(await outlines(), id);
      const hints = await nextHint(workbookFolder(), task);
      const lines = hintLines(hints, proseWidth());
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}
