import { join } from 'node:path';
import { figureEntries } from '../course/lesson-data.ts';
import { versions } from '../engine/index.ts';
import { contours, curves, described, linear, log, numberText } from '../figures/index.ts';
import type { Entrant, Picture } from '../figures/index.ts';
import { entrantsOf, type LabState } from '../lab/link.ts';
import { labelsOf } from '../lab/labels.ts';
import { landscape } from '../problems/index.ts';
import { markdownTable } from '../render/markdown.ts';
import { writeReport } from '../render/report.ts';
import type { RunRecord } from '../training/experiment.ts';

/** What a link of the live page gave when it was trained. */
export interface LinkResults {
  readonly schema: 1;
  readonly backend: string;
  readonly versions: Readonly<Record<string, string>>;
  /** As the link has it. */
  readonly state: LabState;
  readonly runs: readonly { readonly label: string; readonly run: RunRecord }[];
  readonly figures: ReturnType<typeof figureEntries>;
}

/**
 * Writes the report of a link's runs to `folder`: the ways where there is a landscape, the losses, a table.
 * @param runs in the order of the link's entrants
 * @throws UsageError when the folder cannot be written
 */
export async function writeLinkReport(
  state: LabState,
  runs: readonly RunRecord[],
  { folder, backend, command }: { folder: string; backend: string; command: string },
): Promise<LinkResults> {
  const entrants = labelled(state, runs);
  const figures = linkFigures(state, entrants);
  const { columns, rows } = linkTable(entrants);
  const { name } = state.experiment.problem;
  const title = `A link of the live page, trained on ${name}`;
  const markdown = [
    `# ${title}`,
    ...Object.entries(figures).map(([id, { alt }]) => `![${alt}](${id}.png)`),
    markdownTable(columns, rows),
    `What the live page walked in doubles was trained here on tensors, on the backend \`${backend}\`.`,
    '## Run it again',
    `\`\`\`sh\n${command}\n\`\`\``,
    'The data behind every picture and number: [data.json](data.json).',
    '',
  ].join('\n\n');
  const data: LinkResults = {
    schema: 1,
    backend,
    versions: await versions(),
    state,
    runs: entrants.map(({ label, run }) => ({ label, run })),
    figures: figureEntries(figures),
  };
  await writeReport(join(folder), { title, markdown, figures, data });
  return data;
}

/** How everyone ended, a row for each. */
export function linkTable(entrants: readonly Pick<Required<Entrant>, 'label' | 'run'>[]) {
  const right = (label: string) => ({ label, align: 'right' as const });
  return {
    columns: [{ label: 'rule', align: 'left' as const }, right('rate'), right('loss at the end')],
    rows: entrants.map(({ label, run }) => {
      const rates = run.series[0]?.learningRate ?? [];
      const [first, last] = [rates[0] ?? NaN, rates.at(-1) ?? NaN];
      const rate = numberText(first) + (first === last ? '' : ` to ${numberText(last)}`);
      const losses = (run.final['loss'] ?? []).map((loss, seed) =>
        loss === null ? `diverged at update ${run.divergedAt[seed]}` : numberText(loss),
      );
      return [label, rate, losses.join(', ')];
    }),
  };
}

function labelled(state: LabState, runs: readonly RunRecord[]): Required<Entrant>[] {
  const optimizers = entrantsOf(state);
  const labels = labelsOf(optimizers);
  return runs.map((run, i) => ({
    run,
    label: labels[i] as string,
    style: optimizers[i]?.name ?? 'neutral',
  }));
}

function linkFigures(
  { experiment: { problem, updates } }: LabState,
  entrants: readonly Required<Entrant>[],
): Record<string, Picture> {
  const names = entrants.map(({ label }) => label).join(', ');
  const land = landscape(problem);
  const losses = entrants.flatMap(({ run }) => run.series.flatMap(({ loss }) => loss));
  const scale = losses.every((loss) => loss > 0) ? log : linear;
  return {
    ...(land && {
      ways: described(
        contours({
          entrants,
          height: (x, y) => land.height(x, y),
          minimum: land.minimum,
          together: true,
        }),
        {
          title: `The ways over ${problem.name}`,
          subtitle: '',
          alt: `The ways of ${names} over the contours of ${problem.name}.`,
        },
      ),
    }),
    losses: described(curves({ entrants, y: scale('loss') }), {
      title: `The loss on ${problem.name}`,
      subtitle: '',
      alt: `The loss over ${numberText(updates)} updates on ${problem.name}, for ${names}.`,
    }),
  };
}
