import { numberText } from '../figures/index.ts';
import { isStudy } from '../studies/index.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import { bordering } from '../training/tune.ts';
import { markdownTable } from '../render/markdown.ts';
import { trainings } from './lesson.ts';
import type { LessonData } from './lesson-data.ts';

/** The conditions of a lesson's experiments: tables of trainings and studies, and a sentence for each search, with a warning where it was too narrow. */
export function protocol({ runs, backend, versions }: LessonData): readonly string[] {
  const trained = trainings(runs);
  const rows = Object.entries(trained).map(([id, { spec, seeds, tuning }]) => [
    id,
    settings(spec.problem),
    settings(spec.optimizer) +
      (tuning
        ? ` (${[tuning, tuning.and].flatMap((one) => one?.option ?? []).join(', ')} tuned)`
        : ''),
    spec.regularizer ? settings(spec.regularizer) : 'none',
    budget(spec),
    seeds.join(', '),
  ]);
  const label = (text: string) => ({ label: text, align: 'left' as const });
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const studied = Object.entries(runs).flatMap(([id, { spec, seeds }]) => {
    if (!isStudy(spec)) return [];
    const { study, seeds: _, ...options } = spec;
    return [[id, settings({ name: study, ...options }), seeds.join(', ')]];
  });
  return [
    ...(rows.length > 0
      ? [
          markdownTable(
            ['experiment', 'problem', 'optimizer', 'penalty', 'updates', 'seeds'].map(label),
            rows,
          ),
        ]
      : []),
    ...(studied.length > 0
      ? [markdownTable(['study', 'what is measured', 'seeds'].map(label), studied)]
      : []),
    ...searches(trained),
    `Backend \`${backend}\`, ${made.join(', ')}. The same seeds on the same backend give the same bytes.`,
  ];
}

function searches(runs: Readonly<Record<string, RunRecord>>): string[] {
  return Object.entries(runs).flatMap(([id, { tuning }]) => {
    if (tuning === undefined) return [];
    const { score, seeds, and } = tuning;
    const searched = [tuning, ...(and ? [and] : [])];
    const tried = searched.map(({ option, values }) => {
      const sorted = [...values].sort((a, b) => a - b).map((value) => numberText(value));
      return `${values.length} values of \`${option}\` from ${sorted[0]} to ${sorted.at(-1)}`;
    });
    const found = searched.map(({ best }) => numberText(best)).join(' and ');
    const warnings = bordering(tuning).map(
      ({ option }) =>
        ` **Warning: the best value of \`${option}\` lies on the border of the search, so a better one may lie beyond it.**`,
    );
    return [
      `\`${id}\` was tuned on ${tried.join(' times ')}, each with seed${seeds.length > 1 ? 's' : ''} ${seeds.join(', ')}, by \`${score}\`: best ${found}.${warnings.join('')}`,
    ];
  });
}

function budget({ updates, until }: Experiment): string {
  if (until === undefined) return String(updates);
  const {
    series = 'loss',
    below,
    stays = 0,
  } = typeof until === 'number' ? { below: until } : until;
  const staying = stays > 0 ? ` and stays below for ${stays} more` : '';
  return `until ${series} ${numberText(below)}${staying}, at most ${updates}`;
}

function settings({
  name,
  ...options
}: {
  readonly name: string;
  readonly [option: string]: unknown;
}): string {
  const shown = Object.entries(options).map(([key, value]) => `${key} ${text(value)}`);
  return [name, ...shown].join(', ');
}

/** Numbers in words; what has a name and options (a schedule, a problem) as the call that makes it. */
function text(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return `(${value.map(text).join(', ')})`;
  if (typeof value === 'object' && value !== null) {
    const { schedule = '', name = schedule, ...options } = value as Record<string, unknown>;
    const shown = Object.entries(options).map(([key, option]) => `${key} ${text(option)}`);
    return `${String(name)}(${shown.join(', ')})`;
  }
  return String(value);
}
