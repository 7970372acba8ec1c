import { numberText } from '../figures/index.ts';
import type { TrialResult } from './cell.ts';
import { byProblem } from './findings.ts';
import { judgedMean } from './levels.ts';
import { meanScore, type CellResult } from './run-sweep.ts';
import { byScore } from './score.ts';
import { ranked, standing } from './standing.ts';
import type { Sweep } from './sweep.ts';
import { settingText } from './words.ts';

/** A table as text. */
export interface SweepTable {
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

const left = (label: string) => ({ label, align: 'left' as const });
const right = (label: string) => ({ label, align: 'right' as const });

/** One row for each optimizer on each problem, best first: its best setting, and what that came to on fresh seeds. */
export function sweepTable(cells: readonly CellResult[], { score }: Sweep): SweepTable {
  const groups = [...byProblem(cells).values()];
  return {
    columns: [
      left('problem'),
      left('optimizer'),
      left('best setting'),
      right('when chosen'),
      right('fresh seeds'),
      left('of these'),
    ],
    rows: groups.flatMap((group) =>
      ranked(group, score).map((cell) => {
        const { problem, optimizer, best } = cell;
        const found = standing(cell, score);
        const names = [problem.label, optimizer.label];
        if (best === undefined || found === undefined) {
          return [...names, 'no setting came through', '', '', ''];
        }
        const border = cell.onBorder.length > 0 ? ' (border)' : '';
        return [
          ...names,
          settingText(optimizer.space, best.trial.setting) + border,
          numberText(meanScore(best) ?? NaN),
          found.mean === null
            ? 'none'
            : `${numberText(found.mean)} ± ${numberText(found.deviation, 2)}`,
          found.lost === 0 ? 'none diverged' : `${found.lost} of ${found.scores.length} diverged`,
        ];
      }),
    ),
  };
}

/** The best trials of a cell, at most `most`, best first. */
export function trialsTable(
  { optimizer: { space }, trials }: CellResult,
  sweep: Sweep,
  most: number,
): SweepTable {
  const order = byScore(sweep.score);
  const sorted = trials.toSorted(
    (a, b) =>
      order(meanScore(a), meanScore(b)) || order(judgedMean(sweep, a), judgedMean(sweep, b)),
  );
  const halved = sweep.rungs.length > 0;
  const text = (value: number | null) => (value === null ? '' : numberText(value));
  return {
    columns: [
      left('setting'),
      ...(halved ? [right(`after ${numberText(sweep.rungs[0] as number)} updates`)] : []),
      right(`mean of ${sweep.seeds.length} seeds`),
      left('what became of it'),
    ],
    rows: sorted
      .slice(0, most)
      .map((one) => [
        settingText(space, one.trial.setting),
        ...(halved ? [text(judgedMean(sweep, one))] : []),
        text(meanScore(one)),
        becameOf(one),
      ]),
  };
}

function becameOf({ stoppedAt, runs }: TrialResult): string {
  const lost = runs.filter(({ divergedAt }) => divergedAt !== null).length;
  if (lost > 0) return runs.length === 1 ? 'diverged' : `${lost} of ${runs.length} diverged`;
  return stoppedAt === null ? 'came through' : `stopped after ${numberText(stoppedAt)}`;
}

/** Every run of every trial as comma-separated values, a row each. */
export function trialsCsv(cells: readonly CellResult[], sweep: Sweep): string {
  const names = [
    ...new Set(cells.flatMap(({ optimizer }) => optimizer.space.map(({ name }) => name))),
  ];
  const head = ['problem', 'optimizer', 'trial', ...names, 'seed', sweep.score];
  const rows = cells.flatMap(({ problem, optimizer, trials }) =>
    trials.flatMap(({ trial, runs, stoppedAt }) =>
      runs.map((run, i) => [
        problem.label,
        optimizer.label,
        trial.index,
        ...names.map((name) => trial.setting[name]),
        sweep.seeds[i],
        run.score,
        run.divergedAt,
        stoppedAt,
      ]),
    ),
  );
  return [[...head, 'divergedAt', 'stoppedAt'], ...rows]
    .map((row) => `${row.map(csvCell).join(',')}\n`)
    .join('');
}

/** As RFC 4180 has it; what is missing is empty. */
function csvCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
