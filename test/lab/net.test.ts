import { describe, expect, it } from 'vitest';
import {
  logit,
  score,
  slopes,
  startWeights,
  type Sample,
  type Weights,
} from '../../src/lab/net.ts';
import { pointsOf } from '../../src/lab/net-points.ts';
import { readNet, type NetState } from '../../src/lab/net-state.ts';
import { NetTraining } from '../../src/lab/net-training.ts';
import { Float64 } from '../../src/rules/index.ts';

const state: NetState = {
  points: 'moons',
  spread: 0.1,
  seed: 1,
  batch: 30,
  updates: 600,
  optimizer: { name: 'adam', learningRate: 0.03 },
};
const samples: readonly Sample[] = pointsOf(state).train.slice(60, 100);

/** The same weights with one number of one variable moved. */
const nudged = (weights: Weights, variable: number, index: number, by: number): Weights =>
  weights.map(({ values, shape }, v) =>
    v === variable
      ? new Float64(
          values.map((one, i) => (i === index ? one + by : one)),
          shape,
        )
      : new Float64(values, shape),
  );

describe('a small net', () => {
  it('has the slopes that differences show, for every weight', () => {
    const weights = startWeights(3);
    const exact = slopes(weights, samples);
    const h = 1e-5;
    for (const [variable, { values }] of exact.entries()) {
      for (const [index, slope] of values.entries()) {
        const loss = (by: number) => score(nudged(weights, variable, index, by), samples).loss;
        expect(slope).toBeCloseTo((loss(h) - loss(-h)) / (2 * h), 8);
      }
    }
  });

  it('has a finite loss however sure it is', () => {
    const weights = startWeights(1).map(
      ({ values, shape }) =>
        new Float64(
          values.map((w) => 1e4 * w),
          shape,
        ),
    );
    expect(score(weights, samples).loss).toBeGreaterThan(1);
    expect(Number.isFinite(score(weights, samples).loss)).toBe(true);
    expect(Number.isFinite(logit(weights, [1, 1]))).toBe(true);
  });

  it.each([
    ['moons', 0.95],
    ['rings', 0.95],
    ['spiral', 0.85],
  ] as const)('learns to tell %s apart', (points, least) => {
    const training = new NetTraining({ ...state, points, spread: 0.05, updates: 1500 });
    training.at(1500);
    expect(training.rows.at(-1)?.train.accuracy).toBeGreaterThan(least);
    expect(training.rows.at(-1)?.unseen.accuracy).toBeGreaterThan(least - 0.1);
    expect(training.rows[0]?.train.accuracy).toBeLessThan(0.8);
  });
});

describe('a training', () => {
  const values = (weights: Weights) => weights.flatMap(({ values }) => values);

  it('gives the same weights in whatever order it is looked at', () => {
    const [one, other] = [new NetTraining(state), new NetTraining(state)];
    one.at(77);
    const late = values(one.at(133));
    expect(values(other.at(133))).toEqual(late);
    expect(values(other.at(77))).toEqual(values(one.at(77)));
    expect(values(one.at(133))).toEqual(late);
  });

  it('goes on from where it was with other settings', () => {
    const sgd = { name: 'sgd', learningRate: 0.3 };
    const changed: NetState = {
      ...state,
      optimizer: sgd,
      before: [{ until: 45, optimizer: state.optimizer }],
    };
    const [plain, both] = [new NetTraining(state), new NetTraining(changed)];
    expect(values(both.at(45))).toEqual(values(plain.at(45)));
    const at = both.at(45);
    const step = values(both.at(46)).map((w, i) => w - (values(at)[i] as number));
    // A step of SGD is as long as its rate.
    const twice = new NetTraining({ ...changed, optimizer: { ...sgd, learningRate: 0.6 } });
    for (const [i, w] of values(twice.at(46)).entries()) {
      expect(w - (values(at)[i] as number)).toBeCloseTo(2 * (step[i] as number), 12);
    }
    expect(values(both.at(46))).not.toEqual(values(plain.at(46)));
  });

  it('gives another rule a memory of its own', () => {
    const learningRate = 0.05;
    const after = (optimizer: { name: string; learningRate: number }): number[] => {
      const before = [{ until: 20, optimizer: { name: 'momentum', learningRate } }];
      const training = new NetTraining({ ...state, optimizer, before });
      const from = values(training.at(20));
      return values(training.at(21)).map((w, i) => w - (from[i] as number));
    };
    const plain = after({ name: 'sgd', learningRate });
    // From no velocity Nesterov steps by the slope and what of it is to come: 1.9 times as far.
    for (const [i, step] of after({ name: 'nesterov', learningRate }).entries()) {
      expect(step).toBeCloseTo(1.9 * (plain[i] as number), 12);
    }
  });

  it('penalizes kernels, and no biases', () => {
    const after = (settings: Partial<NetState>) =>
      new NetTraining({ ...state, batch: 160, ...settings }).at(1);
    const regularizer = { name: 'l2', l2: 1 };
    const optimizer = { name: 'sgd', learningRate: 0.1 };
    const [free, held] = [after({ optimizer }), after({ optimizer, regularizer })];
    const second = { ...state, optimizer, batch: 160 };
    for (const [i, { values }] of held.entries()) {
      if (i % 2 === 0) expect(values).not.toEqual(free[i]?.values);
      else expect(values).toEqual(free[i]?.values);
    }
    // At first a bias is 0, where L2 has no slope: it takes another update to see that there is none.
    const biases = (given: NetState) => new NetTraining(given).at(40).filter((_, i) => i % 2 === 1);
    const strong = { ...second, decoupled: true, regularizer: { name: 'proximalL1', l1: 100 } };
    expect(
      biases(strong)
        .flatMap(({ values }) => values)
        .some((one) => one !== 0),
    ).toBe(true);
  });

  it('keeps the memory of a rule whose rate alone is changed', () => {
    const still = { ...state.optimizer, learningRate: 0 };
    const paused: NetState = {
      ...state,
      before: [
        { until: 40, optimizer: state.optimizer },
        { until: 41, optimizer: still },
      ],
    };
    const at = values(new NetTraining(paused).at(40));
    expect(values(new NetTraining(paused).at(41))).toEqual(at);
    const first = values(new NetTraining(paused).at(42)).map((w, i) =>
      Math.abs(w - (at[i] as number)),
    );
    // With no memory every weight would move by the whole rate.
    expect(Math.min(...first)).toBeLessThan(0.2 * 0.03);
  });

  it('keeps the weights small by L2 in the loss or by a step of its own, biases left alone', () => {
    const size = (settings: Partial<NetState>) => {
      const weights = new NetTraining({ ...state, ...settings }).at(400);
      return Math.hypot(...values(weights.filter((_, i) => i % 2 === 0)));
    };
    const regularizer = { name: 'l2', l2: 0.01 };
    const [free, inLoss, own] = [{}, { regularizer }, { regularizer, decoupled: true }].map(
      size,
    ) as [number, number, number];
    expect(inLoss).toBeLessThan(0.8 * free);
    expect(own).toBeLessThan(free);
    expect(own).not.toBeCloseTo(inLoss, 3);
  });

  it('says when it diverged, and keeps the last weights that were finite', () => {
    const training = new NetTraining({ ...state, optimizer: { name: 'sgd', learningRate: 1e7 } });
    const weights = training.at(600);
    expect(training.divergedAt).toBeLessThan(600);
    expect(values(weights).every(Number.isFinite)).toBe(true);
  });
});

it('of the reader’s own points every third is not seen', () => {
  const own = [
    [0, 0, 0],
    [1, 0, 1],
    [0, 1, 0],
    [1, 1, 1],
  ] as const;
  const { train, unseen } = pointsOf({ ...state, points: 'own', own });
  expect([train.length, unseen.length]).toEqual([3, 1]);
  expect(unseen[0]).toEqual({ at: [0, 1], isSecond: false });
});

it.each([
  [{ points: 'moon' }, 'net: points must be one of moons, rings, spiral, own'],
  [{ batch: 0 }, 'net: batch must be a whole number of at least 1'],
  [{ own: [[0, 0, 2]] }, 'net: own must be a list of at most 200 points'],
  [{ own: [[0, 9, 1]] }, 'from -2 to 2'],
  [{ optimizer: { name: 'adm' } }, 'unknown rule "adm"; did you mean "adam"?'],
  [{ regularizer: { name: 'l2', l2: -1 } }, 'l2: l2 must be at least 0'],
  [{ decoupled: true }, 'there is no regularizer'],
  [{ before: [{ until: 5 }] }, 'net: before: optimizer is missing'],
  [
    {
      before: [
        { until: 5, optimizer: { name: 'sgd' } },
        { until: 5, optimizer: { name: 'sgd' } },
      ],
    },
    'net: before must be in the order of their updates, got 5',
  ],
  [{ optimiser: 1 }, 'net: unknown option "optimiser"'],
])('a state that is wrong is refused: %j', (part, message) => {
  expect(readNet('net', state)).toEqual(state);
  expect(() => readNet('net', { ...state, ...part })).toThrow(message);
});
