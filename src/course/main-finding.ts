import type { Lesson } from './lesson.ts';
import type { LessonData } from './lesson-data.ts';
import type { FigureBlock } from './lesson-text.ts';
import { quotes } from './quote.ts';

/** What a lesson stands for where there is room for one thing. */
export interface MainFinding {
  /** Its first picture, whose title is the finding. */
  readonly figure: string;
  /** Sentences with measured numbers: claims that the title rests on, three at most. */
  readonly claims: readonly string[];
}

/** What a lesson found first; undefined where it has no picture. */
export function mainFinding({ blocks }: Lesson, data: LessonData): MainFinding | undefined {
  const first = data.figures.find(({ file }) => file !== null);
  if (first === undefined) return undefined;
  const block = blocks.find(
    (one): one is FigureBlock => one.kind === 'figure' && one.id === first.id,
  );
  const measures = quotes(block?.title ?? []).flatMap(({ names }) => names);
  const numbered = data.claims.filter(({ text }) => text !== first.title && /\d/.test(text));
  const resting = numbered.filter(({ id }) => measures.includes(id.replace(/-\d+$/, '')));
  // A title may rest on what only the picture says.
  const said = resting.length > 0 ? resting : numbered.slice(0, 1);
  const claims = [...new Set(said.map(({ text }) => text))].slice(0, 3);
  return { figure: first.id, claims };
}
