import type { Command } from 'commander';
import { addTrainingOptions, type TrainingOptions } from '../options.ts';
import { UsageError } from '../../shared/errors.ts';

/** `downhill run <lesson...>`: train lessons and write their reports; or what a link of the live page shows. */
export function addRun(command: Command): void {
  addTrainingOptions(
    command.argument(
      '<lesson...>',
      'ids, as npx downhill list shows them; or one link of the live page, in quotes',
    ),
  ).action(async (ids: string[], options: TrainingOptions) => {
    const link = ids.find((id) => id.includes('#'));
    if (link !== undefined) {
      if (ids.length > 1) {
        const rule = 'a link of the live page runs alone';
        throw new UsageError({ who: 'run', rule, got: `${ids.length} names` });
      }
      const { runLink } = await import('./run-link.ts');
      process.exitCode = await runLink(link, options);
      return;
    }
    const { lessonNamed } = await import('../../course/syllabus.ts');
    const { trainLessons } = await import('./train-lessons.ts');
    const lessons = await Promise.all(ids.map(lessonNamed));
    process.exitCode = await trainLessons(lessons, options);
  });
}
