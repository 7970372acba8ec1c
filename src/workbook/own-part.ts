import type { Task } from '../course/task.ts';
import { exerciseSource, stubOf } from '../course/exercise-source.ts';
import { quote } from '../course/regions.ts';

/** What a learner wrote, and what stands there in the library: both at the left margin. */
export interface SideBySide {
  readonly own: readonly string[];
  readonly reference: readonly string[];
  /** Where the reference stands, such as `src/rules/adamw.ts`. */
  readonly file: string;
}

/** The learner's lines beside the reference; the whole file where the stub around them is hard to find again. */
export async function sideBySide(task: Task, text: string): Promise<SideBySide> {
  const { file, text: source } = await exerciseSource(task);
  const reference = quote(source, file).split('\n');
  return { own: atMargin(between(text, await stubOf(task))), reference, file };
}

/** The lines of `text` that are not in `stub`, from the first to the last. */
function between(text: string, stub: string): string[] {
  const own = text.trimEnd().split('\n');
  const given = stub.trimEnd().split('\n');
  const todo = given.findIndex((line) => /^\s*\/\/ TODO: /.test(line));
  const same = (from: (i: number) => readonly [string | undefined, string | undefined]) => {
    let i = 0;
    for (let [a, b] = from(i); a !== undefined && a === b; [a, b] = from(++i));
    return i;
  };
  const before = Math.min(
    same((i) => [own[i], given[i]]),
    todo,
  );
  const after = same((i) => [own.at(-1 - i), given.at(-1 - i)]);
  const part = own.slice(before, own.length - Math.min(after, own.length - before));
  return part.filter((line) => !/^\s*\/\/ TODO: /.test(line));
}

function atMargin(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const margin = Math.min(...indents, 99);
  return lines.map((line) => line.slice(margin));
}
