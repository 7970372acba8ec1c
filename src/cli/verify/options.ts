import { Option, type Command } from 'commander';
import { dueOption } from '../due-option.ts';
import { addCheckOptions, type TypedCheckOptions } from '../check-options.ts';
import { wholeNumber } from '../whole-number.ts';
import type { ExportPaths } from './exports.ts';

/** What `downhill verify` can be asked for. */
export interface VerifyOptions extends ExportPaths, TypedCheckOptions {
  readonly as?: string;
  readonly rubric?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly watch?: boolean;
  readonly resume?: boolean;
  readonly queue?: string;
  readonly due?: Date;
  /** `true` where the scheduler says which. */
  readonly shard?: string | true;
  readonly of?: number;
}

/** Adds the options of `downhill verify`. */
export function addVerifyOptions(command: Command): Command {
  return addCheckOptions(command)
    .option('--as <name>', 'what it is meant to be, such as adam; default: its name says so')
    .option('--strict', "a known library's convention is a mistake, too")
    .option('--junit <file>', 'write JUnit XML')
    .option('--gradescope <file>', "write Gradescope's results.json")
    .option('--classroom <file>', 'write the JSON of a GitHub Classroom grader')
    .option('--rubric <file>', 'points and hidden checks, as JSON')
    .option('--watch', 'examine again at every save, until Ctrl-C')
    .addOption(
      new Option(
        '--resume',
        'with several files: go on where an earlier call ended; what it judged, same content and options, is not judged again',
      ).conflicts('watch'),
    )
    .addOption(
      new Option(
        '--queue <url>',
        'have it done by the workers of a queue, redis://… or postgres://…; goes on like --resume',
      ).conflicts(['watch', 'shard']),
    )
    .addOption(dueOption('now'))
    .addOption(
      new Option(
        '--shard [i/n]',
        'only a share of the files, from 1/n; without i/n that of SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX; goes on like --resume',
      ).conflicts('watch'),
    )
    .addOption(
      new Option(
        '--of <n>',
        'with --shard: how many shares there are, where the scheduler does not say',
      )
        .argParser(wholeNumber(1))
        .conflicts(['watch', 'queue']),
    )
    .addOption(new Option('--quiet', 'a line for each file, no progress').conflicts('json'))
    .addOption(new Option('--json', 'print the result as one JSON document').conflicts('watch'));
}
