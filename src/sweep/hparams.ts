import { scalarRecord, versionRecord } from '../callbacks/event-record.ts';
import { hparamsRecords } from '../callbacks/hparams-record.ts';
import { meanScore, type CellResult } from './run-sweep.ts';
import type { Sweep } from './sweep.ts';
import { slug } from './words.ts';

/** An event file of TensorBoard, in a folder of its own. */
export interface EventFile {
  /** From the folder that TensorBoard is given. */
  readonly folder: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A sweep as TensorBoard's HParams shows it: each trial with its setting, its optimizer and problem, and its mean score;
 * one that was stopped at a rung with what it had there, one that lost a seed as failed and without.
 */
export function* hparamsFiles(cells: readonly CellResult[], sweep: Sweep): Generator<EventFile> {
  for (const { problem, optimizer, trials } of cells) {
    for (const one of trials) {
      const { trial, stoppedAt, runs } = one;
      const settings = Object.entries(trial.setting).map(([name, value]) => [name, plain(value)]);
      const score = stoppedAt === null ? meanScore(one) : (runs[0]?.score ?? null);
      const { start, end } = hparamsRecords({
        values: {
          problem: problem.label,
          optimizer: optimizer.label,
          ...(Object.fromEntries(settings) as Record<string, string | number | boolean>),
        },
        group: `${problem.label}, ${optimizer.label}, ${trial.index}`,
        failed: score === null,
      });
      const values = score === null ? {} : { [sweep.score]: score };
      // No clock: the same study gives the same bytes.
      const scalars = scalarRecord({ wallTime: 0, step: stoppedAt ?? sweep.updates, values });
      yield {
        folder: [problem.label, optimizer.label, `${trial.index}`].map(slug).join('--'),
        name: 'events.out.tfevents.0.downhill',
        bytes: Buffer.concat([versionRecord(0), start, scalars, end]),
      };
    }
  }
}

function plain(value: unknown): string | number | boolean {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') {
    return value;
  }
  return JSON.stringify(value);
}
