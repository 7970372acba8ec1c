import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lesson } from '../../course/lesson.ts';
import { UsageError } from '../../shared/errors.ts';
import type { Job, Word } from './lesson-worker.ts';
import type { TrainingOptions } from '../options.ts';
import { progressBars, type ProgressBars } from '../progress.ts';

type Done = Extract<Word, { done: unknown }>['done'];

/**
 * Trains lessons side by side, one process each on the cores there are, and writes their reports.
 * @returns 0, or 1 when a claim or a validation failed
 * @throws UsageError as the first lesson that could not be trained said it
 */
export async function trainLessons(
  lessons: readonly Lesson[],
  options: TrainingOptions,
): Promise<number> {
  const waiting = [...lessons];
  const results: Done[] = [];
  const bars = progressBars(
    lessons.map(({ id }) => id),
    options.quiet ?? false,
  );
  const stop = new AbortController();
  const worker = async () => {
    // From the end: later lessons train longer, and the longest should not be what all wait for.
    for (let lesson = waiting.pop(); lesson !== undefined; lesson = waiting.pop()) {
      results.push(await trainInChild(lesson, options, bars, stop.signal));
    }
  };
  try {
    await Promise.all(
      Array.from({ length: Math.min(availableParallelism(), lessons.length) }, worker),
    );
  } finally {
    // After a failure nobody waits for the others.
    waiting.length = 0;
    stop.abort();
    bars.end();
  }
  const inOrder = lessons.flatMap(({ id }) => results.filter(({ lesson }) => lesson === id));
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ schema: 1, out: options.out, lessons: inOrder }, null, 2)}\n`,
    );
  }
  return inOrder.some((result) => problems(result).length > 0) ? 1 : 0;
}

function trainInChild(
  lesson: Lesson,
  options: TrainingOptions,
  bars: ProgressBars,
  signal: AbortSignal,
): Promise<Done> {
  const { backend, out, seed, seeds, fast } = options;
  const job: Job = {
    lesson: lesson.id,
    backend,
    out,
    variation: {
      ...(seed === undefined ? {} : { seed }),
      ...(seeds === undefined ? {} : { seeds }),
      ...(fast ? { fast } : {}),
    },
  };
  // The same file name with the extension that this file runs under: .js in the build, .ts in the sources.
  const path = fileURLToPath(import.meta.url.replace(/train-lessons(\.\w+)$/, 'lesson-worker$1'));
  return new Promise((resolve, reject) => {
    const child = fork(path, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], signal });
    child.on('error', reject);
    let ended = false;
    child.on('message', (word: Word) => {
      if ('progress' in word) bars.move(lesson.id, word.progress);
      else if ('backend' in word) bars.note(word.why);
      else if ('done' in word) {
        ended = true;
        bars.finish(lesson.id, summary(word.done, out));
        resolve(word.done);
      } else {
        ended = true;
        bars.finish(lesson.id, 'failed');
        reject(
          word.stack === undefined
            ? new UsageError(word.failed, word.exitCode as 2)
            : Object.assign(new Error(word.failed), { stack: word.stack }),
        );
      }
    });
    child.on('exit', (code, killedBy) => {
      if (!ended)
        reject(
          new UsageError(
            `lesson "${lesson.id}" ended early (${killedBy ?? `code ${code}`}); try: downhill run ${lesson.id} --backend cpu`,
            4,
          ),
        );
    });
    child.send(job);
  });
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
