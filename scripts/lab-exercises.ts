import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { transformSync } from 'esbuild';
import { fileNameOf, stubOf } from '../src/course/exercise-source.ts';
import type { LessonOutline } from '../src/course/lesson.ts';
import { regions, todo } from '../src/course/regions.ts';
import { tasks } from '../src/course/task.ts';
import { lessonTeaching } from '../src/course/with-lessons.ts';
import { styleOf } from '../src/figures/styles.ts';
import { members } from '../src/verify/members/index.ts';
import { root } from './docstring.ts';
import { labQuestions } from './lab-questions.ts';
import type { LabExercise } from '../web/exercises.ts';
import { program } from '../web/program.ts';

const outlines = JSON.parse(
  readFileSync(new URL('dist/outlines.json', root), 'utf8'),
) as readonly LessonOutline[];

/** Whether an exercise can be checked without tensors: a penalty's gradient is theirs. */
const isChecked = ({ exercise }: (typeof all)[number]) =>
  members.get(exercise.member)?.kind !== 'regularizer';

const all = tasks(outlines);

/** The exercises that only the command can check. */
export const otherExercises = all
  .filter((one) => !isChecked(one))
  .map(({ exercise }) => exercise.id);

/** What the live page needs of every exercise that it can check, in the order of the course. */
export async function labExercises(): Promise<readonly LabExercise[]> {
  return Promise.all(
    all.filter(isChecked).map(async (task): Promise<LabExercise> => {
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
      const isRule = members.get(exercise.member)?.kind === 'optimizer';
      const code = isRule ? undefined : withoutTypes(text);
      // The page has no compiler for types.
      const own = isRule ? lines.join('\n') : plainText(lines.join('\n'));
      const written = { text, ...(code && { code }) };
      compileFunction(program(written, own), imports, { filename: exercise.file });
      return {
        id: exercise.id,
        member: exercise.member,
        kind: isRule ? 'rule' : 'function',
        label: isRule ? styleOf(exercise.member).label : words(exercise.id),
        lesson: lesson.id,
        file: `workbook/${lesson.id}/${fileNameOf(task)}`,
        task: region.task,
        todo: asks,
        hints: exercise.hints,
        questions: await labQuestions(lesson.id),
        ...written,
        imports,
      };
    }),
  );
}

/** By the name of each member the lesson that explains its mistakes. */
export function lessonsOfMembers(): Record<string, string> {
  return Object.fromEntries(
    [...members.keys()].flatMap((name) => {
      const lesson = lessonTeaching(outlines, name);
      return lesson === undefined ? [] : [[name, lesson]];
    }),
  );
}

/** What stands before and after the region, without types. */
function withoutTypes({ before, after }: LabExercise['text']) {
  const mark = 'region();';
  const text = plainText(`${before.replaceAll(/^import [^;]*;$/gm, '')}${mark}${after}`);
  const [head, tail] = text.split(mark) as [string, string];
  return { before: head, after: tail };
}

const plainText = (text: string) =>
  transformSync(text, { loader: 'ts', target: 'es2022', charset: 'utf8' }).code;

const words = (id: string) => {
  const text = id.replaceAll('-', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
};

const importsOf = (source: string) =>
  [...source.matchAll(/^import \{([^}]*)\} from/gm)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type ')),
  );
