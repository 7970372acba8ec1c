import { UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import type { Experiment, Goal } from './experiment.ts';

/** Watches whether a run has arrived at its goal. */
export interface Arrival {
  /** Sees what was measured after so many updates, of every update in turn; true once the goal is reached. */
  see(update: number, measured: Readonly<Record<string, number>>): boolean;
  /** Updates that it took; null as long as the goal is not reached. */
  readonly updates: number | null;
}

/** What watches for the goal of an experiment; undefined where it has none. */
export function arrival({ until }: Experiment): Arrival | undefined {
  if (until === undefined) return undefined;
  const goal: Goal = typeof until === 'number' ? { below: until } : until;
  const { series = 'loss', below, stays = 0 } = goal;
  let since: number | null = null;
  let updates: number | null = null;
  return {
    see(update, measured) {
      const value = measured[series];
      if (value === undefined) {
        throw new UsageError({
          who: 'experiment',
          rule: `until: unknown series "${series}"`,
          remedy: didYouMean(series, Object.keys(measured)),
        });
      }
      since = value <= below ? (since ?? update) : null;
      if (since !== null && update - since >= stays) updates = since;
      return updates !== null;
    },
    get updates() {
      return updates;
    },
  };
}
