import type { Float64 } from '../rules/index.ts';
import {
  regularizer,
  regularizers,
  type Penalty,
  type ProximalPenalty,
} from '../regularizers/index.ts';
import { UsageError } from '../shared/errors.ts';
import type { Experiment } from '../training/experiment.ts';

/** A penalty in doubles: what it adds to a slope, and what it does to weights that were moved. */
export interface Pull {
  /** Each of its strengths. */
  readonly options: Readonly<Record<string, number>>;
  readonly isProximal: boolean;
  /** The slope of loss and penalty; that of the loss alone where the penalty is decoupled. */
  slope(w: Float64, g: Float64): Float64;
  /** What an update has moved from `before`; where the penalty is decoupled, after its own step. */
  after(moved: Float64, before: Float64, lr: number): Float64;
}

/**
 * The penalty of an experiment, which acts as in `run`; undefined where it has none.
 * @throws UsageError for an unknown name, a bad option, or a penalty that is decoupled and not there
 */
export function pull({
  regularizer: spec,
  decoupled = false,
}: Pick<Experiment, 'regularizer' | 'decoupled'>): Pull | undefined {
  if (spec === undefined) {
    if (!decoupled) return undefined;
    const who = 'experiment: decoupled';
    throw new UsageError({ who, rule: 'there is no regularizer', remedy: 'name one' });
  }
  const { regularizer: name, ...options } = regularizer(spec).config;
  const strengths = options as Readonly<Record<string, number>>;
  const known: Readonly<Record<string, unknown>> = regularizers;
  const { gradient, proximal } = known[name] as Penalty<typeof strengths> &
    Partial<ProximalPenalty<typeof strengths>>;
  const slope = (w: Float64) => gradient(w, strengths) as Float64;
  return {
    options: strengths,
    isProximal: proximal !== undefined,
    slope: (w, g) => (decoupled ? g : g.add(slope(w))),
    after: (moved, before, lr) => {
      if (!decoupled) return moved;
      if (proximal !== undefined) return proximal(moved, lr, strengths) as Float64;
      return moved.sub(slope(before).mul(lr));
    },
  };
}
