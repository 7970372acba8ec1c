import { useBackend } from '../../backend/index.ts';
import { writeLessonReport } from '../../course/report.ts';
import { lessonNamed } from '../../course/syllabus.ts';
import type { Variation } from '../../course/variation.ts';
import type { LessonData } from '../../course/lesson-data.ts';
import { UsageError } from '../../shared/errors.ts';

/** What a worker is asked to do. */
export interface Job {
  readonly lesson: string;
  readonly backend: string;
  readonly out: string;
  readonly variation: Variation;
}

/** What a worker says: how far it is, how it ended. */
export type Word =
  | { readonly progress: number }
  | { readonly backend: string; readonly why: string }
  | { readonly done: Pick<LessonData, 'lesson' | 'backend' | 'claims' | 'validations' | 'figures'> }
  | { readonly failed: string; readonly exitCode: number; readonly stack?: string };

const say = (word: Word) => process.send?.(word);

process.on('disconnect', () => process.exit(130));
process.on('message', (job: Job) => {
  void work(job).then(() => process.disconnect());
});

async function work({ lesson, backend, out, variation }: Job): Promise<void> {
  try {
    const { name, why } = await useBackend(backend as Parameters<typeof useBackend>[0]);
    say({ backend: name, why });
    const data = await writeLessonReport(await lessonNamed(lesson), out, variation, (done, of) =>
      say({ progress: done / of }),
    );
    const { claims, validations, figures } = data;
    say({ done: { lesson, backend: data.backend, claims, validations, figures } });
  } catch (error) {
    const { message, stack = '' } = error as Error;
    if (error instanceof UsageError) say({ failed: message, exitCode: error.exitCode });
    else say({ failed: message, exitCode: 1, stack });
  }
}
