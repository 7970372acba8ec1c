import { InvalidArgumentError, type Command } from 'commander';
import { usualCheck, type CheckOptions } from '../workbook/check.ts';

/** Options of the commands that check learners' files, as they are typed. */
export interface TypedCheckOptions {
  readonly backend: string;
  readonly seed: number;
  readonly timeout: number;
  readonly memory: number;
}

/** Adds the options that `learn` and `check` share. */
export function addCheckOptions(command: Command): Command {
  return command
    .option('--backend <name>', 'auto, tensorflow, wasm, webgpu or cpu', usualCheck.backend)
    .option(
      '--seed <n>',
      'of the gradients that files are checked with',
      number(0),
      usualCheck.seed,
    )
    .option('--timeout <s>', 'seconds until a file is stopped', number(1), usualCheck.seconds)
    .option('--memory <MB>', 'memory that a file may use', number(256), usualCheck.megabytes);
}

export function checkOptions({ backend, seed, timeout, memory }: TypedCheckOptions): CheckOptions {
  return { backend, seed, seconds: timeout, megabytes: memory };
}

function number(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= 0xffffffff) return value;
    throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
  };
}
