import { join } from 'node:path';
import { versions } from '../engine/index.ts';
import { writeReport } from '../render/report.ts';
import type { RunRecord } from '../training/experiment.ts';
import type { Comparison, Outcome } from './comparison.ts';
import type { Contestant } from './contestant.ts';
import { comparisonFigures, finding, isFinished } from './figures.ts';
import { comparisonPage, type Surroundings } from './page.ts';
import { ranked, standing, type Standing } from './standing.ts';
import { liveWithin } from '../course/beside-lessons.ts';
import { figureEntries, type FigureEntry } from '../course/lesson-data.ts';

/** One contestant in `data.json`. */
export interface ContestantData extends Pick<Contestant, 'kind' | 'label'> {
  readonly status: Outcome['status'];
  readonly message?: string;
  readonly standing?: Standing;
  readonly run?: RunRecord;
}

/** Everything that a comparison's report is drawn from, as `data.json` holds it. */
export interface ComparisonData {
  readonly schema: 1;
  readonly finding: string;
  readonly problem: string;
  readonly draft: boolean;
  readonly backend: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly conditions: Comparison['experiment'];
  /** Best first. */
  readonly entrants: readonly ContestantData[];
  readonly figures: readonly FigureEntry[];
}

/**
 * Writes a comparison's pictures, page and data to `<out>/<problem>/`.
 * @throws UsageError when the folder cannot be written
 */
export async function writeComparison(
  outcomes: readonly Outcome[],
  conditions: Comparison,
  out: string,
  surroundings: Omit<Surroundings, 'versions'>,
): Promise<ComparisonData> {
  const figures = comparisonFigures(outcomes, conditions);
  const data: ComparisonData = {
    schema: 1,
    finding: finding(outcomes, conditions),
    problem: conditions.track.problem.name,
    draft: conditions.draft,
    backend: surroundings.backend,
    versions: await versions(),
    conditions: conditions.experiment,
    entrants: ranked(outcomes, conditions).map((outcome) => {
      const { kind, label } = outcome.contestant;
      const { status } = outcome;
      return isFinished(outcome)
        ? { kind, label, status, standing: standing(outcome.run, conditions), run: outcome.run }
        : { kind, label, status, message: outcome.message };
    }),
    figures: figureEntries(figures),
  };
  const markdown = comparisonPage(outcomes, conditions, figures, {
    ...surroundings,
    versions: data.versions,
  });
  const script = await liveWithin();
  const report = { title: data.finding, markdown, figures, data, script };
  await writeReport(join(out, data.problem), report);
  return data;
}
