import { UsageError } from '../shared/errors.ts';
import { tenTo } from '../shared/powers.ts';
import { rounded } from '../shared/stats.ts';
import type { RunRecord } from '../training/experiment.ts';
import { checkDrawing } from './check-figure.ts';
import { named, type Entrant, type Named } from './entrant.ts';
import type { Contours, Drawing, Landscape, Panel, Path } from './figure.ts';
import { landscape, windowAround, type Window } from './landscape.ts';
import type { LevelChoice } from './levels.ts';
import { numberText } from './number-text.ts';
import { joined } from './protocol.ts';

type Point = readonly [number, number];

/** A plane's heights, as a problem declares them. */
export interface Terrain {
  readonly height: (x: number, y: number) => number;
  readonly minimum?: Point;
}

/** A run with its own terrain, where it differs from the figure's, and its own note. */
export interface Walker extends Entrant, Partial<Terrain>, Pick<Path, 'outlines'> {
  /** Default: learning rate and final loss. */
  readonly note?: string;
}

export interface ContoursOptions extends Terrain {
  readonly entrants: readonly Walker[];
  /** Default: around all paths that stayed finite. */
  readonly window?: Window;
  /** Default: `log` where a minimum is given, else `linear`. */
  readonly levels?: LevelChoice;
  /** All paths in one panel. Default false: a panel for each. */
  readonly together?: boolean;
  /** Which of the runs' seeds, counted from 0. Default 0. */
  readonly seed?: number;
  /** Default `w₁` and `w₂`. */
  readonly x?: string;
  readonly y?: string;
}

/**
 * The paths of runs over a landscape of two weights. The subtitle says what the marks mean.
 * @throws UsageError for an unknown style, a run without a path
 */
export function contours(options: ContoursOptions): Drawing<Contours> {
  const { entrants, together = false, seed = 0 } = options;
  const walkers = entrants.map((entrant) => walk(entrant, options, seed));
  const window = options.window ?? chosenWindow(walkers, together);
  const landscapes: Landscape[] = [];
  const seen: Terrain['height'][] = [];
  const indexOf = ({ height, minimum }: Terrain) => {
    const known = seen.indexOf(height);
    if (known >= 0) return known;
    const levels = options.levels ?? (minimum ? 'log' : 'linear');
    seen.push(height);
    return landscapes.push(landscape(height, window, levels, minimum)) - 1;
  };
  const dots = dotUpdates(walkers);
  const panels = together
    ? [sharedPanel(walkers, indexOf(options), dots, options.minimum)]
    : walkers.map((walk) => panelOf(walk, indexOf(walk.terrain), dots));
  return checkDrawing<Drawing<Contours>>({
    kind: 'contours',
    subtitle: marksText(panels, dots),
    x: options.x ?? 'w₁',
    y: options.y ?? 'w₂',
    landscapes,
    panels,
  });
}

interface Walk extends Named, Pick<Path, 'outlines'> {
  readonly terrain: Terrain;
  readonly note: string;
  readonly points: readonly Point[];
  readonly broke?: string;
  /** Updates between two points. */
  readonly every: number;
}

function walk(entrant: Walker, options: ContoursOptions, seed: number): Walk {
  const who = named(entrant);
  const { run, label } = who;
  const points = run.path?.[seed];
  if (points === undefined) {
    throw new UsageError({
      who: 'contours',
      rule: `"${label}" has no path for seed number ${seed}`,
      remedy: 'set path: true in its experiment',
    });
  }
  const { height = options.height, minimum = options.minimum, note, outlines } = entrant;
  const at = run.divergedAt[seed] ?? null;
  const update = run.series[seed]?.update ?? [];
  return {
    ...who,
    terrain: { height, ...(minimum && { minimum }) },
    note: note ?? defaultNote(run, seed),
    points: points.map(([x, y]) => [rounded(x, 5), rounded(y, 5)] as const),
    every: (update[1] ?? 1) - (update[0] ?? 0),
    ...(at !== null && { broke: `diverged at update ${at}` }),
    ...(outlines && {
      outlines: outlines.map((one) => one.map(([x, y]) => [rounded(x, 4), rounded(y, 4)])),
    }),
  };
}

function defaultNote({ spec, final, divergedAt }: RunRecord, seed: number): string {
  const rate = spec.optimizer['learningRate'];
  const loss = final['loss']?.[seed] ?? null;
  const at = divergedAt[seed] ?? null;
  return joined(
    typeof rate === 'number' ? `rate ${numberText(rate)}` : '',
    at === null ? (loss === null ? '' : `loss ${numberText(loss)}`) : `diverged at update ${at}`,
  );
}

/** Around starts, minima and the paths of the runs that stayed finite. */
function chosenWindow(walkers: readonly Walk[], together: boolean): Window {
  const kept = walkers.flatMap(({ points, broke, terrain }) => [
    ...(broke === undefined ? points : points.slice(0, 1)),
    ...(terrain.minimum ? [terrain.minimum] : []),
  ]);
  // A single panel is as wide as the page.
  return windowAround(kept, together || walkers.length === 1 ? 1.5 : 1);
}

/** Updates from dot to dot: about ten dots on the longest path, on round numbers; 0 where the paths have no common step. */
function dotUpdates(walkers: readonly Walk[]): number {
  const every = Math.max(...walkers.map((walk) => walk.every));
  const steps = Math.max(...walkers.map(({ points }) => points.length - 1));
  const power = tenTo(Math.max(0, Math.floor(Math.log10(steps / 10))));
  const dots = ([1, 2, 5, 10].find((digit) => digit * power >= steps / 10) ?? 10) * power * every;
  return walkers.every((walk) => dots % walk.every === 0) ? dots : 0;
}

function drawn({ label, style, points, every, broke, outlines }: Walk, dots: number): Path {
  return {
    label,
    style,
    points,
    dotEvery: dots / every,
    every,
    ...(broke !== undefined && { broke }),
    ...(outlines && { outlines }),
  };
}

function panelOf(walk: Walk, landscape: number, dots: number): Panel {
  const { label, style, note, terrain } = walk;
  return {
    title: label,
    style,
    ...(note !== '' && { note }),
    landscape,
    paths: [drawn(walk, dots)],
    ...(terrain.minimum && { minimum: terrain.minimum }),
  };
}

function sharedPanel(
  walkers: readonly Walk[],
  landscape: number,
  dots: number,
  minimum?: Point,
): Panel {
  const paths = walkers.map((walk) => drawn(walk, dots));
  return { title: '', landscape, paths, ...(minimum && { minimum }) };
}

function marksText(panels: readonly Panel[], dots: number): string {
  return joined(
    '○ start',
    panels.some(({ minimum }) => minimum) ? '★ minimum' : '',
    dots > 0 ? `a dot every ${dots === 1 ? 'update' : `${numberText(dots)} updates`}` : '',
    'deeper blue is lower',
  );
}
