import { Option, type Command } from 'commander';
import { backendOption } from './backend-option.ts';
import { wholeNumber } from './whole-number.ts';

/** Options that training commands share (DOORS 2). */
export interface TrainingOptions {
  readonly backend: string;
  readonly out: string;
  readonly seed?: number;
  readonly seeds?: number;
  readonly fast?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** Adds the options that training commands share. */
export function addTrainingOptions(command: Command): Command {
  return command
    .addOption(backendOption())
    .option('--out <folder>', 'folder that reports are written to', 'reports')
    .option('--seed <n>', 'first seed of every experiment', wholeNumber(0))
    .option('--seeds <n>', 'number of seeds, where an experiment has several', wholeNumber(1))
    .option('--fast', 'a draft: a tenth of the updates, claims not judged')
    .addOption(new Option('--quiet', 'no progress, no notes').conflicts('json'))
    .option('--json', 'print the result as one JSON document');
}
