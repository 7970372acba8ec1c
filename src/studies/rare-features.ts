import { Float64, rules } from '../rules/index.ts';
import { count, mustList, nonNegative } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import { mean } from '../shared/stats.ts';
import { stepper } from './stepper.ts';
import type { StudyKind } from './study.ts';

/** A linear model of features that come with different chances. */
interface Task {
  /** How often a feature of each kind is in an example: its chance. */
  readonly frequencies: readonly number[];
  /** Features of each kind. */
  readonly features: number;
  /** Examples, each of which is seen once, alone. */
  readonly examples: number;
  /** Standard deviation of the error in every answer. */
  readonly noise: number;
}

export interface RareFeaturesOptions extends Task {
  /** An update rule by name; all of its options but the rate are the defaults. */
  readonly rule: string;
  /** What it may choose its rate from. */
  readonly rates: readonly number[];
}

const above = (most: number) =>
  mustList(
    `a list of numbers above 0${most < Infinity ? ` and at most ${most}` : ''}`,
    (one) => typeof one === 'number' && one > 0 && one <= most,
  );

/**
 * One pass over examples in which most features are absent, and one that is there is 1 or -1. The answer is a sum of normal
 * weights over them, with an error. The rate is chosen on other examples, by the mean square of the error that is left.
 * Gives that `loss` and the `rate`, and by the `frequency` of a feature the mean `error` of its weight and, as its `pace`,
 * what a slope of 1 moved it by when it last came.
 */
export const rareFeatures: StudyKind<RareFeaturesOptions> = {
  about: 'what one pass teaches a linear model about features that rarely come',
  cost: 3000,
  defaults: {
    rule: 'sgd',
    rates: [0.01, 0.02, 0.05, 0.1, 0.2],
    frequencies: [1 / 128, 1 / 32, 1 / 8, 1 / 2],
    features: 10,
    examples: 2000,
    noise: 0.5,
  },
  ranges: {
    rule: Object.keys(rules),
    rates: above(Infinity),
    frequencies: above(1),
    features: count,
    examples: count,
    noise: nonNegative,
  },
  measure({ rule: name, rates, ...task }, random) {
    const scores = rates.map((rate) => learned(name, rate, task, random.fork(1)).loss);
    const sound = scores.map((score) => (Number.isFinite(score) ? score : Infinity));
    const rate = rates[sound.indexOf(Math.min(...sound))] as number;
    return { rate: [rate], ...byKind(learned(name, rate, task, random.fork(2)), task) };
  },
};

interface Learned {
  readonly errors: readonly number[];
  readonly paces: readonly number[];
  readonly loss: number;
}

function learned(name: string, learningRate: number, task: Task, random: Random): Learned {
  const chances = task.frequencies.flatMap((chance) => Array<number>(task.features).fill(chance));
  const target = chances.map(() => random.normal());
  const next = stepper({ name, learningRate });
  let w: readonly number[] = chances.map(() => 0);
  const paces = chances.map(() => 0);
  for (let example = 0; example < task.examples; example++) {
    const inputs = chances.map((chance) => (random.uniform() < chance ? sign(random) : 0));
    const off = inputs.reduce(
      (sum, x, i) => sum + x * ((w[i] as number) - (target[i] as number)),
      -task.noise * random.normal(),
    );
    const g = inputs.map((x) => off * x);
    const moved = next(new Float64(w), new Float64(g)).values;
    for (const [i, slope] of g.entries())
      if (slope !== 0) paces[i] = ((w[i] as number) - (moved[i] as number)) / slope;
    w = moved;
  }
  const errors = w.map((wi, i) => Math.abs(wi - (target[i] as number)));
  return { errors, paces, loss: errors.reduce((sum, e, i) => sum + (chances[i] ?? 0) * e ** 2, 0) };
}

const sign = (random: Random) => (random.uniform() < 0.5 ? -1 : 1);

function byKind({ errors, paces, loss }: Learned, { frequencies, features }: Task) {
  const kinds = (values: readonly number[]) =>
    frequencies.map((_, kind) => mean(values.slice(kind * features, (kind + 1) * features)));
  return { loss: [loss], frequency: [...frequencies], error: kinds(errors), pace: kinds(paces) };
}
