import { numberText, optionText } from '../figures/index.ts';
import { list } from '../shared/sentence.ts';
import type { CellResult } from './run-sweep.ts';
import { isHigherBetter } from './score.ts';
import { ranked, rivals, standing } from './standing.ts';
import type { Sweep } from './sweep.ts';

/** Cells by the label of their problem, in the study's order. */
export function byProblem(cells: readonly CellResult[]): Map<string, readonly CellResult[]> {
  const found = new Map<string, CellResult[]>();
  for (const cell of cells) {
    found.set(cell.problem.label, [...(found.get(cell.problem.label) ?? []), cell]);
  }
  return found;
}

/** Who ended best on a problem, on fresh seeds, as a sentence: nobody wins by less than the seeds differ. */
export function findingOn(cells: readonly CellResult[], { score, final }: Sweep): string {
  const { label } = (cells[0] as CellResult).problem;
  const through = ranked(cells, score).filter((cell) => standing(cell, score)?.mean != null);
  const [first] = through;
  if (first === undefined) return `No setting gets through on ${label}`;
  const name = first.optimizer.label;
  const words = optionText(score);
  const mean = numberText(standing(first, score)?.mean ?? NaN);
  const seeds = `${final.length} fresh seed${final.length === 1 ? '' : 's'}`;
  if (cells.length === 1) return `${name} ends at a ${words} of ${mean} on ${label}, on ${seeds}`;
  const level = rivals(through, score).map(({ optimizer }) => optimizer.label);
  if (level.length === 0) {
    const place = isHigherBetter(score) ? 'highest' : 'lowest';
    const lost = through.some((one) => (standing(one, score)?.lost ?? 0) > 0);
    return `${name} ends ${place}${lost ? ' of those that lost fewest seeds' : ''} on ${label}: ${words} ${mean}, on ${seeds}`;
  }
  const all = level.length < 3 ? [name, ...level] : [name, `${level.length} others`];
  return `${list(all)} end level on ${label}: their seeds overlap`;
}

/** What a whole study says: of one problem its finding, of several how often who was best. */
export function findingOf(cells: readonly CellResult[], sweep: Sweep): string {
  const groups = [...byProblem(cells).values()];
  if (groups.length === 1) return findingOn(groups[0] as CellResult[], sweep);
  const best = groups.flatMap((group) => {
    const order = ranked(group, sweep.score).filter(
      (cell) => standing(cell, sweep.score)?.mean != null,
    );
    return order.slice(0, 1).concat(rivals(order, sweep.score));
  });
  const names = sweep.optimizers.map(({ label }) => label);
  const counts = names.map((name) => best.filter((one) => one.optimizer.label === name).length);
  const most = Math.max(...counts);
  if (most === 0) return `No setting gets through on any of ${groups.length} problems`;
  const leaders = names.filter((_, i) => counts[i] === most);
  const verb = leaders.length === 1 ? 'ends' : 'end';
  return `${list(leaders)} ${verb} best, or level with the best, on ${most} of ${groups.length} problems${leaders.length > 1 ? ' each' : ''}`;
}

/** What has to be said beside a study's results: where the search was too narrow, and who did not get through. */
export function notesOf(cells: readonly CellResult[], { score }: Sweep): string[] {
  const notes = cells.flatMap((cell) => {
    const who = `${cell.optimizer.label} on ${cell.problem.label}`;
    const { best, onBorder } = cell;
    if (best === undefined) {
      return [`${who}: no setting came through with all its seeds, so none was run again.`];
    }
    const { lost, scores } = standing(cell, score) ?? { lost: 0, scores: [] };
    const alike = scores.length > 1 && new Set(scores).size === 1;
    return [
      ...onBorder.map((name) => {
        const value = numberText(best.trial.setting[name] as number);
        return `${who}: the best ${optionText(name)}, ${value}, lies on the border of what was tried, so a better one may lie beyond it.`;
      }),
      ...(alike
        ? [
            `${cell.problem.label}: all fresh seeds give the same; where nothing is random, they say nothing of chance.`,
          ]
        : []),
      ...(lost > 0 ? [`${who}: ${lost} of the fresh seeds diverged.`] : []),
    ];
  });
  return [...new Set(notes)];
}
