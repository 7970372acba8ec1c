import { join } from 'node:path';
import { writeFiles } from '../render/files.ts';
import { hparamsFiles } from './hparams.ts';
import { optunaJournal } from './optuna.ts';
import type { CellResult } from './run-sweep.ts';
import type { Sweep } from './sweep.ts';

/** What a sweep can be written for beside its report. */
export const exportKinds = ['optuna', 'hparams'] as const;
export type ExportKind = (typeof exportKinds)[number];

/**
 * Writes a sweep for other tools into its folder: `optuna.log`, and `hparams/` with a folder for each trial.
 * @returns what was written, and how it is opened
 * @throws UsageError when the folder cannot be written
 */
export async function exportSweep(
  kind: ExportKind,
  cells: readonly CellResult[],
  sweep: Sweep,
  folder: string,
): Promise<string> {
  if (kind === 'optuna') {
    await writeFiles(folder, { 'optuna.log': optunaJournal(cells, sweep) });
    return `For Optuna: JournalStorage(JournalFileBackend("${join(folder, 'optuna.log')}"))`;
  }
  const place = join(folder, 'hparams');
  for (const { folder: trial, name, bytes } of hparamsFiles(cells, sweep)) {
    await writeFiles(join(place, trial), { [name]: bytes });
  }
  return `For TensorBoard: tensorboard --logdir ${place}`;
}
