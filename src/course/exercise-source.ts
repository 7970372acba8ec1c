import { extname } from 'node:path';
import type { LessonOutline, Taught } from './lesson.ts';
import { regions, standalone, stub, todo } from './regions.ts';
import { lessonFile } from './package-file.ts';
import type { Task } from './task.ts';

/** The source file that holds an exercise's solution. */
export interface ExerciseSource {
  /** Below its package's folder, such as `src/rules/adamw.ts`. */
  readonly file: string;
  readonly text: string;
}

/** Reads the source that an exercise is made from. @throws UsageError when it cannot be read */
export async function exerciseSource({
  lesson,
  exercise: { file },
}: {
  readonly lesson: LessonOutline;
  readonly exercise: Taught;
}): Promise<ExerciseSource> {
  return { file, text: await lessonFile(lesson, file) };
}

/** What the exercise asks for: the task of each of its regions. */
export async function taskOf(task: Task): Promise<string> {
  const { file, text } = await exerciseSource(task);
  return regions(text, file)
    .map(({ task }) => task)
    .join('; ');
}

/** What the learner's file throws as they first see it, for each of its regions. */
export async function todosOf(task: Task): Promise<readonly string[]> {
  const { file, text } = await exerciseSource(task);
  return regions(text, file).map(todo);
}

/** The learner's file as they first see it: where they are, what to do, and the source with the solution taken out. */
export async function stubOf(task: Task): Promise<string> {
  const { lesson, exercise } = task;
  const { file, text } = await exerciseSource(task);
  const head = [
    `// Lesson: ${lesson.title} (${lesson.id})`,
    `// Task: ${await taskOf(task)}`,
    `// Check it: npx downhill check ${exercise.id} (npx downhill learn checks on every save)`,
  ];
  return `${head.join('\n')}\n\n${stub(text, file, lesson.pack?.name)}`;
}

/** The learner's file with the solution put back, so that it stands where the stub stood. */
export async function solutionOf(task: Task): Promise<string> {
  const { text } = await exerciseSource(task);
  return standalone(text, task.lesson.pack?.name);
}

/** The name of the learner's file: the exercise's, in the language of its source. */
export function fileNameOf({ exercise }: Task): string {
  return `${exercise.id}${extname(exercise.file)}`;
}
