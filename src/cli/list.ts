import type { Command } from 'commander';
import { readProgress } from '../workbook/progress.ts';
import { standings } from '../workbook/standing.ts';
import { outlines } from '../course/outline.ts';
import { workbookFolder } from '../workbook/workbook.ts';
import { stateMark } from './map-lines.ts';
import { printJson } from './print-json.ts';

/** `downhill list`: the lessons in order with their states, as a table or as JSON. */
export function addList(command: Command): void {
  command.option('--json', 'as one JSON document').action(async ({ json }: { json?: boolean }) => {
    const all = standings(await outlines(), await readProgress(workbookFolder()));
    if (json) {
      const lessons = all.map(({ lesson, state, exercises }) => {
        const { id, title, lecture, concepts, needs } = lesson;
        return { id, title, part: lecture, concepts, needs, exercises, state };
      });
      printJson({ schema: 1, lessons });
      return;
    }
    const width = Math.max(...all.map(({ lesson }) => lesson.id.length));
    for (const { lesson, state } of all) {
      process.stdout.write(`${stateMark(state)} ${lesson.id.padEnd(width)}  ${lesson.title}\n`);
    }
  });
}
