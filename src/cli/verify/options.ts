import { Option, type Command } from 'commander';
import { addCheckOptions, type TypedCheckOptions } from '../check-options.ts';
import type { ExportPaths } from './exports.ts';

/** What `downhill verify` can be asked for (DOORS 2-3). */
export interface VerifyOptions extends ExportPaths, TypedCheckOptions {
  readonly as?: string;
  readonly rubric?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly watch?: boolean;
  readonly resume?: boolean;
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
    .addOption(new Option('--quiet', 'a line for each file, no progress').conflicts('json'))
    .addOption(new Option('--json', 'print the result as one JSON document').conflicts('watch'));
}
