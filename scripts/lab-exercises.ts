import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { fileNameOf, stubOf } from '../src/course/exercise-source.ts';
import type { LessonOutline } from '../src/course/lesson.ts';
import { regions, todo } from '../src/course/regions.ts';
import { tasks } from '../src/course/task.ts';
import { lessonTeaching } from '../src/course/with-lessons.ts';
import { ruleMembers } from '../src/verify/members/rules.ts';
import { root } from './docstring.ts';
import { labQuestions } from './lab-questions.ts';
import type { LabExercise } from '../web/exercises.ts';
import { program } from '../web/program.ts';

const outlines = JSON.parse(
  readFileSync(new URL('dist/outlines.json', root), 'utf8'),
) as readonly LessonOutline[];

/** What the live page needs of every exercise whose answer is a rule, in the order of the course. */
export async function labExercises(): Promise<readonly LabExercise[]> {
  const found = tasks(outlines).filter(({ exercise }) =>
    ruleMembers.some(({ name }) => name === exercise.member),
  );
  return Promise.all(
    found.map(async (task) => {
      const { lesson, exercise } = task;
      const source = readFileSync(new URL(exercise.file, root), 'utf8');
      const [region, ...others] = regions(source, exercise.file);
      if (region === undefined || others.length > 0) throw new Error(`${exercise.id}: one region`);
      const { indent, lines } = region;
      const asks = todo(region);
      const start = `${indent}// ${asks}\n${indent}throw new Error(${JSON.stringify(asks)});`;
      const [before, after] = (await stubOf(task)).split(start) as [string, string];
      const text = { before, start, after };
      const imports = importsOf(source);
      // The page has no compiler for types.
      compileFunction(program({ text }, lines.join('\n')), imports, { filename: exercise.file });
      return {
        id: exercise.id,
        member: exercise.member,
        lesson: lesson.id,
        file: `workbook/${lesson.id}/${fileNameOf(task)}`,
        task: region.task,
        todo: asks,
        hints: exercise.hints,
        questions: await labQuestions(lesson.id),
        text,
        imports,
      };
    }),
  );
}

/** By the name of each rule the lesson that explains its mistakes. */
export function lessonsOfRules(): Record<string, string> {
  return Object.fromEntries(
    ruleMembers.flatMap(({ name }) => {
      const lesson = lessonTeaching(outlines, name);
      return lesson === undefined ? [] : [[name, lesson]];
    }),
  );
}

const importsOf = (source: string) =>
  [...source.matchAll(/^import \{([^}]*)\} from/gm)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type ')),
  );
