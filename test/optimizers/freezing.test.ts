import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Adam, AdamW, Momentum } from '../../src/optimizers/index.ts';

/** A matrix, row by row. */
type Matrix = readonly (readonly number[])[];

const at = (m: Matrix, i: number, j: number) => m[i]?.[j] as number;
const map = (m: Matrix, f: (value: number, i: number, j: number) => number): Matrix =>
  m.map((row, i) => row.map((value, j) => f(value, i, j)));
const transposed = (m: Matrix): Matrix =>
  (m[0] as number[]).map((_, j) => m.map((row) => row[j] as number));
const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) =>
    transposed(b).map((column) =>
      row.reduce((sum, value, k) => sum + value * (column[k] as number), 0),
    ),
  );

const x: Matrix = [
  [1, -0.5],
  [0.25, 2],
  [-1.5, 0.75],
];

/** What is trained: layers `a` and `b`, P = X·A·B, on the mean square of P - Y; the second layer's width varies. */
interface Net {
  readonly start: readonly [Matrix, Matrix];
  readonly y: Matrix;
}

const square: Net = {
  start: [
    [
      [0.5, -1],
      [1.5, 0.25],
    ],
    [
      [1, 0.5],
      [-0.75, 2],
    ],
  ],
  y: [
    [1, 0],
    [0, 2],
    [-1, 1],
  ],
};
const narrow: Net = { start: [square.start[0], [[1], [-0.75]]], y: [[1], [0], [-1]] };

/** Gradients by hand: dP = 2(P - Y)/n, dA = Xᵀ·dP·Bᵀ, dB = (XA)ᵀ·dP. */
function gradients([a, b]: readonly [Matrix, Matrix], y: Matrix): readonly [Matrix, Matrix] {
  const hidden = times(x, a);
  const n = y.length * (y[0] as number[]).length;
  const dP = map(times(hidden, b), (p, i, j) => (2 * (p - at(y, i, j))) / n);
  return [times(transposed(x), times(dP, transposed(b))), times(transposed(hidden), dP)];
}

/** A rule by hand on one number: what it becomes, with its two numbers of state changed in place. */
type Rule = (w: number, g: number, state: { m: number; v: number }, t: number) => number;

const adamStep =
  (rate: number, epsilon: number): Rule =>
  (w, g, state, t) => {
    state.m = 0.9 * state.m + 0.1 * g;
    state.v = 0.999 * state.v + 0.001 * g * g;
    const root = Math.sqrt(state.v / (1 - 0.999 ** t)) + epsilon;
    return w - (rate * (state.m / (1 - 0.9 ** t))) / root;
  };

const rate = 0.05;
const byHand: Readonly<Record<string, { rule: Rule; optimizer: () => tf.Optimizer }>> = {
  momentum: {
    rule: (w, g, state) => w - rate * (state.m = 0.9 * state.m + g),
    optimizer: () => new Momentum({ learningRate: rate }),
  },
  adam: { rule: adamStep(rate, 1e-8), optimizer: () => new Adam({ learningRate: rate }) },
  adamw: {
    rule: (w, g, state, t) => adamStep(rate, 1e-8)(w * (1 - rate * 0.2), g, state, t),
    optimizer: () => new AdamW({ learningRate: rate, weightDecay: 0.2 }),
  },
};

/** A time of training: which layers are frozen, and for how many updates. */
interface Phase {
  readonly frozen: readonly number[];
  readonly updates: number;
}

const courses: Readonly<Record<string, readonly Phase[]>> = {
  'the first layer, midway': [
    { frozen: [], updates: 3 },
    { frozen: [0], updates: 4 },
    { frozen: [], updates: 3 },
  ],
  'the second layer, midway': [
    { frozen: [], updates: 3 },
    { frozen: [1], updates: 4 },
    { frozen: [], updates: 3 },
  ],
  'one layer from the start, then the other': [
    { frozen: [0], updates: 3 },
    { frozen: [1], updates: 3 },
    { frozen: [], updates: 3 },
  ],
};
const firstLayer = courses['the first layer, midway'] as readonly Phase[];

/** How an optimizer finds the state of a layer, and counts its updates. */
interface Bookkeeping {
  /** State by place among the layers that are trained now, not by layer. */
  readonly positional?: boolean;
  /** One count for all layers, which goes on for those that are frozen. */
  readonly oneCount?: boolean;
}

/** Both layers after every phase, worked out by hand. */
function reference(
  rule: Rule,
  { start, y }: Net,
  phases: readonly Phase[],
  { positional = false, oneCount = false }: Bookkeeping = {},
): number[][][] {
  let layers = start;
  const states = start.map((m) => map(m, () => 0).map((row) => row.map(() => ({ m: 0, v: 0 }))));
  const counts = [0, 0];
  let updates = 0;
  return phases.map((phase) => {
    for (let i = 0; i < phase.updates; i++) {
      const found = gradients(layers, y);
      const trained = [0, 1].filter((layer) => !phase.frozen.includes(layer));
      updates += 1;
      const next = [...layers] as [Matrix, Matrix];
      trained.forEach((layer, place) => {
        const state = states[positional ? place : layer] as (typeof states)[number];
        const own = (counts[layer] as number) + 1;
        counts[layer] = own;
        const t = oneCount ? updates : own;
        next[layer] = map(next[layer] as Matrix, (w, r, c) => {
          const one = state[r]?.[c] as { m: number; v: number };
          return rule(w, at(found[layer] as Matrix, r, c), one, t);
        });
      });
      layers = next;
    }
    return layers.map((m) => m.flat());
  });
}

/** Both layers of a model after every phase of `fit`. */
async function fitted(
  optimizer: tf.Optimizer,
  { start, y }: Net,
  phases: readonly Phase[],
  recompile: boolean,
): Promise<number[][][]> {
  const model = tf.sequential({
    layers: start.map((m) =>
      tf.layers.dense({ units: (m[0] as number[]).length, useBias: false, inputShape: [m.length] }),
    ),
  });
  const compile = () => model.compile({ optimizer, loss: 'meanSquaredError' });
  compile();
  const tensor = (m: Matrix) => tf.tensor2d(m.map((row) => [...row]));
  model.setWeights(start.map(tensor));
  const after: number[][][] = [];
  for (const { frozen, updates } of phases) {
    model.layers.forEach((layer, i) => {
      layer.trainable = !frozen.includes(i);
    });
    if (recompile) compile();
    await model.fit(tensor(x), tensor(y), { epochs: updates, verbose: 0, yieldEvery: 'never' });
    after.push(await inOrder(model));
  }
  return after;
}

/** The layers' kernels in the order of the layers; a model lists those of frozen layers last. */
const inOrder = (model: tf.Sequential) =>
  Promise.all(
    model.layers.map(async (layer) => [...((await layer.getWeights()[0]?.data()) ?? [])]),
  );

/** The greatest difference between two courses. */
const apart = (a: number[][][], b: number[][][]) =>
  Math.max(...a.flat(2).map((value, i) => Math.abs(value - (b.flat(2)[i] as number))));

beforeEach(() => {
  // Without a recompile tfjs warns that the trainable weights have changed.
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a layer that is frozen and thawed in fit', () => {
  const cases = Object.entries(byHand).flatMap(([name, { rule, optimizer }]) =>
    Object.entries(courses).flatMap(([course, phases]) =>
      [true, false].map((recompile) => ({ name, rule, optimizer, course, phases, recompile })),
    ),
  );

  it.each(cases)(
    'keeps its own state under $name: $course (compiled anew: $recompile)',
    async ({ rule, optimizer, phases, recompile }) => {
      for (const net of [square, narrow]) {
        const found = await fitted(optimizer(), net, phases, recompile);
        expect(apart(found, reference(rule, net, phases))).toBeLessThan(2e-6);
      }
    },
  );

  it('would show if state went to the wrong layer, or the count went on', () => {
    for (const { name, rule, phases, course } of cases) {
      const right = reference(rule, square, phases);
      const lost = reference(rule, square, phases, { positional: true });
      if (course !== 'the second layer, midway')
        expect(apart(right, lost), name).toBeGreaterThan(1e-2);
      if (name === 'momentum') continue;
      expect(
        apart(right, reference(rule, square, phases, { oneCount: true })),
        name,
      ).toBeGreaterThan(1e-3);
    }
  });
});

describe('tf.train.adam, when a layer is frozen', () => {
  const rule = adamStep(rate, 1e-7);

  it('goes on with the state of another layer of that shape, once the model is compiled anew', async () => {
    const found = await fitted(tf.train.adam(rate), square, firstLayer, true);
    const wrong = reference(rule, square, firstLayer, { positional: true, oneCount: true });
    expect(apart(found, wrong)).toBeLessThan(1e-5);
    expect(apart(found, reference(rule, square, firstLayer, { oneCount: true }))).toBeGreaterThan(
      1e-2,
    );
  });

  it('throws, once the model is compiled anew, when the shapes differ', async () => {
    const broken = fitted(tf.train.adam(rate), narrow, firstLayer, true);
    await expect(broken).rejects.toThrow(/broadcast|shape/i);
  });

  it('keeps the state without compiling anew, but counts on for the frozen layer', async () => {
    const found = await fitted(tf.train.adam(rate), narrow, firstLayer, false);
    const counted = reference(rule, narrow, firstLayer, { oneCount: true });
    expect(apart(found, counted)).toBeLessThan(1e-5);
    expect(apart(found, reference(rule, narrow, firstLayer))).toBeGreaterThan(1e-3);
  });
});
