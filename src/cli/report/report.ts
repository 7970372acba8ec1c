import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { writeIndexReport } from '../../course/index-report.ts';
import { lessonNamed, syllabus } from '../../course/syllabus.ts';
import { addTrainingOptions, reportsFolder, type TrainingOptions } from '../options.ts';
import { trainLessons } from './train-lessons.ts';

/** `downhill report [lesson...]`: train all (or these) lessons, write their reports and the index. */
export function addReport(command: Command): void {
  addTrainingOptions(
    command.argument('[lesson...]', 'ids, as npx downhill list shows them'),
  ).action(async (ids: string[], options: TrainingOptions) => {
    const course = await syllabus();
    const lessons = ids.length > 0 ? await Promise.all(ids.map(lessonNamed)) : course;
    process.exitCode = await trainLessons(lessons, options);
    const out = reportsFolder(options);
    await writeIndexReport(course, out);
    if (!options.quiet) {
      process.stderr.write(`\nOpen ${join(resolve(out), 'index.html')}\n`);
    }
  });
}
