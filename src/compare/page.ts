import { numberText, type Picture } from '../figures/index.ts';
import { markdownTable, plain } from '../render/markdown.ts';
import { updatesInAll, type Comparison, type Outcome } from './comparison.ts';
import { finding, isFinished } from './figures.ts';
import { comparisonNotes, comparisonTable } from './table.ts';

/** What the page says beyond the outcomes. */
export interface Surroundings {
  readonly backend: string;
  readonly versions: Readonly<Record<string, string>>;
  /** How to run the same again. */
  readonly command: string;
  /** What a file may take; absent where no file takes part. */
  readonly limits?: { readonly timeout: number; readonly memory: number };
}

/** A comparison as it is read, in Markdown: finding, pictures, table, protocol. */
export function comparisonPage(
  outcomes: readonly Outcome[],
  conditions: Comparison,
  figures: Readonly<Record<string, Picture>>,
  { backend, versions, command, limits }: Surroundings,
): string {
  const { track, draft } = conditions;
  const { columns, rows } = comparisonTable(outcomes, conditions);
  const picture = (id: string) => {
    const figure = figures[id];
    return figure ? [`![${plain(figure.alt)}](${id}.png)`] : [];
  };
  const notes = comparisonNotes(outcomes, conditions);
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `# ${plain(finding(outcomes, conditions))}`,
    `*${track.problem.name}: ${track.about}*`,
    ...(draft ? ['> This is a draft from a tenth of the updates: its figures are sketches.'] : []),
    ...picture('race'),
    markdownTable(
      columns,
      rows.map((row) => row.map(plain)),
    ),
    ...(notes.length > 0 ? [notes.map((note) => `- ${plain(note)}`).join('\n')] : []),
    ...picture('finals'),
    ...picture('rates'),
    '## How it was measured',
    protocol(outcomes, conditions, limits)
      .map((sentence) => `- ${sentence}`)
      .join('\n'),
    `Backend \`${backend}\`, ${made.join(', ')}. The same seeds on the same backend give the same bytes.`,
    '## Run it again',
    `\`\`\`sh\n${command}\n\`\`\``,
    'The data behind every picture and number: [data.json](data.json).',
    '',
  ].join('\n\n');
}

/** What made the race fair, sentence by sentence. */
function protocol(
  outcomes: readonly Outcome[],
  conditions: Comparison,
  limits: Surroundings['limits'],
): string[] {
  const { track, experiment } = conditions;
  const { updates, seeds, tune } = experiment;
  const { values } = tune;
  const every = outcomes.find(isFinished)?.run.series[0]?.update[1] ?? 1;
  return [
    `Everyone had the same budget: ${values.length} learning rates from ${numberText(values[0] as number)} to ${numberText(values.at(-1) as number)}, evenly spaced in their logarithm, each tried with seeds ${tune.seeds.join(', ')}. With the runs that are shown that makes ${numberText(updatesInAll(conditions))} updates for each entrant.`,
    `The rate with the lowest mean ${track.says} won, if none of its trials diverged. All other options are the entrant's own defaults, the rate is constant.`,
    `What is shown are other runs, of ${numberText(updates)} updates, with seed${seeds.length > 1 ? 's' : ''} ${seeds.join(', ')}.`,
    `The table gives mean ± sample standard deviation over the seeds that did not diverge.`,
    ...(track.goal
      ? [
          `The goal is ${track.goal.says}; the table gives the median of the seeds that reached it${every > 1 ? `, looked for every ${every} updates` : ''}.`,
        ]
      : []),
    ...(limits
      ? [
          `A file ran contained, in a process of its own, with ${limits.timeout} s and ${limits.memory} MB for all its updates. Its losses were measured there, by the same code as everyone's: it could change no other entrant's, but a file that sets out to deceive can misstate its own. A race is no examination: whether a file is the rule it is called, \`npx downhill verify\` says.`,
        ]
      : []),
  ];
}
