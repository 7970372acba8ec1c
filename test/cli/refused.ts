import { Command, CommanderError } from 'commander';
import { vi } from 'vitest';
import { commands, nameOf } from '../../src/cli/commands.ts';
import { UsageError } from '../../src/shared/errors.ts';

/** How a command refused what it was asked. */
export interface Refused {
  readonly code: number;
  readonly message: string;
  /** The command to try next; undefined for its own help. */
  readonly next: string | undefined;
  /** What it printed before. */
  readonly stdout: string;
}

/**
 * How a command refuses these words in a folder. It runs in this process, because one of its own takes half a second;
 * how `downhill` says what a command throws is in main.test.ts.
 */
export async function refused(
  folder: string,
  [name, ...args]: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Refused> {
  const listed = commands.find((one) => nameOf(one) === name);
  const command = new Command(name).exitOverride().configureOutput({ outputError: () => {} });
  const add = await listed?.load();
  await add?.(command);
  let stdout = '';
  const printing = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  for (const [variable, value] of Object.entries(variables)) vi.stubEnv(variable, value);
  const before = process.cwd();
  process.chdir(folder);
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof UsageError) {
      return { code: error.exitCode, message: error.message, next: error.command, stdout };
    }
    if (!(error instanceof CommanderError)) throw error;
    return { code: 2, message: error.message, next: undefined, stdout };
  } finally {
    process.chdir(before);
    vi.unstubAllEnvs();
    printing.mockRestore();
  }
  throw new Error(`${name} ${args.join(' ')} was not refused`);
}
