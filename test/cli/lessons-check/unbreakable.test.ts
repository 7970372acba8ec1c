import { describe, expect, it } from 'vitest';
import { changedSettings } from '../../../src/cli/lessons-check/changed-settings.ts';
import { unbreakable } from '../../../src/cli/lessons-check/unbreakable.ts';
import { lesson, type Lesson, type Runs } from '../../../src/course/lesson.ts';
import { readLesson } from '../../../src/course/lesson-text.ts';
import type { Rig } from '../../../src/course/lesson-data.ts';
import { UsageError } from '../../../src/shared/errors.ts';
import type { Experiment } from '../../../src/training/experiment.ts';
import { record } from '../../figures/record.ts';

const written: Experiment = {
  problem: { name: 'bowl', condition: 10 },
  optimizer: {
    name: 'momentum',
    learningRate: { schedule: 'cosine', peak: 0.4, updates: 8 },
    momentum: 0.9,
  },
  regularizer: { name: 'l2', l2: 0.5 },
  updates: 8,
};

describe('changed settings', () => {
  it('change one thing at a time: numbers by half, the penalty, the rule', () => {
    expect(changedSettings(written).map(({ change }) => change)).toEqual([
      'learningRate.peak 0.2',
      'learningRate.updates 4',
      'momentum 0.45',
      'l2 0.25',
      'updates 4',
      'no penalty',
      'penalty decoupled',
      'sgd in place of momentum',
      'nesterov in place of momentum',
      'adam in place of momentum',
      'l1 in place of l2',
      'proximalL1 in place of l2',
      'condition 5',
    ]);
  });

  it('leave out the updates of a run that goes on until it arrives', () => {
    const changes = changedSettings({ ...written, until: 0.1 }).map(({ change }) => change);
    expect(changes).not.toContain('updates 4');
  });

  it('of a study are its numbers and lists, under the same seeds', () => {
    const changes = changedSettings({
      study: 'toss',
      draws: 9,
      steps: [0.2, 2],
      sizes: [1, 5, 8],
      fair: true,
      seeds: [3],
    });
    expect(changes).toEqual([
      {
        change: 'draws 5',
        spec: {
          study: 'toss',
          draws: 5,
          steps: [0.2, 2],
          sizes: [1, 5, 8],
          fair: true,
          seeds: [3],
        },
      },
      {
        change: 'steps halved',
        spec: {
          study: 'toss',
          draws: 9,
          steps: [0.1, 1],
          sizes: [1, 5, 8],
          fair: true,
          seeds: [3],
        },
      },
      {
        change: 'sizes halved',
        spec: {
          study: 'toss',
          draws: 9,
          steps: [0.2, 2],
          sizes: [1, 3, 4],
          fair: true,
          seeds: [3],
        },
      },
      {
        change: 'fair false',
        spec: {
          study: 'toss',
          draws: 9,
          steps: [0.2, 2],
          sizes: [1, 5, 8],
          fair: false,
          seeds: [3],
        },
      },
    ]);
  });
});

describe('a claim', () => {
  const one: Experiment = {
    problem: { name: 'bowl' },
    optimizer: { name: 'sgd', learningRate: 0.4 },
    updates: 8,
  };
  const plan = lesson({
    id: 'rates',
    lecture: '2. Optimization',
    needs: [],
    concepts: [],
    teaches: [],
    experiments: { one },
    measures: ({ one }) => ({
      rate: Number(one.spec.optimizer['learningRate']),
      always: 1,
      updates: one.spec.updates,
    }),
    figures: () => ({}),
  });
  const saying = (text: string): Lesson => ({
    ...plan,
    position: { number: 1, of: 1, after: [] },
    terms: [],
    ...readLesson(`# Rates\n\n${text}\n`, 'lesson.md'),
    taught: [],
    exercises: [],
  });
  const runs: Runs = { one: { ...record({ loss: [[1]] }), spec: { ...one, seeds: [1] } } };
  const rig: Rig = {
    run: async (spec) => {
      if (spec.updates < 8) throw new UsageError({ rule: 'too few' });
      return { ...record({ loss: [[1]] }), spec };
    },
    measure: () => Promise.reject(new Error('there is no study')),
  };

  it('that notices a changed setting is no more asked about', async () => {
    const { claims } = await unbreakable(saying('The rate is {rate: 0.3 to 0.5}.'), runs, rig);
    expect(claims).toEqual([]);
  });

  it.each([
    ['holds whatever is measured', 'It is {always: 0.5 to 2}.', 'always'],
    ['would need a run that there cannot be', 'It takes {updates: 7 to 9} updates.', 'updates'],
    ['is too wide', 'The rate is {rate: 0.1 to 0.9}.', 'rate'],
  ])('that %s is named', async (_, text, name) => {
    const { claims, tried } = await unbreakable(saying(text), runs, rig);
    expect(claims).toEqual([name]);
    expect(tried).toBeGreaterThan(2);
  });
});
