import { liveWithin } from '../course/beside-lessons.ts';
import { figureEntries, type FigureEntry } from '../course/lesson-data.ts';
import { versions } from '../engine/index.ts';
import { writeReport } from '../render/report.ts';
import type { RunRecord } from '../training/experiment.ts';
import type { Ended } from './cell.ts';
import { sweepFigures } from './figures.ts';
import { findingOf, notesOf } from './findings.ts';
import { sweepPage, type Surroundings } from './page.ts';
import { meanScore, type CellResult } from './run-sweep.ts';
import type { Setting } from './space.ts';
import { standing, type Standing } from './standing.ts';
import type { Sweep } from './sweep.ts';
import { trialsCsv } from './table.ts';

/** One optimizer on one problem in `data.json`. */
export interface CellData {
  readonly problem: string;
  readonly optimizer: string;
  readonly trials: readonly TrialData[];
  /** The trial that won; null where none came through. */
  readonly best: number | null;
  readonly onBorder: readonly string[];
  /** On fresh seeds. */
  readonly standing: Standing | null;
  readonly final: RunRecord | null;
}

export interface TrialData {
  readonly setting: Setting;
  readonly stoppedAt: number | null;
  /** The mean over the seeds; null where it was stopped or lost one. */
  readonly score: number | null;
  /** One for each seed that was run. */
  readonly runs: readonly Ended[];
}

/** Everything that a study's report is drawn from, as `data.json` holds it. */
export interface SweepData {
  readonly schema: 1;
  readonly name: string;
  readonly finding: string;
  readonly notes: readonly string[];
  readonly backend: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly study: Sweep;
  readonly cells: readonly CellData[];
  readonly figures: readonly FigureEntry[];
}

/**
 * Writes a study's pictures, page, data and table of runs.
 * @throws UsageError when the folder cannot be written
 */
export async function writeSweep(
  cells: readonly CellResult[],
  sweep: Sweep,
  folder: string,
  surroundings: Omit<Surroundings, 'versions'>,
): Promise<SweepData> {
  const figures = sweepFigures(cells, sweep);
  const data: SweepData = {
    schema: 1,
    name: sweep.name,
    finding: findingOf(cells, sweep),
    notes: notesOf(cells, sweep),
    backend: surroundings.backend,
    versions: await versions(),
    study: sweep,
    cells: cells.map((cell) => ({
      problem: cell.problem.label,
      optimizer: cell.optimizer.label,
      trials: cell.trials.map((one) => ({
        setting: one.trial.setting,
        stoppedAt: one.stoppedAt,
        score: meanScore(one),
        runs: one.runs,
      })),
      best: cell.best?.trial.index ?? null,
      onBorder: cell.onBorder,
      standing: standing(cell, sweep.score) ?? null,
      final: cell.final ? { ...cell.final, backend: surroundings.backend } : null,
    })),
    figures: figureEntries(figures),
  };
  const markdown = sweepPage(cells, sweep, figures, { ...surroundings, versions: data.versions });
  const also = { 'trials.csv': trialsCsv(cells, sweep) };
  const script = await liveWithin();
  await writeReport(folder, { title: data.finding, markdown, figures, data, also, script });
  return data;
}
