import type { OptimizerSpec } from '../optimizers/index.ts';
import type { RegularizerSpec } from '../regularizers/index.ts';
import { shown, UsageError } from '../shared/errors.ts';
import {
  count,
  isNamed,
  must,
  nonNegative,
  readOptions,
  wholeNumber,
  type OptionRule,
} from '../shared/options.ts';
import { pull } from './pull.ts';
import { stepper } from './stepper.ts';

/** The kinds of points that a net can be asked to tell apart; `own` are the reader's. */
export const pointKinds = ['moons', 'rings', 'spiral', 'own'] as const;

/** How a net is trained. */
export interface NetSettings {
  readonly optimizer: OptimizerSpec;
  /** On the kernels. */
  readonly regularizer?: RegularizerSpec;
  readonly decoupled?: boolean;
}

/** What the view Net shows. */
export interface NetState extends NetSettings {
  readonly points: (typeof pointKinds)[number];
  /** Standard deviation of the noise on each point. */
  readonly spread: number;
  /** Of the points, the start and the batches. */
  readonly seed: number;
  /** Points in one update. */
  readonly batch: number;
  readonly updates: number;
  /** The reader's points: across, up, and 0 or 1 for the class. */
  readonly own?: readonly OwnPoint[];
  /** Settings of earlier updates, in order; the net went on from them with the next. */
  readonly before?: readonly (NetSettings & { readonly until: number })[];
}

export type OwnPoint = readonly [number, number, 0 | 1];

/** So many points are as many as a link carries well. */
export const mostOwn = 200;

const named = must('an object with a name', isNamed);

const ownPoints = must(
  `a list of at most ${mostOwn} points: two numbers from -2 to 2, and 0 or 1`,
  (value) => {
    const isPoint = (one: unknown) =>
      Array.isArray(one) &&
      one.length === 3 &&
      one.slice(0, 2).every((at) => Number.isFinite(at) && Math.abs(at as number) <= 2) &&
      (one[2] === 0 || one[2] === 1);
    return Array.isArray(value) && value.length <= mostOwn && value.every(isPoint);
  },
);

const settings = { optimizer: named, regularizer: named };
const unset = { regularizer: undefined, decoupled: false };

/** The state of a net, as a link carries it. @throws UsageError for a part that is wrong */
export function readNet(who: string, value: unknown): NetState {
  const earlier: OptionRule = (within, name, list) => {
    if (!Array.isArray(list)) {
      throw new UsageError({ who: within, rule: `${name} must be a list`, got: shown(list) });
    }
    let last = 0;
    for (const one of list) {
      const { until, ...rest } = readOptions<NetSettings & { until: number }>(
        `${within}: ${name}`,
        one,
        { ...settings, until: count },
        unset,
      );
      if (until <= last) {
        throw new UsageError({
          who: within,
          rule: `${name} must be in the order of their updates`,
          got: until,
        });
      }
      last = until;
      checkSettings(rest);
    }
    return list;
  };
  const read = readOptions<NetState>(
    who,
    value,
    {
      ...settings,
      points: pointKinds,
      spread: nonNegative,
      seed: wholeNumber,
      batch: count,
      updates: count,
      own: ownPoints,
      before: earlier,
    },
    { ...unset, own: undefined, before: undefined },
  );
  checkSettings(read);
  return value as NetState;
}

function checkSettings(given: NetSettings): void {
  stepper(given.optimizer);
  pull(given);
}
