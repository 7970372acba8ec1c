import { join } from 'node:path';
import type { LessonData } from '../../course/lesson-data.ts';
import type { Block } from '../../course/lesson-text.ts';
import type { ScoredQuestion } from '../../course/question.ts';
import { filled, quotes, type Measures } from '../../course/quote.ts';
import { shortPath } from '../../workbook/short-path.ts';
import type { Figure } from '../../figures/figure.ts';
import { inline } from '../inline.ts';
import { cut, wrapped } from '../text.ts';
import { textTable } from '../text-table.ts';
import { paint } from '../paint.ts';

/** What blocks are filled with. */
export interface Fill {
  readonly data: LessonData;
  readonly measures: Measures;
  readonly figures: Readonly<Record<string, Figure>>;
  /** Folder of the lesson's report. */
  readonly folder: string;
  readonly scored: readonly ScoredQuestion[];
}

/** What is known of a lesson while it is read. */
export interface Known {
  /** By the exercise's id. */
  readonly tasks: Readonly<Record<string, string>>;
  /** Comes when the lesson's experiments have run. */
  readonly fill?: Fill;
}

/** Whether a block can be shown before the lesson's runs are there. */
export function needsData(block: Block): boolean {
  return block.kind === 'figure' || ('text' in block && quotes(block.text).length > 0);
}

/** A block of a lesson as lines of a terminal, a blank line after it. */
export function blockLines(block: Block, width: number, { fill, tasks }: Known): string[] {
  if (block.kind === 'question') return [];
  if (block.kind === 'figure') return fill ? [...figureLines(block.id, width, fill), ''] : [];
  if (block.kind === 'code') {
    const yours = paint('These lines are yours to write, after the reading', 'bold');
    const task = tasks[block.id] ?? block.id;
    return [...wrapped(`${paint('✎', 'yellow')} ${yours}: ${task}.`, width, '  '), ''];
  }
  const text = filled(block.text, fill?.measures ?? {});
  if (block.kind === 'heading') return [paint(text.replace(/^#+ /, ''), 'bold', 'underline'), ''];
  if (block.kind === 'paragraph') return [...wrapped(inline(text), width), ''];
  const lines = text.split('\n').filter((line) => !line.startsWith('```'));
  return [...lines.flatMap((line) => lineOf(line, width)), ''];
}

/** A line of a list, a fence or a table, set in; where it is too long, what follows a list's mark goes on below itself. */
function lineOf(line: string, width: number): string[] {
  const [, mark = '', words = line] = /^(\s*(?:[-*]|\d+\.) )?(.*)$/.exec(line) ?? [];
  const indent = ' '.repeat(2 + mark.length);
  const [first = indent, ...rest] = wrapped(inline(words), width, indent);
  return [`  ${mark}${first.slice(indent.length)}`, ...rest];
}

/** A picture cannot stand in a terminal: its finding, protocol and description can, and the way to it. */
function figureLines(id: string, width: number, { figures, folder, scored }: Fill): string[] {
  const figure = figures[id];
  if (figure === undefined) return [];
  const body =
    figure.kind === 'table'
      ? textTable(figure).map((line) => cut(line, width - 2))
      : [...wrapped(figure.alt, width - 2), paint(shortPath(join(folder, `${id}.png`)), 'cyan')];
  const lines = [
    ...wrapped(figure.title, width - 2).map((line) => paint(line, 'bold')),
    ...wrapped(figure.subtitle, width - 2).map((line) => paint(line, 'dim')),
    ...body,
  ].map((line) => `${paint('│', 'blue')} ${line}`);
  const answers = scored
    .filter(({ reveal }) => reveal === id)
    .flatMap((one) => scoreLines(one, width));
  return [...answers, ...lines];
}

function scoreLines({ question, choice, answer, right }: ScoredQuestion, width: number): string[] {
  return [
    ...wrapped(question, width).map((line) => paint(line, 'dim')),
    ...wrapped(`You said: ${choice}`, width - 2, '  '),
    ...(right
      ? [paint('✓ So it is.', 'green')]
      : wrapped(`✗ Measured: ${answer}`, width).map((line) => paint(line, 'yellow'))),
    '',
  ];
}
