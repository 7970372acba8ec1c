import type { Command } from 'commander';
import { addTrainingOptions, type TrainingOptions } from '../options.ts';

/** `downhill run <lesson...>`: train lessons and write their reports. */
export function addRun(command: Command): void {
  addTrainingOptions(
    command.argument('<lesson...>', 'ids, as npx downhill list shows them'),
  ).action(async (ids: string[], options: TrainingOptions) => {
    const { lessonNamed } = await import('../../course/syllabus.ts');
    const { trainLessons } = await import('./train-lessons.ts');
    const lessons = await Promise.all(ids.map(lessonNamed));
    process.exitCode = await trainLessons(lessons, options);
  });
}
