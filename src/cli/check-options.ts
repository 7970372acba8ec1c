import { InvalidArgumentError, type Command } from 'commander';
import { usualCheck, type CheckOptions } from '../workbook/usual-check.ts';
import { backendOption } from './backend-option.ts';
import { wholeNumber } from './whole-number.ts';

/** Options of the commands that examine files, as they are typed. */
export interface TypedCheckOptions {
  readonly backend: string;
  readonly seed: number;
  /** Seconds that a file's own code may run. */
  readonly timeout: number;
  /** Megabytes that it may take. */
  readonly memory: number;
}

/** Adds the options that `learn`, `check` and `verify` share. */
export function addCheckOptions(command: Command): Command {
  const { seed, seconds, megabytes } = usualCheck;
  return command
    .addOption(backendOption())
    .option('--seed <n>', 'of the numbers that files are examined with', wholeNumber(0), seed)
    .option('--timeout <seconds>', "how long a file's own code may run", duration, seconds)
    .option('--memory <megabytes>', 'how much memory it may take', wholeNumber(256), megabytes);
}

export function checkOptions({ backend, seed, timeout, memory }: TypedCheckOptions): CheckOptions {
  return { backend, seed, seconds: timeout, megabytes: memory };
}

function duration(text: string): number {
  const seconds = text.trim() === '' ? Number.NaN : Number(text);
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('It must be a number of seconds greater than 0.');
}
