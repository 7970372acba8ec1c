import { expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

const race = async (options: object) =>
  (await measureSeed({ study: 'minimizerRace', train: 50, ...options }, 1)) as Record<
    'evaluation' | 'loss',
    number[]
  >;

it('counts every look of a line search, and one for each update of a rule', async () => {
  const lbfgs = await race({ evaluations: 20 });
  const sgd = await race({ evaluations: 20, minimizer: { name: 'sgd', learningRate: 0.5 } });
  expect(lbfgs.evaluation).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(new Set(sgd.loss).size).toBe(20);
  expect(new Set(lbfgs.loss).size).toBeLessThan(20);
  expect(lbfgs.loss[0]).toBe(sgd.loss[0]);
  expect(lbfgs.loss.at(-1)).toBeLessThan(sgd.loss.at(-1) as number);
});

it('never rises with L-BFGS on all images', async () => {
  const { loss } = await race({ evaluations: 40 });
  for (const [i, one] of loss.slice(1).entries())
    expect(one).toBeLessThanOrEqual(loss[i] as number);
});

it('looks at all images whatever batch the minimizer sees', async () => {
  const options = { evaluations: 9, every: 4, minimizer: { name: 'sgd', learningRate: 0.5 } };
  const [whole, batch] = [await race(options), await race({ ...options, batch: 10 })];
  expect(batch.evaluation).toEqual([1, 5, 9]);
  expect(batch.loss[0]).toBe(whole.loss[0]);
  expect(batch.loss[2]).not.toBe(whole.loss[2]);
});

it('walks the same way with L-BFGS, however seldom the loss is measured', async () => {
  const [often, seldom] = [
    await race({ evaluations: 13 }),
    await race({ evaluations: 13, every: 4 }),
  ];
  expect(seldom.evaluation).toEqual([1, 5, 9, 13]);
  for (const [i, one] of seldom.loss.entries())
    expect(one).toBeCloseTo(often.loss[4 * i] as number, 5);
});
