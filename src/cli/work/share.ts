import { join } from 'node:path';
import { startEngine } from '../../engine/index.ts';
import { writeFiles } from '../../render/files.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { runShare } from '../../sweep/run-sweep.ts';
import { shardOf } from '../../sweep/shard.ts';
import { studyFile } from '../sweep/study-file.ts';
import { watched } from '../sweep/watched.ts';

/** What may be said of a share. */
export interface ShareOptions {
  readonly shard?: string;
  readonly of?: number;
  readonly backend: string;
  readonly out: string;
  readonly quiet?: boolean;
}

/** Does a share of a study. */
export async function workShare(file: string, options: ShareOptions): Promise<number> {
  const { quiet = false, out, backend } = options;
  const shard = shardOf('work', options.shard, options.of, process.env);
  const { who, sweep } = await studyFile('work', file);
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
