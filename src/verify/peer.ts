import * as tf from '@tensorflow/tfjs';
import { optimizerFromSpec } from '../optimizers/index.ts';
import { scheduleFromConfig, type ScheduleConfig } from '../schedules/index.ts';
import { lookUp } from '../shared/look-up.ts';
import { compare, float32Allowance } from './compare.ts';
import type { Builtin, RuleMember } from './member.ts';
import { ruleMembers } from './members/index.ts';
import type { TextbookOptions } from './stepper.ts';
import { stream } from './stream.ts';
import type { Validation } from './validation.ts';
import { textbookWalk } from './textbook-walk.ts';
import { freshWalk, type WalkOptions } from './walk.ts';

type Options = Readonly<Record<string, unknown>>;

/**
 * The comparison of our rule `name` with its built-in in tfjs or, where there is none, with the textbook.
 * @param options of our rule; the peer gets the same
 * @throws UsageError at once for an unknown rule or a bad option
 */
export function peer(name: string, options: Options = {}): () => Promise<Validation> {
  const { builtin: row } = memberNamed(name);
  return 'none' in row
    ? besideTextbook(name, options, row.none)
    : besideBuiltin(name, options, row);
}

/**
 * The comparison of our rule `name` with the textbook.
 * @param options of our rule; the peer gets the same
 * @throws UsageError at once for an unknown rule or a bad option
 */
export function textbookPeer(name: string, options: Options = {}): () => Promise<Validation> {
  return besideTextbook(name, options, '');
}

/** @throws UsageError for an unknown rule, with the nearest */
function memberNamed(name: string): RuleMember {
  return lookUp('optimizer', name, Object.fromEntries(ruleMembers.map((one) => [one.name, one])));
}

function besideTextbook(name: string, options: Options, explanation: string) {
  const { textbook } = memberNamed(name);
  const followed = stream({ rate: rateOf(name, options) });
  // Only what was given: the textbook has defaults of its own, which are compared too.
  const { learningRate: _, ...given } = options;
  const start = () => textbook(given as TextbookOptions);
  return () =>
    compare({
      member: name,
      make: () => optimizerFromSpec({ name, ...options }),
      peer: { name: 'textbook', explanation, walk: (one) => textbookWalk(start, one) },
      stream: followed,
    });
}

function besideBuiltin(name: string, options: Options, row: Builtin) {
  const given = { ...row.given, ...options };
  const make = () => optimizerFromSpec({ name, ...given });
  const { learningRate } = make();
  const resolved = { ...(make().getConfig() as Readonly<Record<string, number>>), learningRate };
  const followed = stream({
    rate: rateOf(name, given),
    ...(row.scales && { scales: row.scales }),
  });
  return () =>
    compare({
      member: name,
      make,
      peer: {
        name: row.name,
        explanation: row.explanation ?? '',
        walk: (one) => freshWalk(() => row.make(tf, resolved), one, steered),
      },
      stream: followed,
      allowed: float32Allowance(followed.updates.length) + (row.stepError?.(resolved) ?? 0),
    });
}

/** The rate of each update: the option is a number or a schedule, and a config holds the config of a schedule. */
function rateOf(name: string, options: Options): number | ((update: number) => number) {
  const { learningRate } = optimizerFromSpec({ name, ...options }).getConfig();
  if (typeof learningRate === 'number') return learningRate;
  return scheduleFromConfig(learningRate as unknown as ScheduleConfig);
}

/** A built-in knows no schedule: its rate is set anew for each update. */
function steered(builtin: tf.Optimizer & { setLearningRate?(rate: number): void }): WalkOptions {
  return {
    steer: (rate) => {
      // SGD and Momentum keep a tensor of the rate, which only this method renews; the others read the field.
      if (builtin.setLearningRate) builtin.setLearningRate(rate);
      else Object.assign(builtin, { learningRate: rate });
    },
  };
}
