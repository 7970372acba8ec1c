import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packsOfThisCall } from '../../course/packs.ts';
import { withLessons } from '../../course/with-lessons.ts';
import { examine } from '../../sandbox/examine.ts';
import {
  checkRubric,
  readRubric,
  standardRubric,
  type Grading,
  type Rubric,
} from '../../grading/index.ts';
import { memberNamed } from '../../verify/member-names.ts';
import type { Spare } from '../../sandbox/spare.ts';
import { shardOf, type Shard } from '../../sweep/shard.ts';
import { asker } from '../../engine/queue/asker.ts';
import { openBroker } from '../../engine/queue/broker.ts';
import { UsageError } from '../../shared/errors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { checkDue } from '../due-option.ts';
import { filesToVerify, isFolder } from './files.ts';
import type { Examine } from './batch.ts';
import { queued } from './queued.ts';
import type { VerifyOptions } from './options.ts';
import { remembered, type Memory } from './remembered.ts';
import { verifySession } from './session.ts';
import { verifyOnSave } from './watch.ts';

/**
 * Examines files, says what came of them, and returns the exit code.
 * @param spare a process that may have been started already
 */
export async function verifyFiles(
  paths: readonly string[],
  options: VerifyOptions,
  spare: Spare,
): Promise<number> {
  if (options.as !== undefined) memberNamed(options.as);
  checkDue('verify', options);
  const all = await filesToVerify(paths);
  const shard = shareIn(options);
  const files = shard ? all.filter((_, place) => place % shard.of === shard.index) : all;
  const grading: Grading = {
    rubric: await rubricIn(options.rubric),
    strict: options.strict ?? false,
  };
  // A script that names a folder reads the same document whether one file or a hundred lie in it.
  const several =
    all.length > 1 ||
    options.queue !== undefined ||
    (await Promise.all(paths.map(isFolder))).includes(true);
  const own = examinerWith(spare, files.length, options);
  const onNote = (text: string) => {
    if (!options.quiet) process.stderr.write(`${text}\n`);
  };
  let recalled = 0;
  const memory: Memory = {
    folder: join('.downhill', 'verdicts'),
    resume: options.resume ?? (options.queue !== undefined || shard !== undefined),
    onRecalled: () => recalled++,
    onUnwritable: (why) => onNote(`No verdicts are kept for --resume: ${why}`),
  };
  const others =
    options.queue === undefined
      ? undefined
      : asker(await openBroker('verify', options.queue), onNote);
  const sent = others && queued(others, own, options.due ?? new Date());
  const examiner = sent?.examine ?? own;
  const judge =
    several && !options.watch
      ? remembered(examiner, { ...memory, ...(sent && { onKept: sent.kept }) })
      : examiner;
  const { check } = verifySession(files, several, options, grading, (file, limits) =>
    judge(file, limits).then((verdict) => withLessons(verdict, packsOfThisCall())),
  );
  try {
    if (options.watch) return await verifyOnSave(files, check, onNote);
    const signal = interruption();
    signal.addEventListener('abort', () => void others?.close());
    const results = await check(files, { signal });
    if (recalled > 0)
      onNote(`${recalled} of them ${recalled === 1 ? 'was' : 'were'} judged before.`);
    if (signal.aborted) {
      if (several) onNote('Ended early; the same command goes on with --resume.');
      return exitCodes.interrupted;
    }
    if (options.rubric !== undefined && shard === undefined) {
      const verdicts = results.map(({ verdict }) => verdict);
      checkRubric(`verify: ${options.rubric}`, grading.rubric, verdicts);
    }
    return Math.max(exitCodes.well, ...results.map(({ exitCode }) => exitCode));
  } finally {
    await others?.close();
  }
}

function shareIn({ shard, of }: VerifyOptions): Shard | undefined {
  if (shard === undefined && of !== undefined) {
    throw new UsageError({
      who: 'verify',
      rule: '--of says how many shares there are, and none is asked for',
      remedy: 'add --shard',
    });
  }
  if (shard === undefined) return undefined;
  return shardOf('verify', shard === true ? undefined : shard, of, process.env);
}

/** The examiner with a process that is started before it is needed: for the next file, or the next save. */
function examinerWith(spare: Spare, files: number, { watch }: VerifyOptions): Examine {
  let left = files;
  return async (file, options) => {
    const verdict = examine(file, options, spare.take(!watch && --left > 0));
    // While somebody waits, the next process does not take the cores from this one.
    return watch ? verdict.finally(() => spare.prepare()) : verdict;
  };
}

/** A signal that Ctrl-C gives, or a SIGTERM; the second Ctrl-C ends the process. */
function interruption(): AbortSignal {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => interrupt.abort());
  return interrupt.signal;
}

async function rubricIn(file: string | undefined): Promise<Rubric> {
  if (file === undefined) return standardRubric;
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'it does not exist' : error.message;
    throw new UsageError({
      who: 'verify',
      rule: `cannot read ${file}: ${why}`,
      remedy: 'name another file with --rubric',
    });
  });
  return readRubric(`verify: ${file}`, text);
}
