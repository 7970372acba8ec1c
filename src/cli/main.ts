#!/usr/bin/env node
import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { exitCodes } from '../shared/exit-codes.ts';
import { UsageError } from '../shared/errors.ts';
import { packVariable } from '../course/packs.ts';
import { commands, nameOf } from './commands.ts';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

process.on('SIGINT', () => {
  // A command that has something to finish listens itself; at the second Ctrl-C nobody does.
  if (process.listenerCount('SIGINT') === 1) process.exit(exitCodes.interrupted);
});
/** As of a program that the system ends because nobody reads on what it prints, as `head` does once it has its lines. */
const unread = 141;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(unread);
    throw error;
  });
}
process.exitCode = await main(process.argv);

/** Reads the command line, does what it says, and returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('downhill')
    .description('A course on regularization and optimization in TensorFlow.js.')
    .version(version)
    // Set before any subcommand is added: those added earlier would not inherit them.
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ outputError: () => {} })
    .configureHelp({
      showGlobalOptions: true,
      subcommandTerm: (one) =>
        commands.find((listed) => nameOf(listed) === one.name())?.usage ?? one.name(),
    })
    .option(
      '--pack <package>',
      'also the lessons of another package, or of a folder; may be repeated',
      (name: string, before: readonly string[]) => [...before, name],
      [],
    )
    // Without a command it is the map. Whatever stands beside an unknown command, the command is what is wrong.
    .argument('[command]')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async (command?: string) => (await import('./map.ts')).showMap(command))
    // The processes that train inherit it.
    .hook('preAction', () => {
      const { pack } = program.opts<{ pack: readonly string[] }>();
      if (pack.length > 0) process.env[packVariable] = pack.join(',');
    })
    .hook('preSubcommand', async (_, command) => {
      const add = await commands.find((listed) => nameOf(listed) === command.name())?.load();
      await add?.(command);
    });
  for (const listed of commands) {
    const { about, hidden = false } = listed;
    program.command(nameOf(listed), { hidden }).description(about);
  }
  const names = commands.map(nameOf);
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
