import type { Command } from 'commander';
import { UsageError } from '../../shared/errors.ts';
import { backendOption } from '../backend-option.ts';
import { wholeNumber } from '../whole-number.ts';
import { workShare, type ShareOptions } from './share.ts';
import { showStatus } from './status.ts';
import { workQueue } from './queue.ts';

interface WorkOptions extends ShareOptions {
  readonly queue?: string;
  readonly status?: boolean;
  readonly json?: boolean;
}

/** `downhill work`: a share of a sweep, or whatever stands in a queue, on one of many machines. */
export function addWork(command: Command): void {
  command
    .argument('[study.json]', 'for a share: the same file for all of them')
    .option(
      '--shard <i/n>',
      'which share, from 1/n; else SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX',
    )
    .option(
      '--of <n>',
      'how many shares there are, where the scheduler does not say',
      wholeNumber(1),
    )
    .addOption(backendOption('wasm'))
    .option('--out <folder>', 'folder that results are written to, as for sweep', 'sweeps')
    .option(
      '--queue <url>',
      'take jobs from a queue until Ctrl-C or SIGTERM: redis://… or postgres://…',
    )
    .option('--status', 'with --queue: say how many jobs there are, and end')
    .option('--json', 'with --status: as one JSON document')
    .option('--quiet', 'no progress, no notes')
    .action(async (file: string | undefined, options: WorkOptions) => {
      process.exitCode = await work(file, options);
    });
}

async function work(file: string | undefined, options: WorkOptions): Promise<number> {
  const { queue, status, quiet = false } = options;
  if (queue === undefined) {
    if (status) throw misused('--status needs the queue that is meant', 'add --queue <url>');
    if (file !== undefined) return workShare(file, options);
    throw misused('what to work on is not said', 'name a study, or add --queue <url>');
  }
  if (file !== undefined || options.shard !== undefined || options.of !== undefined) {
    const way = 'downhill sweep <study.json> --queue <url> puts a study into it';
    throw misused('a queue holds the jobs of all, so it takes no study and no share', way);
  }
  return status ? showStatus(queue, options.json ?? false) : workQueue(queue, quiet);
}

const misused = (rule: string, remedy: string) => new UsageError({ who: 'work', rule, remedy });
