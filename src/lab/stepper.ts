import type { OptimizerSpec } from '../optimizers/index.ts';
import { Float64, readHyper, startSlots, type Hyper, type Rule } from '../rules/index.ts';
import { scheduleFromConfig } from '../schedules/index.ts';
import { isScheduleConfig } from '../schedules/schedule.ts';
import { UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import type { Pull } from './pull.ts';
import { walkers } from './walkers.ts';

/** What a rule keeps, by name. */
export type State = Readonly<Record<string, Float64>>;

/** One update as a rule saw it. */
export interface Seen {
  /** Updates done before. */
  readonly update: number;
  readonly w: readonly number[];
  readonly g: readonly number[];
  readonly lr: number;
  readonly hyper: Hyper;
  readonly slots: State;
  readonly next: State;
}

/** A variable between two updates. */
export interface Moved {
  readonly w: Float64;
  /** Undefined before the first update. */
  readonly slots?: State | undefined;
}

/** An optimizer that steps in doubles. */
export interface Stepper {
  readonly rule: Rule;
  readonly rateAt: (update: number) => number;
  /** The variable after one more update, the penalty's own step included, and what the rule saw. */
  readonly step: (
    from: Moved,
    g: Float64,
    update: number,
    penalty?: Pull,
  ) => Moved & { readonly seen: Seen };
}

/**
 * The optimizer that `spec` describes, by the rule's own text.
 * @throws UsageError for an unknown name (with the nearest) or a bad option
 */
export function stepper({ name, ...given }: OptimizerSpec): Stepper {
  const rule = ruleNamed(name);
  const { learningRate: rate } = given;
  const schedule = isScheduleConfig(rate) ? scheduleFromConfig(rate) : undefined;
  const first = schedule === undefined ? {} : { learningRate: schedule(0) };
  const options = readHyper(name, rule, { ...given, ...first });
  const rateAt = schedule ?? (() => options.learningRate);
  return {
    rule,
    rateAt,
    step({ w, slots }, g, update, penalty) {
      const lr = rateAt(update);
      const hyper: Hyper = { ...options, learningRate: lr };
      const zeros = Float64.zeros(...w.shape);
      const before = slots ?? (startSlots(rule, { w, zeros }, hyper) as State);
      const next = rule.update({ w, g, lr, t: update + 1 }, before, hyper) as State;
      const seen = { update, w: w.values, g: g.values, lr, hyper, slots: before, next };
      const { w: moved, ...kept } = next as State & { readonly w: Float64 };
      const after = penalty?.after(moved, w, lr) ?? moved;
      return { w: after, slots: kept, seen };
    },
  };
}

function ruleNamed(name: string): Rule {
  if (name === 'yours' && walkers[name] === undefined) {
    throw new UsageError({
      rule: '"yours" is a rule of somebody\'s own, which no link carries',
      remedy: 'write one under "Your rule"',
    });
  }
  return lookUp('rule', name, walkers);
}
