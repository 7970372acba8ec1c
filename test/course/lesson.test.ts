import { describe, expect, it } from 'vitest';
import { each } from '../../src/course/each.ts';
import { lesson, type RunsOf } from '../../src/course/lesson.ts';
import type { Experiment } from '../../src/training/experiment.ts';
import { record } from '../figures/record.ts';

const experiment = (name: string, learningRate: number) => ({
  problem: { name: 'bowl' },
  optimizer: { name, learningRate },
  updates: 3,
});
const experiments = {
  alone: experiment('sgd', 0.1),
  noisy: each({ plain: ['sgd', 0.5], slow: ['momentum', 0.05] }, ([name, rate]) =>
    experiment(name, rate),
  ),
};
const about = { id: 'a', lecture: '', needs: [], concepts: [], teaches: [] };
const rateOf = ({ spec }: RunsOf<typeof experiments>['alone']) =>
  Number(spec.optimizer.learningRate);
const plan = lesson({
  ...about,
  experiments,
  measures: ({ alone, noisy }) => ({
    product: rateOf(alone) * rateOf(noisy.plain),
    slow: rateOf(noisy.slow),
    members: Object.keys(noisy).length,
  }),
  figures: () => ({}),
});
const runs = Object.fromEntries(
  Object.entries(plan.experiments as Record<string, Experiment>).map(([id, { optimizer }], i) => [
    id,
    record({ optimizer: optimizer.name, learningRate: i + 2, loss: [[1, 0]] }),
  ]),
);

describe('the experiments of a lesson', () => {
  it('may come as families, whose members are named for both', () => {
    expect(plan.experiments).toEqual({
      alone: experiment('sgd', 0.1),
      'noisy.plain': experiment('sgd', 0.5),
      'noisy.slow': experiment('momentum', 0.05),
    });
  });

  it('give runs that are reached as they were written', () => {
    expect(plan.measures(runs)).toEqual({ product: 6, slow: 4, members: 2 });
  });

  it('are told apart by type: a run that there is not does not compile', () => {
    const wrong = lesson({
      ...about,
      experiments,
      // @ts-expect-error there is no such run
      measures: ({ noisy }) => ({ plian: noisy.plian?.updates }),
      figures: () => ({}),
    });
    expect(() => wrong.measures(runs)).toThrow(
      'lesson "a": unknown run "noisy.plian"; did you mean "plain"?',
    );
  });
});

it('a family tells its maker the name of each case too', () => {
  const family = each({ 10: 1, 100: 2 }, (factor, name) => experiment(name, factor));
  expect(family[10]).toEqual(experiment('10', 1));
  expect(Object.keys(family)).toEqual(['10', '100']);
});
