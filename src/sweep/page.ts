import { numberText, optionText } from '../figures/index.ts';
import { markdownTable, plain } from '../render/markdown.ts';
import { capital, list } from '../shared/sentence.ts';
import { dimensionsOf, figureId, type SweepFigures } from './figures.ts';
import { byProblem, findingOf, findingOn, notesOf } from './findings.ts';
import { survivors } from './halving.ts';
import type { CellResult } from './run-sweep.ts';
import { isHigherBetter } from './score.ts';
import type { Dimension } from './space.ts';
import type { Sweep } from './sweep.ts';
import { sweepTable, trialsTable, type SweepTable } from './table.ts';
import { valueText } from './words.ts';

/** What the page says beyond the results. */
export interface Surroundings {
  readonly backend: string;
  readonly versions: Readonly<Record<string, string>>;
  /** How to run the same again. */
  readonly command: string;
}

const shownTrials = 10;

/** A study as it is read, in Markdown: finding, what must be said beside it, pictures and tables, protocol. */
export function sweepPage(
  cells: readonly CellResult[],
  sweep: Sweep,
  figures: SweepFigures,
  { backend, versions, command }: Surroundings,
): string {
  const picture = (id: string) => {
    const figure = figures[id];
    return figure ? [`![${plain(figure.alt)}](${id}.png)`] : [];
  };
  const notes = notesOf(cells, sweep);
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const groups = [...byProblem(cells)];
  return [
    `# ${plain(findingOf(cells, sweep))}`,
    ...(notes.length > 0 ? [notes.map((note) => `- ${plain(note)}`).join('\n')] : []),
    `${capital(optionText(sweep.score))} at the end, with the best setting of each:`,
    table(sweepTable(cells, sweep)),
    ...picture('profile'),
    ...groups.flatMap(([label, group]) => [
      `## ${plain(groups.length === 1 ? label : findingOn(group, sweep))}`,
      ...picture(figureId(label, 'final')),
      ...picture(figureId(label, 'race')),
      ...dimensionsOf(group).flatMap((name) => picture(figureId(label, 'by', name))),
      ...group.flatMap((cell) => {
        const who = cell.optimizer.label;
        return [
          ...(group.length > 1 ? [`### ${plain(who)} on ${plain(label)}`] : []),
          ...picture(figureId(label, who, 'trials')),
          ...picture(figureId(label, who, 'effects')),
          ...(cell.trials.length > 1 ? [trialsPart(cell, sweep)] : []),
        ];
      }),
    ]),
    '## How it was measured',
    protocol(cells, sweep)
      .map((sentence) => `- ${plain(sentence)}`)
      .join('\n'),
    `Backend \`${backend}\`, ${made.join(', ')}. The same run on the same backend gives the same bytes.`,
    '## Run it again',
    `\`\`\`sh\n${command}\n\`\`\``,
    'What every picture and number was drawn from: [data.json](data.json); every run in a row: [trials.csv](trials.csv).',
    '',
  ].join('\n\n');
}

function trialsPart(cell: CellResult, sweep: Sweep): string {
  const count = cell.trials.length;
  const words =
    count > shownTrials ? `The best ${shownTrials} of ${count} settings` : `All ${count} settings`;
  return `${words}, by their ${optionText(sweep.score)}:\n\n${table(trialsTable(cell, sweep, shownTrials))}`;
}

function table({ columns, rows }: SweepTable): string {
  return markdownTable(
    columns.map((column) => ({ ...column, label: plain(column.label) })),
    rows.map((row) => row.map(plain)),
  );
}

/** How the settings were tried and chosen, sentence by sentence. */
function protocol(cells: readonly CellResult[], sweep: Sweep): string[] {
  const { sampler, seeds, final, updates, score, rungs, optimizers } = sweep;
  const counts = new Map(cells.map(({ optimizer, trials }) => [optimizer.label, trials.length]));
  const seedsText = (all: readonly number[]) =>
    `seed${all.length === 1 ? '' : 's'} ${all.join(', ')}`;
  return [
    ...optimizers.map(({ label, space }) => {
      const count = counts.get(label) ?? 0;
      if (space.length === 0) return `${label} was run as it is.`;
      const how = sampler === 'grid' ? 'on a grid' : 'at Sobol points (Joe and Kuo’s directions)';
      return `${label} tried ${count} settings ${how}: ${space.map(dimensionText).join('; ')}.`;
    }),
    `A run has ${numberText(updates)} updates. The setting with the ${isHigherBetter(score) ? 'highest' : 'lowest'} mean ${optionText(score)} over ${seedsText(seeds)} won; one that lost a seed cannot win.`,
    ...(rungs.length > 0
      ? [
          `Not all were run to the end: with seed ${seeds[0]} every setting began, and after ${list(rungs.map((rung) => numberText(rung)))} updates those went on that were among the best third of the settings of the same optimizer that had come so far (the stopping variant of ASHA); of those that came to the end, the best ${[...new Set(counts.values())].map((count) => survivors(count, sweep)).join(' or ')} were run with the other seeds. Which are stopped hangs on who arrives first; what a run gives does not.`,
          `Settings are compared in the pictures by what all of them came to: the first ${numberText(rungs[0] as number)} updates with seed ${seeds[0]}.`,
        ]
      : []),
    `What is claimed rests on other runs: the best setting of each optimizer on each problem again, with ${seedsText(final)}. The table gives their mean ± sample standard deviation.`,
  ];
}

function dimensionText(dimension: Dimension): string {
  const name = optionText(dimension.name);
  if (dimension.kind === 'choice') return `${name} of ${list(dimension.values.map(valueText))}`;
  const { kind, low, high } = dimension;
  const scale = kind === 'log' ? ', evenly in its logarithm' : '';
  return `${name} from ${numberText(low)} to ${numberText(high)}${scale}`;
}
