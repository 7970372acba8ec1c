import {
  checkNumber,
  count,
  isNamed,
  must,
  mustList,
  nonNegative,
  readOptions,
  wholeNumber,
} from '../shared/options.ts';
import type { Experiment, Goal, Tuning } from './experiment.ts';

/** An experiment whose seeds are known. */
export type SeededExperiment = Experiment & { readonly seeds: readonly number[] };

const named = must('an object with a name', isNamed);
const seeds = must(
  'a list of whole numbers from 0',
  (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => Number.isInteger(one) && one >= 0),
);
const numbers = mustList('a list of numbers', Number.isFinite);
const word = must('a name', (value) => typeof value === 'string');

function tuning(who: string, name: string, value: unknown): Tuning {
  return readOptions<Tuning>(
    `${who}: ${name}`,
    value,
    { option: word, values: numbers, and: second, score: word, seeds },
    { option: 'learningRate', and: undefined },
  );
}

function second(who: string, name: string, value: unknown): Tuning['and'] {
  return readOptions<NonNullable<Tuning['and']>>(
    `${who}: ${name}`,
    value,
    { option: word, values: numbers },
    {},
  );
}

function goal(who: string, name: string, value: unknown): number | Goal {
  if (typeof value === 'number') return checkNumber(who, name, value, nonNegative);
  return readOptions<Required<Goal>>(
    `${who}: ${name}`,
    value,
    { series: word, below: nonNegative, stays: wholeNumber },
    { series: 'loss', stays: 0 },
  );
}

/**
 * A copy of `experiment` with its defaults filled in. Problem, optimizer and regularizer read their own options later.
 * @throws UsageError for an unknown key, a missing part or a value out of range
 */
export function readExperiment(experiment: Experiment): SeededExperiment {
  const read = readOptions<SeededExperiment>(
    'experiment',
    experiment,
    {
      problem: named,
      optimizer: named,
      regularizer: named,
      updates: count,
      seeds,
      every: count,
      until: goal,
      tune: tuning,
    },
    {
      seeds: [1],
      path: false,
      weights: false,
      decoupled: false,
      regularizer: undefined,
      every: undefined,
      until: undefined,
      tune: undefined,
    },
  );
  return structuredClone(read);
}
