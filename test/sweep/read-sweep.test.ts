import { describe, expect, it } from 'vitest';
import { measuredEvery, readSweep } from '../../src/sweep/read-sweep.ts';
import { cellsOf } from '../../src/sweep/cell.ts';

const study = {
  schema: 1,
  name: 'test',
  problems: [{ name: 'bowl' }],
  optimizers: [{ name: 'sgd', learningRate: { log: [0.001, 1] } }],
  updates: 100,
  trials: 4,
};
const read = (change: object) => readSweep('study.json', JSON.stringify({ ...study, ...change }));
const settingsOf = (change: object) => {
  const [cell] = cellsOf('study.json', read(change));
  return cell?.trials.toSorted((a, b) => a.index - b.index).map(({ setting }) => setting);
};
const choices = (count: number) => ({ choice: Array.from({ length: count }, (_, i) => i / count) });

describe('a study.json', () => {
  it.each([
    [
      'an unknown field',
      { trails: 3 },
      'study.json: unknown option "trails"; did you mean "trials"?',
    ],
    ['another schema', { schema: 2 }, 'study.json: schema must be 1, got 2'],
    ['a name that is no folder', { name: '../x' }, 'name must be of letters, digits, "-" and "_"'],
    ['no problem', { problems: [] }, 'problems must be a list of objects with a name, got []'],
    [
      'an unknown problem',
      { problems: [{ name: 'bowel' }] },
      'unknown problem "bowel"; did you mean "bowl"?',
    ],
    [
      'an unknown rule',
      { optimizers: [{ name: 'adm' }] },
      'unknown optimizer "adm"; did you mean "adam"?',
    ],
    ['an unknown option', { optimizers: [{ name: 'sgd', rate: 1 }] }, 'SGD: unknown option "rate"'],
    [
      'a value out of range in one setting',
      { optimizers: [{ name: 'adam', beta1: { choice: [0.9, 1] } }] },
      'beta1 must be at least 0 and below 1, got 1',
    ],
    [
      'an unknown schedule',
      {
        optimizers: [
          { name: 'sgd', learningRate: { schedule: 'cosin', peak: { log: [0.1, 1] }, updates: 9 } },
        ],
      },
      'unknown schedule "cosin"; did you mean "cosine"?',
    ],
    [
      'a range from 0',
      { optimizers: [{ name: 'sgd', learningRate: { log: [0, 1] } }] },
      'study.json: SGD: learningRate: log must be two numbers above 0, got [0,1]',
    ],
    [
      'a range the wrong way',
      { optimizers: [{ name: 'sgd', learningRate: { linear: [1, 0] } }] },
      'linear must be two numbers, the smaller first',
    ],
    [
      'no choice',
      { optimizers: [{ name: 'sgd', learningRate: { choice: [] } }] },
      'choice must be a list of values, got []',
    ],
    [
      'a range in a choice',
      { optimizers: [{ name: 'sgd', learningRate: { choice: [{ log: [0.1, 1] }] } }] },
      'without a choice or range in them',
    ],
    [
      'two of one name',
      { optimizers: [{ name: 'sgd' }, { name: 'sgd' }] },
      'two of optimizers are called SGD; give one of them a "label"',
    ],
    [
      'two that files would be called alike',
      { problems: [{ name: 'bowl' }, { name: 'bowl', label: 'Bowl!' }] },
      'two of problems are called Bowl!',
    ],
    [
      'a label that is none',
      { problems: [{ name: 'bowl', label: 7 }] },
      'problems: a label must be a name, got 7',
    ],
    [
      'no budget',
      { trials: undefined },
      'trials is missing, the number of settings that each optimizer may try',
    ],
    [
      'a budget too small',
      { trials: 1 },
      'trials must be at least 2 for a grid over the space of SGD, got 1; or take the sampler "sobol"',
    ],
    [
      'seeds chosen and shown',
      { seeds: [1], final: [3, 1] },
      'final must have other seeds than seeds, on which the settings are chosen, got 1 in both',
    ],
    ['a seed twice', { seeds: [1, 1] }, 'seeds must be a list of different whole numbers'],
    ['a rung at the end', { rungs: [50, 100] }, 'rungs must be below updates (100), got 100'],
    ['falling rungs', { rungs: [50, 10] }, 'rungs must be a list of rising whole numbers'],
    [
      'rungs out of step',
      { rungs: [33] },
      'rungs and updates must be multiples of one number of at least 2',
    ],
    [
      'an unknown sampler',
      { sampler: 'random' },
      'sampler must be one of grid, sobol, got "random"',
    ],
  ])('with %s is refused', (_, change, says) => {
    expect(() => read(change)).toThrow(says);
  });

  it('that is no JSON is refused', () => {
    expect(() => readSweep('study.json', '{ "schema": 1, }')).toThrow(
      /^study.json: this is not JSON: /,
    );
  });

  it('that is too large says how many runs, and how long', () => {
    const space = { beta1: choices(99), beta2: choices(99), learningRate: choices(99) };
    const optimizers = [{ name: 'adam', ...space }];
    expect(() => read({ optimizers, trials: undefined })).toThrow(
      /^study.json: a study may have 1,000,000 runs at most, got 2,910,902, about \d+ (?:h|days) on this machine; lower trials, or take fewer seeds$/,
    );
  });

  it('has defaults that are said in its page', () => {
    const { sampler, seeds, final, score, rungs } = read({});
    expect({ sampler, seeds, final, score, rungs }).toEqual({
      sampler: 'grid',
      seeds: [101, 102, 103],
      final: [1, 2, 3, 4, 5],
      score: 'loss',
      rungs: [],
    });
  });
});

describe('a grid', () => {
  it('has the ends of a range and what lies evenly between, with every choice', () => {
    expect(settingsOf({})?.map((one) => one['learningRate'])).toEqual([0.001, 0.01, 0.1, 1]);
    const optimizers = [
      { name: 'momentum', momentum: { choice: [0, 0.9] }, learningRate: { linear: [1, 2] } },
    ];
    expect(settingsOf({ optimizers, trials: 7 })).toEqual(
      [0, 0.9].flatMap((momentum) =>
        [1, 1.5, 2].map((learningRate) => ({ momentum, learningRate })),
      ),
    );
  });

  it('needs no budget where there are only choices, and has one setting where there are none', () => {
    const only = [
      { name: 'sgd', learningRate: { choice: [0.1, { schedule: 'cosine', peak: 1, updates: 9 }] } },
    ];
    expect(settingsOf({ optimizers: only, trials: undefined })).toHaveLength(2);
    expect(settingsOf({ optimizers: [{ name: 'sgd' }], trials: undefined })).toEqual([{}]);
  });

  it('reaches into schedules, and lists of them', () => {
    const learningRate = {
      schedule: 'join',
      schedules: [
        { schedule: 'constant', rate: 0.1 },
        { schedule: 'cosine', peak: { log: [0.01, 1] }, updates: 50 },
      ],
      milestones: [10],
    };
    const [cell] = cellsOf(
      'study.json',
      read({ optimizers: [{ name: 'sgd', learningRate }], trials: 2 }),
    );
    const rates = cell?.trials.map(({ experiment }) => experiment.optimizer['learningRate']);
    expect(rates).toContainEqual({
      ...learningRate,
      schedules: [learningRate.schedules[0], { schedule: 'cosine', peak: 1, updates: 50 }],
    });
  });
});

describe('Sobol points', () => {
  it('fill ranges and choices, from the middle on', () => {
    const optimizers = [
      { name: 'momentum', learningRate: { log: [0.01, 1] }, momentum: { choice: [0, 0.5, 0.9] } },
    ];
    expect(settingsOf({ optimizers, sampler: 'sobol', trials: 3 })).toEqual([
      { learningRate: 0.1, momentum: 0.5 },
      { learningRate: 0.3162, momentum: 0 },
      { learningRate: 0.03162, momentum: 0.9 },
    ]);
  });

  it('try no setting twice', () => {
    const optimizers = [{ name: 'sgd', learningRate: { choice: [0.1, 1] } }];
    expect(settingsOf({ optimizers, sampler: 'sobol', trials: 16 })).toHaveLength(2);
  });
});

describe('a run', () => {
  it('is measured at every rung, and else about twenty times', () => {
    expect(measuredEvery({ updates: 540, rungs: [60, 180] })).toBe(60);
    expect(measuredEvery({ updates: 600, rungs: [] })).toBe(30);
    expect(measuredEvery({ updates: 7, rungs: [] })).toBe(1);
  });
});
