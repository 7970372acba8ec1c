import { join } from 'node:path';
import type { Command } from 'commander';
import { startEngine } from '../../engine/index.ts';
import { writeFiles } from '../../render/files.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { runShare } from '../../sweep/run-sweep.ts';
import { shardOf } from '../../sweep/shard.ts';
import { backendOption } from '../backend-option.ts';
import { wholeNumber } from '../whole-number.ts';
import { studyFile } from './study-file.ts';
import { watched } from './watched.ts';

interface WorkOptions {
  readonly shard?: string;
  readonly of?: number;
  readonly backend: string;
  readonly out: string;
  readonly quiet?: boolean;
}

/** `downhill work <study.json>`: a share of a sweep, on one of many machines (DOORS 7). */
export function addWork(command: Command): void {
  command
    .argument('<study.json>', 'the same file for all of them')
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
    .option('--quiet', 'no progress, no notes')
    .action(async (file: string, options: WorkOptions) => {
      process.exitCode = await work(file, options);
    });
}

async function work(file: string, options: WorkOptions): Promise<number> {
  const { quiet = false, out, backend } = options;
  const shard = shardOf(options.shard, options.of, process.env);
  const { who, sweep } = await studyFile(file);
  const folder = join(out, sweep.name);
  await writeFiles(folder, {});
  const name = `${sweep.name} ${shard.index + 1}/${shard.of}`;
  const view = watched(name, quiet);
  try {
    const engine = await startEngine({ backend, folder: join(folder, 'results'), archive: true });
    try {
      await runShare(sweep, engine, shard, { who, onProgress: view.onProgress });
    } finally {
      engine.close();
    }
    view.note(`${name}: done. When all shares are: npx downhill sweep ${file}`);
    return exitCodes.well;
  } finally {
    view.end();
  }
}
