import type { Figure, Path } from '../figures/figure.ts';
import { linkHash, mostEntrants, type LabState } from '../lab/link.ts';
import { walk } from '../lab/walk.ts';
import { UsageError } from '../shared/errors.ts';
import { rounded } from '../shared/stats.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import { withBest } from '../training/tune.ts';
import { labAddress } from './beside-lessons.ts';
import { trainings, type Runs } from './lesson.ts';

/** Links in Markdown to the live page, on which those walk again whose ways a figure shows; undefined for other figures. */
export function figureLabLinks(figure: Figure, runs: Runs): string | undefined {
  if (figure.kind !== 'contours') return undefined;
  const paths = figure.panels.flatMap((panel) => panel.paths);
  const drawn = Object.values(trainings(runs)).filter((run) =>
    paths.some((path) => isOf(path, run)),
  );
  return links(statesOf(drawn.map(asChosen)));
}

/** The same for those experiments of a lesson of which most can walk together; undefined where there are none. */
export function lessonLabLink(runs: Runs): string | undefined {
  const all = Object.values(trainings(runs)).map(asChosen);
  const [most] = statesOf(all).toSorted((a, b) => walkersIn(b) - walkersIn(a));
  return links(most === undefined ? [] : [most]);
}

/** The experiment of a run with what its search chose, and to its full length. */
function asChosen({ spec, tuning }: RunRecord): Experiment {
  const { tune: _tune, until: _until, ...walked } = tuning ? withBest(spec, tuning) : spec;
  return walked;
}

const walkersIn = ({ entrants = [] }: LabState) => 1 + entrants.length;

/** Whether a path is that of a run's first seed. */
function isOf({ points }: Path, { path = [] }: RunRecord): boolean {
  const [own = []] = path;
  const at = (i: number, axis: number) => rounded(own[i]?.[axis] ?? NaN, 5);
  return (
    own.length === points.length &&
    points.every((point, i) => point.every((value, axis) => value === at(i, axis)))
  );
}

/** A state for each landscape, start and length among them; those whom the live page cannot let walk are left out. */
function statesOf(experiments: readonly Experiment[]): readonly LabState[] {
  const states = new Map<string, LabState>();
  for (const { problem, optimizer, updates, seeds = [1], ...parts } of experiments) {
    const experiment = { problem, optimizer, updates, ...(seeds[0] !== 1 && { seeds }) };
    if (!walks({ ...parts, ...experiment })) continue;
    const key = JSON.stringify([problem, updates, seeds]);
    const state = states.get(key);
    const { entrants = [] } = state ?? {};
    if (entrants.length + 1 === mostEntrants) continue;
    states.set(
      key,
      state
        ? { ...state, entrants: [...entrants, optimizer] }
        : { v: 1, view: 'map', experiment, update: updates },
    );
  }
  return [...states.values()];
}

function walks(experiment: Experiment): boolean {
  try {
    walk(experiment);
    return true;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return false;
  }
}

function links(states: readonly LabState[]): string | undefined {
  const [first, ...others] = states.map((state) => `${labAddress}${linkHash(state)}`);
  if (first === undefined) return undefined;
  const more = others.map((address, i) => ` · [landscape ${i + 2}](${address})`);
  return `[Open this in the lab](${first})${more.join('')}`;
}
