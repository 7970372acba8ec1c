import { contours, type Contours, type ContoursOptions, type Drawing } from '../figures/index.ts';
import { landscape, type Landscape } from '../problems/index.ts';
import { shown, UsageError } from '../shared/errors.ts';
import type { RunRecord } from '../training/experiment.ts';

/**
 * The paths of runs over the landscapes of the problems that they walked in.
 * @throws UsageError for a run whose problem has no landscape, and for what `contours` refuses
 */
export function paths(options: Omit<ContoursOptions, 'height' | 'minimum'>): Drawing<Contours> {
  const known = new Map<string, Landscape>();
  const walkers = options.entrants.map((entrant) => ({
    ...ground(entrant.run, known),
    ...entrant,
  }));
  return contours({ ...options, ...(walkers[0] as Landscape), entrants: walkers });
}

function ground({ spec: { problem } }: RunRecord, known: Map<string, Landscape>): Landscape {
  // Runs that start elsewhere walk over the same ground.
  const key = JSON.stringify({ ...problem, start: null });
  const found = known.get(key) ?? landscape(problem);
  if (found === undefined) {
    throw new UsageError({
      who: 'paths',
      rule: 'the problem must have two weights',
      got: shown(problem),
    });
  }
  known.set(key, found);
  return found;
}
