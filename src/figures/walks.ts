import { landscape as groundOf, type ProblemSpec } from '../problems/index.ts';
import { UsageError, shown } from '../shared/errors.ts';
import { rounded } from '../shared/stats.ts';
import type { StudyRecord } from '../studies/study.ts';
import { checkDrawing } from './check-figure.ts';
import type { Contours, Drawing, Path } from './figure.ts';
import { landscape, type Window } from './landscape.ts';
import type { LevelChoice } from './levels.ts';
import { joined } from './protocol.ts';
import { found } from './studied.ts';

/** A `minimizerWalk`, and how it is drawn. */
export interface StudiedWalk {
  readonly walk: StudyRecord;
  readonly label: string;
  readonly note?: string;
  readonly style: string;
}

export interface WalksOptions {
  /** All over the landscape of the first. */
  readonly walks: readonly StudiedWalk[];
  readonly window: Window;
  /** Default `log`. */
  readonly levels?: LevelChoice;
}

/**
 * The ways of minimizers over a landscape, a panel for each; short ones with a dot at every update.
 * @throws UsageError for a study that is no walk over a landscape, an unknown style
 */
export function walks({ walks, window, levels = 'log' }: WalksOptions): Drawing<Contours> {
  const problem = walks[0]?.walk.spec['problem'] as ProblemSpec | undefined;
  const ground = problem && groundOf(problem);
  if (ground === undefined) {
    const rule = 'the first must be a walk over a landscape of two weights';
    throw new UsageError({ who: 'walks', rule, got: shown(problem) });
  }
  return checkDrawing<Drawing<Contours>>({
    kind: 'contours',
    subtitle: joined('○ start', '★ minimum', 'deeper blue is lower'),
    x: 'w₁',
    y: 'w₂',
    landscapes: [landscape((x, y) => ground.height(x, y), window, levels, ground.minimum)],
    panels: walks.map((one) => ({
      title: one.label,
      style: one.style,
      ...(one.note !== undefined && { note: one.note }),
      landscape: 0,
      paths: [path(one)],
      minimum: ground.minimum,
    })),
  });
}

function path({ walk, label, style }: StudiedWalk): Path {
  const y = found(walk, 'y');
  const points = found(walk, 'x').map((x, i) => [rounded(x, 5), rounded(y[i] ?? NaN, 5)] as const);
  return { label, style, points, dotEvery: points.length <= 60 ? 1 : 0, every: 1 };
}
