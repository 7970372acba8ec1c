import { join } from 'node:path';
import type { LessonData } from '../../course/lesson-data.ts';
import type { Lesson } from '../../course/lesson.ts';
import { writeLessonReportWith } from '../../course/report.ts';
import { startEngine } from '../../engine/index.ts';
import { reportsFolder, type TrainingOptions } from '../options.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { progressBars } from '../progress.ts';
import { printJson } from '../print-json.ts';

/** What is told of a lesson that is done. */
type Done = Pick<LessonData, 'lesson' | 'backend' | 'claims' | 'validations' | 'figures'>;

/**
 * Trains lessons, all at once on the cores there are, and writes their reports.
 * @returns 0, or 1 when a claim or a validation failed
 * @throws UsageError as the first lesson that could not be trained said it
 */
export async function trainLessons(
  lessons: readonly Lesson[],
  options: TrainingOptions,
): Promise<number> {
  const { backend, seed, seeds, fast, quiet = false, json } = options;
  const out = reportsFolder(options);
  const variation = {
    ...(seed === undefined ? {} : { seed }),
    ...(seeds === undefined ? {} : { seeds }),
    ...(fast ? { fast } : {}),
  };
  const bars = progressBars(
    lessons.map(({ id }) => id),
    quiet,
  );
  if (out !== (options.out ?? 'reports')) {
    bars.note(`Written to ${out}: reports is for the lessons as they are, in full, on wasm.`);
  }
  const engine = await startEngine({ backend, onNote: (text) => bars.note(text) }).catch(
    (error: unknown) => {
      bars.end();
      throw error;
    },
  );
  const train = async (lesson: Lesson): Promise<Done> => {
    const onProgress = (done: number, of: number) => bars.move(lesson.id, done / of);
    const data = await writeLessonReportWith(engine, lesson, out, variation, onProgress);
    const { claims, validations, figures } = data;
    const done = { lesson: lesson.id, backend: data.backend, claims, validations, figures };
    bars.finish(lesson.id, summary(done, out));
    return done;
  };
  try {
    const results = await Promise.all(lessons.map(train));
    if (json) {
      printJson({ schema: 1, out, lessons: results });
    }
    return results.some((result) => problems(result).length > 0)
      ? exitCodes.failed
      : exitCodes.well;
  } finally {
    // After a failure nobody waits for the others.
    engine.close();
    bars.end();
  }
}

function problems({ claims, validations }: Done): string[] {
  return [
    ...claims.filter(({ holds }) => holds === false).map(({ text }) => `claim fails: ${text}`),
    ...validations
      .filter(({ agrees }) => !agrees)
      .map(({ member, peer }) => `${member} differs from ${peer}`),
  ];
}

function summary(done: Done, out: string): string {
  const judged = done.claims.some(({ holds }) => holds !== null);
  const claims = judged
    ? `${done.claims.filter(({ holds }) => holds).length} of ${done.claims.length} claims hold`
    : 'a draft, claims not judged';
  return [`${claims}, ${join(out, done.lesson, 'index.html')}`, ...problems(done)].join('\n    ');
}
