import type { OptimizerSpec } from '../optimizers/index.ts';
import { count, must, positive, readOptions, type OptionRule } from '../shared/options.ts';
import type { Walk } from './walk.ts';

/** A goal that a teacher has set, and that the page judges. */
export interface Task {
  /** So near to the lowest point, in units of the loss. */
  readonly goal: number;
  /** After at most so many updates. */
  readonly within: number;
  /** Whether every rule has to arrive, or one is enough. Default `all`. */
  readonly who?: 'all' | 'one';
  /** Whether all rules must have one and the same constant rate. Default false. */
  readonly oneRate?: boolean;
  /** Names of rules that must be among those that walk. Default: none in particular. */
  readonly rules?: readonly string[];
  /** The teacher's own words; by default the page says what is to be done. */
  readonly says?: string;
}

const names = must(
  'a list of rules',
  (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
);
const sentence = must(
  'a text of at most 400 characters',
  (value) => typeof value === 'string' && value.length <= 400,
);

/** Checks a task as a link carries it. @throws UsageError */
export const taskRule: OptionRule = (_who, _name, value) => {
  const rules = {
    goal: positive,
    within: count,
    who: ['all', 'one'],
    rules: names,
    says: sentence,
  };
  const open = { who: 'all', oneRate: false, rules: undefined, says: undefined };
  readOptions('task', value, rules, open);
  return value;
};

/** How far a task is done. */
export interface Judged {
  readonly isDone: boolean;
  /** For each who walks the first update at which it was near enough; null where it was not in time. */
  readonly arrivals: readonly (number | null)[];
  /** Whether the rates are as they must be. */
  readonly ratesHold: boolean;
  /** Rules that must walk and do not. */
  readonly missing: readonly string[];
}

/** Whoever walks: its options, its rates and its way. */
export interface Walked {
  readonly optimizer: OptimizerSpec;
  readonly way: Walk;
}

/** Judges a task by the ways that are walked over a landscape with that lowest point. */
export function judge(task: Task, walkers: readonly Walked[], lowest: number): Judged {
  const { goal, within, who = 'all', oneRate = false, rules = [] } = task;
  const arrivals = walkers.map(({ way }) => {
    const at = way.losses.slice(0, within + 1).findIndex((loss) => loss - lowest <= goal);
    return at < 0 ? null : at;
  });
  const rates = new Set(walkers.flatMap(({ way }) => way.rates));
  const ratesHold = !oneRate || rates.size === 1;
  const missing = rules.filter((name) => !walkers.some(({ optimizer }) => optimizer.name === name));
  const arrived = arrivals.filter((at) => at !== null).length;
  const enough = who === 'one' ? arrived > 0 : arrived === walkers.length;
  return { isDone: enough && ratesHold && missing.length === 0, arrivals, ratesHold, missing };
}
