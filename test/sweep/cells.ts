import type { CellResult } from '../../src/sweep/run-sweep.ts';
import type { Setting } from '../../src/sweep/space.ts';
import { record } from '../figures/record.ts';

/** A cell that ended with these losses on fresh seeds; without any, no setting came through. */
export function cell(
  problem: string,
  optimizer: string,
  losses: readonly (number | null)[],
  { setting = {}, onBorder = [] }: { setting?: Setting; onBorder?: readonly string[] } = {},
): CellResult {
  const experiment = { problem: { name: 'bowl' }, optimizer: { name: 'sgd' }, updates: 9 };
  const trial = { index: 0, setting, experiment };
  const runs = [{ score: 1, atFirstRung: null, divergedAt: null }];
  const best = { trial, stoppedAt: null, runs };
  const run = record({ loss: losses.map((loss) => [9, loss ?? 9]) });
  return {
    problem: { label: problem, spec: experiment.problem },
    optimizer: { label: optimizer, style: 'sgd', spec: experiment.optimizer, space: [] },
    trials: [best],
    best: losses.length > 0 ? best : undefined,
    onBorder,
    final: losses.length > 0 ? { ...run, final: { loss: losses, accuracy: losses } } : undefined,
  };
}
