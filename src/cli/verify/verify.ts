import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { packsOfThisCall } from '../../course/packs.ts';
import { withLessons } from '../../course/with-lessons.ts';
import { stopCompilers } from '../../sandbox/compiler-process.ts';
import { examine } from '../../sandbox/examine.ts';
import {
  checkRubric,
  readRubric,
  standardRubric,
  type Grading,
  type Rubric,
} from '../../grading/index.ts';
import { members } from '../../verify/members/index.ts';
import { memberNamed } from '../../verify/member-names.ts';
import { Spare } from '../../sandbox/spare.ts';
import { shardOf, type Shard } from '../../sweep/shard.ts';
import { asker } from '../../engine/queue/asker.ts';
import { openBroker } from '../../engine/queue/broker.ts';
import { UsageError } from '../../shared/errors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { checkDue } from '../due-option.ts';
import { nameLists } from '../name-lists.ts';
import { filesToVerify, isFolder } from './files.ts';
import type { Examine } from './batch.ts';
import { queued } from './queued.ts';
import { addVerifyOptions, type VerifyOptions } from './options.ts';
import { remembered, type Memory } from './remembered.ts';
import { verifySession } from './session.ts';
import { verifyOnSave } from './watch.ts';

/** `downhill verify <file...>`: is this optimizer, schedule, regularizer or gradient right, and if not, which mistake is it? */
export function addVerify(command: Command): void {
  addVerifyOptions(
    command
      .argument('<file...>', 'TypeScript or JavaScript files, or folders of them')
      .addHelpText('after', memberLists),
  ).action(async (paths: string[], options: VerifyOptions) => {
    process.exitCode = await verify(paths, options);
  });
}

/** What `--as` takes. */
function memberLists(): string {
  const of = (kind: string) =>
    [...members.values()].filter((one) => one.kind === kind).map(({ name }) => name);
  return nameLists({
    Optimizers: of('optimizer'),
    Schedules: of('schedule'),
    Regularizers: of('regularizer'),
    Gradients: of('gradient'),
    Functions: of('function'),
  });
}

async function verify(paths: readonly string[], options: VerifyOptions): Promise<number> {
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
  const processes = processesFor(files.length, options);
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
  const sent = others && queued(others, processes.examine, options.due ?? new Date());
  const examiner = sent?.examine ?? processes.examine;
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
    processes.close();
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
function processesFor(files: number, { timeout, memory, backend, watch }: VerifyOptions) {
  const spare = new Spare({ timeout, memory, ...(backend === 'auto' ? {} : { backend }) });
  let left = files;
  const run: Examine = async (file, options) => {
    const verdict = examine(file, options, spare.take(!watch && --left > 0));
    // While somebody waits, the next process does not take the cores from this one.
    return watch ? verdict.finally(() => spare.prepare()) : verdict;
  };
  const close = () => {
    spare.close();
    stopCompilers();
  };
  return { examine: run, close };
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
