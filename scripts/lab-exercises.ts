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

const kinds: Readonly<Record<string, LabExercise['kind']>> = {
  optimizer: 'rule',
  regularizer: 'penalty',
};

/** What the live page needs of every exercise, in the order of the course. */
export async function labExercises(): Promise<readonly LabExercise[]> {
  return Promise.all(
    tasks(outlines).map(async (task): Promise<LabExercise> => {
      const { lesson, exercise } = task;
      const source = readFileSync(new URL(exercise.file, root), 'utf8');
      const all = regions(source, exercise.file);
      const asks = all.map(todo);
      const stub = await stubOf(task);
      const throws = asks.map((one) => `throw new Error(${JSON.stringify(one)});`);
      // Of several regions the page makes one, with what stands between them.
      const from = stub.lastIndexOf('\n', stub.indexOf(`// ${asks[0]}\n`)) + 1;
      const to = stub.indexOf(throws.at(-1) as string) + (throws.at(-1) as string).length;
      const text = {
        before: stub.slice(0, from),
        start: stub.slice(from, to),
        after: stub.slice(to),
      };
      const imports = importsOf(source);
      const kind = kinds[members.get(exercise.member)?.kind ?? ''] ?? 'function';
      const code = kind === 'function' ? withoutTypes(text) : undefined;
      // The page has no compiler for types.
      const solution = spanned(source);
      const own = kind === 'function' ? plainText(solution) : solution;
      const written = { text, ...(code && { code }) };
      compileFunction(program(written, own), imports, { filename: exercise.file });
      return {
        id: exercise.id,
        member: exercise.member,
        kind,
        label: kind === 'rule' ? styleOf(exercise.member).label : words(exercise.id),
        lesson: lesson.id,
        file: `workbook/${lesson.id}/${fileNameOf(task)}`,
        task: all.map((one) => one.task).join('; '),
        todos: asks,
        hints: exercise.hints,
        questions: await labQuestions(lesson.id),
        ...written,
        imports,
      };
    }),
  );
}

/** A solution from its first region to its last. */
function spanned(source: string): string {
  const [, , ...rest] = source.split(/^(.*#region exercise.*\n)/m);
  return rest
    .join('')
    .replace(/\n.*#endregion(?![^]*#endregion)[^]*/, '')
    .replaceAll(/^ *\/\/ #(?:region|endregion).*\n/gm, '');
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
