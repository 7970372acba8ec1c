import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ExportPaths } from './exports.ts';

/** What `downhill verify` can be asked for (DOORS 2-3). */
export interface VerifyOptions extends ExportPaths {
  readonly as?: string;
  readonly backend: string;
  readonly seed: number;
  /** Seconds that the file's own code may run. */
  readonly timeout: number;
  /** Megabytes that it may take. */
  readonly memory: number;
  readonly rubric?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly watch?: boolean;
}

/** Adds the options of `downhill verify`. */
export function addVerifyOptions(command: Command): Command {
  return command
    .option('--as <name>', 'what it is meant to be, such as adam; default: its name says so')
    .option('--backend <name>', 'auto, tensorflow, wasm, webgpu or cpu', 'auto')
    .option(
      '--seed <n>',
      'seed of the numbers it is examined with',
      amount(
        'a whole number of at least 0',
        (n) => Number.isInteger(n) && n >= 0 && n <= 0xffffffff,
      ),
      1,
    )
    .option('--strict', "a known library's convention is a mistake, too")
    .option('--junit <file>', 'write JUnit XML')
    .option('--gradescope <file>', "write Gradescope's results.json")
    .option('--classroom <file>', 'write the JSON of a GitHub Classroom grader')
    .option('--rubric <file>', 'points and hidden checks, as JSON')
    .option(
      '--timeout <seconds>',
      "how long the file's own code may run",
      amount('a number of seconds greater than 0', (n) => n > 0 && n <= 86_400),
      20,
    )
    .option(
      '--memory <megabytes>',
      'how much memory it may take',
      amount('a whole number of at least 256', (n) => Number.isInteger(n) && n >= 256),
      1024,
    )
    .option('--watch', 'examine again at every save, until Ctrl-C')
    .addOption(new Option('--quiet', 'a line for each file, no progress').conflicts('json'))
    .addOption(new Option('--json', 'print the result as one JSON document').conflicts('watch'));
}

function amount(says: string, holds: (value: number) => boolean): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (Number.isFinite(value) && holds(value)) return value;
    throw new InvalidArgumentError(`It must be ${says}.`);
  };
}
