import type { Command } from 'commander';
import { syllabus } from '../course/syllabus.ts';

/** `downhill list`: the lessons in order, as a table or as JSON. */
export function addList(program: Command): void {
  program
    .command('list')
    .description('the lessons in order')
    .option('--json', 'as one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const lessons = (await syllabus()).map(
        ({ id, title, lecture, concepts, needs, exercises }) => ({
          id,
          title,
          part: lecture,
          concepts,
          needs,
          exercises: exercises.map((exercise) => ({ id: exercise.id, state: 'untouched' })),
          state: 'untouched',
        }),
      );
      if (json) {
        process.stdout.write(`${JSON.stringify({ schema: 1, lessons }, null, 2)}\n`);
        return;
      }
      const width = Math.max(...lessons.map(({ id }) => id.length));
      for (const { id, title } of lessons) process.stdout.write(`${id.padEnd(width)}  ${title}\n`);
    });
}
