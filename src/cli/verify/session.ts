import { availableParallelism } from 'node:os';
import { grade, plainText, publicVerdict, ungraded, type Grading } from '../../grading/index.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { UsageError } from '../../shared/errors.ts';
import { painted } from '../line.ts';
import { verdictLine, verdictLines } from '../verdict/verdict-lines.ts';
import type { Verdict } from '../../verify/verdict.ts';
import { verifyBatch, type Examine, type Result } from './batch.ts';
import { exportsTo, type ExportPaths } from './exports.ts';
import type { VerifyOptions } from './options.ts';
import { verifyProgress } from './progress.ts';

/** The files of one command: examined once, or again and again, their results shown and written as they come. */
export interface VerifySession {
  /** Examines some of the files; results are in their order. */
  check(files: readonly string[]): Promise<Result[]>;
}

/**
 * @param several whether results form a list: lines on the screen, one JSON document with `results`
 */
export function verifySession(
  all: readonly string[],
  several: boolean,
  options: VerifyOptions,
  grading: Grading,
  examine: Examine,
): VerifySession {
  const { as, backend, seed, timeout, memory, json, quiet, watch, rubric } = options;
  const strict = grading.strict;
  const exports = exportsTo(exportPaths(options), grading.rubric);
  const latest = new Map(all.map((file) => [file, ungraded(file, grading)]));
  const examination = {
    ...(as === undefined ? {} : { as }),
    backend,
    seed,
    seconds: timeout,
    megabytes: memory,
    strict,
    sideBySide: availableParallelism(),
  };

  const shown = ({ verdict }: Result): string => {
    const seen = publicVerdict(verdict, grading.rubric);
    const view = { strict, hidden: seen.hidden };
    if (several || quiet) {
      const points = rubric === undefined ? undefined : grade(verdict, grading);
      return painted([verdictLine(seen.verdict, view, points)]).join('');
    }
    const width = Math.min(Math.max(process.stdout.columns ?? 100, 40), 110);
    const next = watch ? {} : { next: again(verdict) };
    return painted(verdictLines(seen.verdict, { ...view, width, ...next })).join('\n');
  };

  return {
    async check(files) {
      exports.update([...latest.values()]);
      // What cannot be written is found out before anything is examined.
      await exports.settled();
      if (watch && !quiet) process.stderr.write(`${announcement(files)}\n`);
      const progress = verifyProgress(files.length, quiet ?? false);
      let done = 0;
      const results = await verifyBatch(files, examine, examination, (result) => {
        latest.set(result.verdict.file, grade(result.verdict, grading));
        exports.update([...latest.values()]);
        if (!json && !refused(result, several || watch === true)) progress.line(shown(result));
        progress.move(++done);
      });
      progress.end();
      await exports.settled();
      for (const result of results) {
        if (refused(result, several || watch === true)) throw result.thrown;
      }
      if (json) print(several, results);
      else if (several && !quiet) process.stderr.write(`${tally(results)}\n`);
      if (watch && !quiet) process.stderr.write('Waiting for the next save; Ctrl-C ends.\n');
      return results;
    },
  };
}

/** A single file for which the command itself is wrong, or we are, is no result; in a batch the others still count. */
function refused({ thrown }: Result, others: boolean): boolean {
  if (thrown === undefined || others) return false;
  return !(thrown instanceof UsageError) || thrown.exitCode === exitCodes.usage;
}

function print(several: boolean, results: readonly Result[]): void {
  const verdicts = results.map(({ verdict }) => verdict);
  const document = several ? { schema: 1, results: verdicts } : verdicts[0];
  // Names of files are a stranger's too: the same value, in which no build service reads a command.
  const text = JSON.stringify(document, null, 2).replaceAll(/##(?=\w*\[)/g, String.raw`\u0023#`);
  process.stdout.write(`${text}\n`);
}

function tally(results: readonly Result[]): string {
  const words = {
    passed: 'passed',
    convention: 'passed by a convention',
    failed: 'failed',
    error: 'could not be examined',
    timeout: 'stopped',
  } as const;
  const counts = Object.entries(words).flatMap(([outcome, word]) => {
    const count = results.filter(({ verdict }) => verdict.verdict === outcome).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${results.length} files: ${counts.join(', ')}`;
}

function announcement(files: readonly string[]): string {
  const [first = ''] = files;
  const who = files.length === 1 ? first : `${first} and ${files.length - 1} more`;
  return `── examining ${plainText(who)} `.padEnd(60, '─');
}

function exportPaths({ junit, gradescope, classroom }: VerifyOptions): ExportPaths {
  const paths = { junit, gradescope, classroom };
  return Object.fromEntries(Object.entries(paths).filter(([, path]) => path !== undefined));
}

/** What to type to have it examined again. */
function again({ file, as }: Verdict): string {
  const path = /^[\w./-]+$/.test(file) ? file : JSON.stringify(plainText(file));
  return `verify ${path}${as === null ? '' : ` --as ${as}`} --watch`;
}
