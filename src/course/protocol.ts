import { numberText } from '../figures/index.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import { markdownTable } from '../render/markdown.ts';
import type { LessonData } from './lesson-data.ts';

/** The conditions of a lesson's experiments: a table, and a sentence for each search, with a warning where it was too narrow. */
export function protocol({ runs, backend, versions }: LessonData): readonly string[] {
  const rows = Object.entries(runs).map(([id, { spec, seeds, tuning }]) => [
    id,
    settings(spec.problem),
    settings(spec.optimizer) + (tuning ? ` (${tuning.option} tuned)` : ''),
    spec.regularizer ? settings(spec.regularizer) : 'none',
    budget(spec),
    seeds.join(', '),
  ]);
  const label = (text: string) => ({ label: text, align: 'left' as const });
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    markdownTable(
      ['experiment', 'problem', 'optimizer', 'penalty', 'updates', 'seeds'].map(label),
      rows,
    ),
    ...searches(runs),
    `Backend \`${backend}\`, ${made.join(', ')}. The same seeds on the same backend give the same bytes.`,
  ];
}

function searches(runs: Readonly<Record<string, RunRecord>>): string[] {
  return Object.entries(runs).flatMap(([id, { tuning }]) => {
    if (tuning === undefined) return [];
    const { option, values, score, seeds, best, onBorder } = tuning;
    const sorted = [...values].sort((a, b) => a - b);
    const range = `${numberText(sorted[0] as number)} to ${numberText(sorted.at(-1) as number)}`;
    const trials = `${values.length} values of \`${option}\` from ${range}, each with seed${seeds.length > 1 ? 's' : ''} ${seeds.join(', ')}`;
    const warning = onBorder
      ? ' **Warning: the best value lies on the border of the search, so a better one may lie beyond it.**'
      : '';
    return [
      `\`${id}\` was tuned on ${trials}, by \`${score}\`: best ${numberText(best)}.${warning}`,
    ];
  });
}

function budget({ updates, until }: Experiment): string {
  return until === undefined
    ? String(updates)
    : `until loss ${numberText(until)}, at most ${updates}`;
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

/** Numbers in words; a schedule's config as the call that makes it. */
function text(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return `(${value.map(text).join(', ')})`;
  if (typeof value === 'object' && value !== null && 'schedule' in value) {
    const { schedule, ...options } = value as Record<string, unknown>;
    return `${String(schedule)}(${Object.entries(options)
      .map(([key, option]) => `${key} ${text(option)}`)
      .join(', ')})`;
  }
  return String(value);
}
