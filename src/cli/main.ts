#!/usr/bin/env node
import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { exitCodes } from '../shared/exit-codes.ts';
import { UsageError } from '../shared/errors.ts';
import { packVariable } from '../course/packs.ts';
import { addCheck } from './check.ts';
import { addCompare } from './compare/compare.ts';
import { addDoctor } from './doctor.ts';
import { addHint } from './hint.ts';
import { addLearn } from './learn/learn.ts';
import { addLessonsCheck } from './lessons-check/lessons-check.ts';
import { addList } from './list.ts';
import { addMap } from './map.ts';
import { addReport } from './report/report.ts';
import { addReset } from './reset.ts';
import { addRun } from './report/run.ts';
import { addSolution } from './solution.ts';
import { addSweep } from './sweep/sweep.ts';
import { addWork } from './sweep/work.ts';
import { addVerify } from './verify/verify.ts';

/** In the order in which help lists them. */
const commands = [
  addMap,
  addList,
  addLearn,
  addCheck,
  addHint,
  addSolution,
  addReset,
  addRun,
  addReport,
  addVerify,
  addCompare,
  addSweep,
  addWork,
  addDoctor,
  addLessonsCheck,
];

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

process.on('SIGINT', () => {
  // A command that has something to finish listens itself; at the second Ctrl-C nobody does.
  if (process.listenerCount('SIGINT') === 1) process.exit(exitCodes.interrupted);
});
process.exitCode = await main(process.argv);

/** Reads the command line, does what it says, and returns the exit code (DOORS 2). */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('downhill')
    .description('A course on regularization and optimization in TensorFlow.js.')
    .version(version)
    // Set before any subcommand is added: those added earlier would not inherit them.
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ outputError: () => {} })
    .configureHelp({ showGlobalOptions: true })
    .option(
      '--pack <package>',
      'also the lessons of another package, or of a folder; may be repeated',
      (name: string, before: readonly string[]) => [...before, name],
      [],
    )
    // The processes that train inherit it.
    .hook('preAction', () => {
      const { pack } = program.opts<{ pack: readonly string[] }>();
      if (pack.length > 0) process.env[packVariable] = pack.join(',');
    });
  for (const add of commands) add(program);
  const names = program.commands.map((command) => command.name());
  try {
    await program.parseAsync(argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(
      error,
      argv.slice(2).find((word) => names.includes(word)),
    );
  }
}

/**
 * Says what went wrong in one sentence and the command to try next; a stack trace only for a fault of ours.
 * @param command the one that was typed, where it was a known one
 */
function report(error: unknown, command?: string): number {
  const help = [command, '--help'].filter(Boolean).join(' ');
  const say = (sentence: string, next = help) =>
    process.stderr.write(`downhill: ${sentence}\nTry: npx downhill ${next}\n`);
  if (error instanceof CommanderError) {
    if (error.exitCode === exitCodes.well) return exitCodes.well;
    say(error.message.replace(/^error: /, '').replaceAll('\n', ' '));
    return exitCodes.usage;
  }
  if (error instanceof UsageError) {
    say(error.message, error.command);
    return error.exitCode;
  }
  process.stderr.write(
    `downhill: this is a fault of downhill, please report it\n${(error as Error).stack}\n`,
  );
  return exitCodes.failed;
}
