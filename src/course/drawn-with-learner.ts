import { isDeepStrictEqual } from 'node:util';
import type { Figure } from '../figures/index.ts';
import type { RunRecord } from '../training/experiment.ts';
import type { Lesson } from './lesson.ts';

type Records = Readonly<Record<string, RunRecord>>;
type Marked = { readonly label: string; readonly style: string };

/**
 * A lesson's figures with the learner's rule beside the library's: wherever a line, row or path comes from the library's
 * runs of the rule, one more, called "yours", comes from the learner's.
 * @param theirs the same runs with the learner's in the place of the library's, as `withLearner` gives them
 */
export function drawnWithLearner(
  lesson: Lesson,
  runs: Records,
  theirs: Records,
  member: string,
): Readonly<Record<string, Figure>> {
  // Theirs may be equal to the last bit: what moves when the library's runs are moved shows what is drawn from them.
  const moved = lesson.figures(
    Object.fromEntries(
      Object.entries(runs).map(([id, run]) => [
        id,
        run.spec.optimizer.name === member ? nudged(run) : run,
      ]),
    ),
  );
  const own = lesson.figures(theirs);
  return Object.fromEntries(
    Object.entries(lesson.figures(runs)).map(([id, figure]) => [
      id,
      joined(figure, moved[id] as Figure, own[id] as Figure),
    ]),
  );
}

function joined(figure: Figure, moved: Figure, own: Figure): Figure {
  if (figure.kind === 'curves' && moved.kind === 'curves' && own.kind === 'curves') {
    return { ...figure, lines: beside(figure.lines, moved.lines, own.lines) };
  }
  if (figure.kind === 'dots' && moved.kind === 'dots' && own.kind === 'dots') {
    return { ...figure, rows: beside(figure.rows, moved.rows, own.rows) };
  }
  if (figure.kind === 'contours' && moved.kind === 'contours' && own.kind === 'contours') {
    const panels = figure.panels.map((panel, i) => ({
      ...panel,
      paths: beside(panel.paths, moved.panels[i]?.paths ?? [], own.panels[i]?.paths ?? []),
    }));
    return { ...figure, panels };
  }
  return figure;
}

function beside<T extends Marked>(
  parts: readonly T[],
  moved: readonly T[],
  own: readonly T[],
): T[] {
  return parts.flatMap((part, i) => {
    const theirs = own[i];
    if (theirs === undefined || isDeepStrictEqual(part, moved[i])) return [part];
    return [part, { ...theirs, label: `yours (${part.label})`, style: 'yours' }];
  });
}

/** A run that is like no other, and near enough to be drawn wherever it was. */
function nudged(run: RunRecord): RunRecord {
  const factor = 1 + 2 ** -7;
  const more = <T extends number | null>(value: T) => (value === null ? value : value * factor);
  return {
    ...run,
    series: run.series.map((seed) => ({
      ...(Object.fromEntries(
        Object.entries(seed).map(([name, values]) => [name, values.map(more)]),
      ) as Record<string, number[]>),
      update: seed.update,
      loss: seed.loss.map(more),
      learningRate: seed.learningRate,
    })),
    ...(run.path && {
      path: run.path.map((seed) => seed.map(([x, y]) => [x * factor, y * factor] as const)),
    }),
    final: Object.fromEntries(
      Object.entries(run.final).map(([name, values]) => [name, values.map(more)]),
    ),
  };
}
