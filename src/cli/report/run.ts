import type { Command } from 'commander';
import { lessonNamed } from '../../course/syllabus.ts';
import { addTrainingOptions, type TrainingOptions } from '../options.ts';
import { UsageError } from '../../shared/errors.ts';
import { runLink } from './run-link.ts';
import { trainLessons } from './train-lessons.ts';

/** `downhill run <lesson...>`: train lessons and write their reports; or what a link of the live page shows. */
export function addRun(program: Command): void {
  addTrainingOptions(
    program
      .command('run')
      .description("train a lesson's experiments, or a link of the live page, and write the report")
      .argument(
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
      process.exitCode = await runLink(link, options);
      return;
    }
    const lessons = await Promise.all(ids.map(lessonNamed));
    process.exitCode = await trainLessons(lessons, options);
  });
}
