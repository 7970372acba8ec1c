import { expect, it } from 'vitest';
import type { Experiment } from '../../src/training/experiment.ts';
import { readExperiment } from '../../src/training/read-experiment.ts';

const written: Experiment = { problem: { name: 'bowl' }, optimizer: { name: 'sgd' }, updates: 5 };
const read = (changes: object) => () => readExperiment({ ...written, ...changes });
const trials = { values: [0.1], score: 'loss', seeds: [1] };

it('fills in one seed, no positions, and the learning rate as what is tuned', () => {
  expect(readExperiment(written)).toEqual({
    ...written,
    seeds: [1],
    path: false,
    weights: false,
    decoupled: false,
  });
  expect(readExperiment({ ...written, tune: trials }).tune?.option).toBe('learningRate');
});

it('gives a copy that shares nothing with what was written', () => {
  const copy = readExperiment(written);
  expect(copy.problem).not.toBe(written.problem);
});

it.each([
  [{ updatez: 5 }, 'experiment: unknown option "updatez"; did you mean "updates"?'],
  [{ seed: [1] }, 'experiment: unknown option "seed"; did you mean "seeds"?'],
  [{ epochs: 5 }, 'experiment: unknown option "epochs"'],
  [{ tune: { ...trials, value: [1] } }, 'experiment: tune: unknown option "value"'],
  [{ tune: { values: [1], score: 'loss' } }, 'experiment: tune: seeds is missing'],
  [{ tune: { ...trials, values: [] } }, 'tune: values must be a list of numbers, got []'],
  [{ tune: { ...trials, values: [NaN] } }, 'tune: values must be a list of numbers'],
  [{ updates: 0 }, 'experiment: updates must be a whole number of at least 1, got 0'],
  [{ updates: undefined }, 'experiment: updates is missing'],
  [{ every: 1.5 }, 'experiment: every must be a whole number of at least 1, got 1.5'],
  [{ until: -1 }, 'experiment: until must be at least 0, got -1'],
  [{ until: 'soon' }, 'experiment: until: options must be an object'],
  [{ until: { stays: 5 } }, 'experiment: until: below is missing'],
  [{ until: { below: 1, for: 5 } }, 'experiment: until: unknown option "for"'],
  [
    { until: { below: 1, stays: 1.5 } },
    'until: stays must be a whole number of at least 0, got 1.5',
  ],
  [{ tune: { ...trials, and: { option: 'momentum' } } }, 'tune: and: values is missing'],
  [{ tune: { ...trials, and: { values: [1] } } }, 'tune: and: option is missing'],
  [{ path: 'yes' }, 'experiment: path must be true or false, got "yes"'],
  [{ seeds: [] }, 'experiment: seeds must be a list of whole numbers from 0, got []'],
  [{ seeds: [-1] }, 'experiment: seeds must be a list of whole numbers from 0, got [-1]'],
  [{ seeds: 3 }, 'experiment: seeds must be a list of whole numbers from 0, got 3'],
  [{ problem: 'bowl' }, 'experiment: problem must be an object with a name, got "bowl"'],
  [{ optimizer: {} }, 'experiment: optimizer must be an object with a name, got {}'],
  [{ regularizer: null }, 'experiment: regularizer must be an object with a name, got null'],
])('refuses %j', (changes, message) => {
  expect(read(changes)).toThrow(message);
});
