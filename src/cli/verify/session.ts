import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { inQueue } from '../../engine/queue/asker.ts';
import { grade, plainText, publicVerdict, ungraded, type Grading } from '../../grading/index.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { UsageError } from '../../shared/errors.ts';
import { painted } from '../line.ts';
import { shellWord } from '../shell-word.ts';
import { verdictLine, verdictLines } from '../verdict/verdict-lines.ts';
import type { Verdict } from '../../verify/verdict.ts';
import { verifyBatch, type Examine, type Result } from './batch.ts';
import { exportsTo, type ExportPaths } from './exports.ts';
import type { VerifyOptions } from './options.ts';
import { verifyProgress } from './progress.ts';
import { resultsDocument } from './results-document.ts';
import { printJson } from '../print-json.ts';

/** The files of one command: examined once, or again and again, their results shown and written as they come. */
export interface VerifySession {
  /** Examines some of the files; results are in their order. */
  readonly check: (files: readonly string[], hooks: CheckHooks) => Promise<Result[]>;
}

export interface CheckHooks {
  /** Ends it: what there is by then counts. */
  readonly signal: AbortSignal;
  /** Told the files on which a verdict rests. */
  readonly onParts?: (file: string, parts: readonly string[]) => void;
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
  const { as, backend, seed, timeout, memory, json, quiet, watch, rubric, queue } = options;
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
    sideBySide: queue === undefined ? availableParallelism() : inQueue,
  };

  const shown = ({ verdict }: Result): string => {
    const seen = publicVerdict(verdict, grading.rubric);
    const view = { strict, hidden: seen.hidden };
    if (several || quiet) {
      const points = rubric === undefined ? undefined : grade(verdict, grading);
      return painted([verdictLine(seen.verdict, view, points)]).join('');
    }
    const width = Math.min(Math.max(process.stdout.columns ?? 100, 40), 110);
    const next = watch ? {} : { next: again(verdict, strict) };
    return painted(verdictLines(seen.verdict, { ...view, width, ...next })).join('\n');
  };

  return {
    async check(files, { signal, onParts }) {
      exports.update([...latest.values()]);
      // What cannot be written is found out before anything is examined.
      await exports.settled();
      if (watch && !quiet) process.stderr.write(`${announcement(files)}\n`);
      const progress = verifyProgress(files.length, quiet ?? false);
      const document =
        json && several ? resultsDocument((text) => process.stdout.write(text)) : undefined;
      let done = 0;
      const onResult = (result: Result, index: number) => {
        latest.set(result.verdict.file, grade(result.verdict, grading));
        exports.update([...latest.values()]);
        document?.add(result.verdict, index);
        if (!json && !refused(result, several || watch === true)) progress.line(shown(result));
        progress.move(++done);
      };
      const judge: Examine = (file, limits) =>
        examine(file, { ...limits, onParts: (parts) => onParts?.(file, parts) });
      const results = await verifyBatch(files, judge, { ...examination, signal }, onResult);
      progress.end();
      document?.end();
      await exports.settled();
      for (const result of results) {
        if (refused(result, several || watch === true)) throw result.thrown;
      }
      const [first] = results;
      if (json && !several && first) printJson(first.verdict);
      if (several && !json && !quiet) process.stderr.write(`${tally(results, files.length)}\n`);
      return results;
    },
  };
}

/** A single file for which the command itself is wrong, or we are, is no result; in a batch the others still count. */
function refused({ thrown }: Result, others: boolean): boolean {
  if (thrown === undefined || others) return false;
  return !(thrown instanceof UsageError) || thrown.exitCode === exitCodes.usage;
}

function tally(results: readonly Result[], files: number): string {
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
  const all = results.length === files ? `${files} files` : `${results.length} of ${files} files`;
  return [all, counts.join(', ')].filter(Boolean).join(': ');
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

/** What to type next: to have it examined again or, where there is no such file, to see how. */
function again({ file, as }: Verdict, strict: boolean): string {
  if (!existsSync(file)) return 'verify --help';
  return `verify ${shellWord(file)}${as === null ? '' : ` --as ${as}`}${strict ? ' --strict' : ''} --watch`;
}
