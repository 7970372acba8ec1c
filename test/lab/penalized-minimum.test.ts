import { describe, expect, it } from 'vitest';
import { penalizedMinimum } from '../../src/lab/penalized-minimum.ts';
import { regress, regression, trueWeights } from '../../src/lab/regression.ts';

const task = regression(1);

/** The slope of the loss alone at `w`, for each weight. */
const slopes = (w: readonly number[]) =>
  task.curvature.map((row, i) => {
    const along = row.reduce((sum, c, j) => sum + c * (w[j] as number), 0);
    return along - (task.pull[i] as number);
  });

describe('the lowest point of a bowl and a penalty', () => {
  it.each([
    { l1: 0.2, l2: 0 },
    { l1: 0.05, l2: 0.3 },
    { l1: 0, l2: 0.1 },
  ])('is where no weight would move: %j', ({ l1, l2 }) => {
    const w = penalizedMinimum(task, { l1, l2 });
    for (const [i, slope] of slopes(w).entries()) {
      const at = w[i] as number;
      // A weight that is 0 is held there by l1; any other balances both forces.
      if (at === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(l1 + 1e-12);
      else expect(slope).toBeCloseTo(-l1 * Math.sign(at) - 2 * l2 * at, 10);
    }
    expect(w.filter((one) => one === 0).length > 0).toBe(l1 > 0);
  });

  it('is 0 from the strength on at which no slope outweighs it', () => {
    const most = Math.max(...task.pull.map(Math.abs));
    const alive = (l1: number) => penalizedMinimum(task, { l1, l2: 0 }).filter((w) => w !== 0);
    expect(alive(most)).toEqual([]);
    expect(alive(0.99 * most)).toHaveLength(1);
  });
});

describe('a regression on columns of which most are noise', () => {
  const train = { optimizer: { name: 'sgd', learningRate: 0.1 }, updates: 2000 };
  const l1 = 0.2;

  it('ends by proximal steps where the penalized loss is lowest, zeros and all', () => {
    const regularizer = { name: 'proximalL1', l1 };
    const w = regress(task, { ...train, regularizer, decoupled: true }) as readonly number[];
    const best = penalizedMinimum(task, { l1, l2: 0 });
    for (const [i, one] of w.entries()) expect(one).toBeCloseTo(best[i] as number, 8);
    expect(w.map((one) => one === 0)).toEqual(best.map((one) => one === 0));
    expect(w.slice(trueWeights.length).filter((one) => one === 0).length).toBeGreaterThan(10);
  });

  it('has no zero after the subgradient, and says nothing of weights that diverge', () => {
    const regularizer = { name: 'l1', l1 };
    expect(regress(task, { ...train, regularizer })?.filter((w) => w === 0)).toEqual([]);
    const optimizer = { name: 'sgd', learningRate: 2 };
    expect(regress(task, { ...train, optimizer })).toBeUndefined();
  });
});
