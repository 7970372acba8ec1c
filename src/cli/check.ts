import type { Command } from 'commander';
import { checkExercises } from '../workbook/check.ts';
import { shortPath } from '../workbook/short-path.ts';
import { todosOf } from '../course/exercise-source.ts';
import { outlines } from '../course/outline.ts';
import { tasks, taskNamed, type Task } from '../course/task.ts';
import { workbookFolder, workbookText } from '../workbook/workbook.ts';
import { UsageError } from '../shared/errors.ts';
import type { Verdict } from '../verify/verdict.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import { exitCodeOf } from './exit-code.ts';
import { addCheckOptions, checkOptions, type TypedCheckOptions } from './check-options.ts';
import { painted } from './line.ts';
import { courseVerdict } from './verdict/course-verdict.ts';
import { verdictLines } from './verdict/verdict-lines.ts';
import { proseWidth } from './text.ts';
import { printJson } from './print-json.ts';

interface Options extends TypedCheckOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `downhill check [exercise...]`: check the workbook once, no watching. */
export function addCheck(command: Command): void {
  addCheckOptions(
    command
      .argument('[exercise...]', 'ids, as npx downhill list --json shows them, or files')
      .option('--all', 'every exercise of the course; one that was not begun fails')
      .option('--json', 'as one JSON document'),
  ).action(async (ids: string[], options: Options) => {
    const workbook = workbookFolder();
    const { begun, missing } = await choose(ids, workbook, options.all ?? false);
    const results = new Map<Task, object>();
    let worst: number = missing.length > 0 ? exitCodes.failed : exitCodes.well;
    if (!options.json) process.stderr.write(`Checking ${begun.map(idOf).join(', ')}\n`);
    for await (const { task, verdict } of checkExercises(workbook, begun, checkOptions(options))) {
      const shown = { ...verdict, file: shortPath(verdict.file) };
      worst = Math.max(worst, exitCodeOf(verdict));
      results.set(task, { lesson: task.lesson.id, exercise: task.exercise.id, ...shown });
      say(options, `${(await page(shown, task)).join('\n')}\n`);
    }
    for (const task of missing) {
      results.set(task, { lesson: task.lesson.id, exercise: task.exercise.id, verdict: null });
      say(options, `· ${idOf(task)}: not begun; npx downhill learn ${task.lesson.id}\n`);
    }
    if (options.json) {
      const inOrder = tasks(await outlines()).flatMap(({ exercise }) =>
        [...results].filter(([task]) => task.exercise.id === exercise.id).map(([, one]) => one),
      );
      printJson({ schema: 1, results: inOrder });
    }
    process.exitCode = worst;
  });
}

const idOf = ({ exercise }: Task) => exercise.id;

function say({ json }: Options, text: string): void {
  if (!json) process.stdout.write(text);
}

async function page(verdict: Verdict, task: Task): Promise<string[]> {
  const width = proseWidth();
  const view = { width, next: `hint ${task.exercise.id}`, within: task.lesson.id };
  const seen = courseVerdict(verdict, await todosOf(task));
  return [...painted(verdictLines(seen, view)), ''];
}

async function choose(
  ids: readonly string[],
  workbook: string,
  all: boolean,
): Promise<{ readonly begun: readonly Task[]; readonly missing: readonly Task[] }> {
  const course = await outlines();
  const wanted = ids.length > 0 ? ids.map((id) => taskNamed(course, id)) : tasks(course);
  const texts = await Promise.all(wanted.map((task) => workbookText(workbook, task)));
  const begun = wanted.filter((_, i) => texts[i] !== undefined);
  const missing = wanted.filter((_, i) => texts[i] === undefined);
  if (begun.length === 0 && !all) {
    throw new UsageError({
      who: 'check',
      rule: ids.length > 0 ? `${ids.join(', ')} was not begun` : 'nothing was begun yet',
      command: ['learn', ...(ids.length > 0 ? [wanted[0]?.lesson.id] : [])].join(' '),
    });
  }
  // Whoever names an exercise, or wants all, wants to hear of those that are not there.
  return { begun, missing: all || ids.length > 0 ? missing : [] };
}
