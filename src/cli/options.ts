import { Option, type Command } from 'commander';
import { backendOption } from './backend-option.ts';
import { wholeNumber } from './whole-number.ts';

/** Options that training commands share. */
export interface TrainingOptions {
  readonly backend: string;
  readonly out?: string;
  readonly seed?: number;
  readonly seeds?: number;
  readonly fast?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** Its bytes are the same everywhere. */
const embedded = 'wasm';
const usual = 'reports';

/** Adds the options that training commands share. */
export function addTrainingOptions(command: Command): Command {
  return command
    .addOption(backendOption(embedded))
    .option('--out <folder>', `folder for the reports; default: ${usual}, or one beside it`)
    .option('--seed <n>', 'first seed of every experiment', wholeNumber(0))
    .option('--seeds <n>', 'number of seeds, where an experiment has several', wholeNumber(1))
    .option('--fast', 'a draft: a tenth of the updates, claims not judged')
    .addOption(new Option('--quiet', 'no progress, no notes').conflicts('json'))
    .option('--json', 'print the result as one JSON document');
}

/**
 * Where the reports go. `reports` holds what the lessons say, in full and on the embedded backend; whatever else is asked
 * for has a folder of its own, unless the reader names one.
 */
export function reportsFolder({ out, backend, seed, seeds, fast }: TrainingOptions): string {
  if (out !== undefined) return out;
  return [
    usual,
    ...(backend === embedded ? [] : [backend]),
    ...(seed === undefined ? [] : [`seed-${seed}`]),
    ...(seeds === undefined ? [] : [`seeds-${seeds}`]),
    ...(fast ? ['fast'] : []),
  ].join('-');
}
