import type { OptimizerSpec } from '../optimizers/index.ts';
import { UsageError } from '../shared/errors.ts';
import {
  belowOne,
  count,
  isNamed,
  must,
  nonNegative,
  readOptions,
  wholeNumber,
  type OptionRule,
} from '../shared/options.ts';
import type { Experiment } from '../training/experiment.ts';
import { readExperiment } from '../training/read-experiment.ts';
import { lockRule, type Lock } from './locks.ts';
import { readNet, type NetState } from './net-state.ts';
import { taskRule, type Task } from './task.ts';

/** The state of the live page, as its links carry it. */
export interface LabState {
  /** The format's version. */
  readonly v: 1;
  readonly view: string;
  readonly experiment: Experiment;
  /** Which update is shown. */
  readonly update: number;
  /** Who walks beside the experiment's own optimizer, on the same conditions. */
  readonly entrants?: readonly OptimizerSpec[];
  /** How the view Noise came to the problem's noise. */
  readonly noise?: NoiseState;
  /** What the view Net trains; `run` knows no such problem. */
  readonly net?: NetState;
  /** Controls that a teacher has hidden. */
  readonly lock?: readonly Lock[];
  /** A goal that a teacher has set. */
  readonly task?: Task;
}

/** A batch: the noise of a mean of `batch` examples is that of one over the root of their number. */
export interface NoiseState {
  /** Standard deviation of the noise on each component of one example's gradient. */
  readonly single: number;
  readonly batch: number;
  /** Decay of the running average of the weights. */
  readonly average: number;
}

/** So many rules can still be told apart in one picture. */
export const mostEntrants = 8;

/** How each part is read; made only when a link is, since a page can do without. */
const parts = (): Readonly<Record<keyof LabState, OptionRule>> => ({
  v: must('1', (value) => value === 1),
  view: must('the name of a view', (value) => typeof value === 'string'),
  experiment: (_who, _name, value) => {
    readExperiment(value as Experiment);
    return value;
  },
  update: wholeNumber,
  entrants: must(
    `a list of at most ${mostEntrants - 1} optimizers`,
    (value) => Array.isArray(value) && value.length < mostEntrants && value.every(isNamed),
  ),
  noise: (_who, _name, value) =>
    readOptions<NoiseState>(
      'link: noise',
      value,
      { single: nonNegative, batch: count, average: belowOne },
      {},
    ),
  net: (who, name, value) => readNet(`${who}: ${name}`, value),
  lock: lockRule,
  task: taskRule,
});

/**
 * The state in a link of the live page: all behind its `#`.
 * @throws UsageError for a link without a state, one that was cut off, another version, or a part that is wrong
 */
export function readLink(link: string): LabState {
  const hash = link.slice(link.indexOf('#') + 1);
  if (!link.includes('#') || hash === '') {
    throw new UsageError({ who: 'link', rule: 'there is no state behind its #' });
  }
  let state: unknown;
  try {
    state = JSON.parse(decodeURIComponent(hash));
  } catch {
    throw new UsageError({
      who: 'link',
      rule: 'what stands behind its # is not whole',
      remedy: 'copy it again, to its end',
    });
  }
  readOptions('link', state, parts(), {
    entrants: undefined,
    noise: undefined,
    net: undefined,
    lock: undefined,
    task: undefined,
  });
  return state as LabState;
}

/** The end of a link that carries `state`: the same state gives the same bytes, and no sign that a shell would read. */
export function linkHash(state: LabState): string {
  const odd = /[!'()*]/g;
  return `#${encodeURIComponent(JSON.stringify(state)).replaceAll(
    odd,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )}`;
}

/** Everyone who walks: the experiment's own optimizer first. */
export function entrantsOf({ experiment, entrants = [] }: LabState): readonly OptimizerSpec[] {
  return [experiment.optimizer, ...entrants];
}
