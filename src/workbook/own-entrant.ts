import type { Contours, Curves, Dots, Drawing, Figure } from '../figures/figure.ts';
import type { RunRecord } from '../training/experiment.ts';
import type { Diagnosis } from '../verify/verdict.ts';
import { findings } from '../course/findings.ts';
import type { Lesson, Runs } from '../course/lesson.ts';

const style = 'yours';
/** On top of the line that it should equal, which shows between the dots. */
const dotted = 'tf:yours';
const label = 'yours';

/** How the learner's part is told from others: by its own color where it is the only one, else by that of its reference. */
function called<T extends { readonly label: string; readonly style: string }>(
  added: readonly T[],
  alone: string,
): T[] {
  if (added.length === 1) return added.map((one) => ({ ...one, label, style: alone }));
  return added.map((one) => ({
    ...one,
    label: `${label}: ${one.label}`,
    style: `tf:${one.style}`,
  }));
}

/**
 * A lesson's figures with a learner's runs as entrants of their own, each with the line, path or row that it should
 * equal. Words stay as they are: they are about the library's runs.
 * @param own the runs of `withLearner`
 * @param convention what the learner's rule does as another library does it, so that it may part from its reference
 */
export function withOwnEntrant(
  lesson: Lesson,
  runs: Runs,
  own: Runs,
  convention?: Convention,
): Readonly<Record<string, Figure>> {
  // Figures are functions of runs alone: what changes when only these runs change is what was drawn from them.
  const changed = Object.fromEntries(
    Object.entries(runs).map(([id, run]) => [
      id,
      own[id] === run ? run : shifted(run as RunRecord),
    ]),
  );
  const theirs = lesson.figures(own);
  const moved = lesson.figures(changed);
  return Object.fromEntries(
    Object.entries(findings(lesson, runs).figures).map(([id, figure]) => [
      id,
      explained(figure, merged(figure, theirs[id], moved[id]), convention),
    ]),
  );
}

/** What of a verdict says in what a right rule differs from the library's. */
export type Convention = Pick<Diagnosis, 'fault' | 'library'>;

/** Says at a figure that it changed why the learner's part of it may go a way of its own. */
function explained(before: Figure, figure: Figure, convention?: Convention): Figure {
  if (convention === undefined || figure.subtitle === before.subtitle) return figure;
  const { fault, library } = convention;
  const why = `in it ${fault}, as ${library} has it, which is no mistake`;
  return {
    ...figure,
    subtitle: `${figure.subtitle}; ${why}`,
    alt: `${figure.alt} Where the two part: ${why}.`,
  };
}

/** @param own of the same kind, because the same function drew it; so is `moved` */
function merged(figure: Figure, own: Drawing | undefined, moved: Drawing | undefined): Figure {
  if (figure.kind === 'curves')
    return curves(figure, own as Drawing<Curves>, moved as Drawing<Curves>);
  if (figure.kind === 'contours')
    return contours(figure, own as Drawing<Contours>, moved as Drawing<Contours>);
  if (figure.kind === 'dots') return dots(figure, own as Drawing<Dots>, moved as Drawing<Dots>);
  return figure;
}

function curves(figure: Curves, own: Drawing<Curves>, moved: Drawing<Curves>): Curves {
  const added = drawnFrom(figure.lines, own.lines, moved.lines);
  // Without a band: that of the reference is there already.
  const lines = called(added, dotted).map(({ low: _low, high: _high, ...line }) => line);
  return { ...figure, lines: [...figure.lines, ...lines], ...noted(figure, lines.length) };
}

function contours(figure: Contours, own: Drawing<Contours>, moved: Drawing<Contours>): Contours {
  const panels = figure.panels.map((panel, i) => {
    const paths = drawnFrom(panel.paths, own.panels[i]?.paths ?? [], moved.panels[i]?.paths ?? []);
    return { panel, added: called(paths, style) };
  });
  const drawn = panels.map(({ panel, added }) =>
    panel.paths.length === 1 ? panel : { ...panel, paths: [...panel.paths, ...added] },
  );
  // Paths have a rim that hides what lies under them: where a panel has one path, theirs gets a panel of its own.
  const apart = panels
    .filter(({ panel, added }) => panel.paths.length === 1 && added.length > 0)
    .map(({ panel, added }) => ({
      ...panel,
      title: `${label}: ${panel.title}`,
      style,
      paths: added,
    }));
  const count = panels.reduce((sum, { added }) => sum + added.length, 0);
  return { ...figure, panels: [...drawn, ...apart], ...noted(figure, count) };
}

function dots(figure: Dots, own: Drawing<Dots>, moved: Drawing<Dots>): Dots {
  let count = 0;
  const rows = figure.rows.flatMap((row, i) => {
    const added = drawnFrom([row], own.rows.slice(i, i + 1), moved.rows.slice(i, i + 1));
    count += added.length;
    return [row, ...added.map((one) => ({ ...one, label: `${label}: ${row.label}`, style }))];
  });
  return { ...figure, rows, ...noted(figure, count) };
}

/** Of the parts of a figure, those that were drawn from runs that moved, as the learner's runs draw them. */
function drawnFrom<T>(parts: readonly T[], own: readonly T[], moved: readonly T[]): readonly T[] {
  return own.filter((_, i) => JSON.stringify(parts[i]) !== JSON.stringify(moved[i]));
}

function noted({ subtitle, alt }: Figure, count: number): { subtitle: string; alt: string } {
  return count === 0
    ? { subtitle, alt }
    : {
        subtitle: `${subtitle} · “yours”: your rule`,
        alt: `${alt} Your own rule is drawn with each line of the rule that it should equal.`,
      };
}

/** The same run with other results, each a little larger by a share of its own: also what is drawn as a ratio changes. What a search chose stays. */
function shifted(run: RunRecord): RunRecord {
  const share = (place: number) => 1.01 + 0.001 * (place % 7);
  const more = <T extends number | null>(value: T, place = 0) =>
    value === null ? value : value * share(place);
  return {
    ...run,
    series: run.series.map((one) => {
      const { update: _, learningRate: __, ...measured } = one;
      const larger = Object.entries(measured).map(([name, values]) => [name, values.map(more)]);
      return { ...one, ...(Object.fromEntries(larger) as typeof measured) };
    }),
    ...(run.weights && { weights: run.weights.map((list) => list.map(more)) }),
    ...(run.path && {
      path: run.path.map((points) =>
        points.map(([x, y], i) => [x * share(i), y * share(i + 3)] as const),
      ),
    }),
    final: Object.fromEntries(
      Object.entries(run.final).map(([name, values]) => [name, values.map(more)]),
    ),
  };
}
