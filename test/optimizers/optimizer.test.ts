import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import {
  Adafactor,
  Adam,
  Momentum,
  Optimizer,
  optimizerFromSpec,
  ScheduleFreeAdamW,
  SGD,
  type SavedState,
} from '../../src/optimizers/index.ts';
import type { NamedTensor } from '../../src/optimizers/state-tensors.ts';
import type { Next, Slots, Step } from '../../src/rules/index.ts';
import { schedule } from '../../src/schedules/index.ts';
import { steps } from '../support/step.ts';

const variable = (values: number[], name?: string) =>
  tf.tidy(() => tf.variable(tf.tensor(values), true, name));

describe('optimizerFromSpec()', () => {
  it('builds the rule that a spec names', () => {
    const rule = optimizerFromSpec({ name: 'momentum', momentum: 0.5 });
    expect(rule).toBeInstanceOf(Momentum);
    expect(rule.getConfig()).toEqual({ learningRate: 0.01, momentum: 0.5 });
  });

  it('knows the name that was meant', () => {
    expect(() => optimizerFromSpec({ name: 'adma' })).toThrow(
      'unknown optimizer "adma"; did you mean "adam"?',
    );
  });
});

describe('a rule that hands back what it was given', () => {
  /** Keeps the last gradient and weight as they are, and does not move. */
  class Keeper extends Optimizer<{ learningRate: number }, 'last' | 'was'> {
    static override readonly className: string = 'Keeper';
    static override readonly slots = ['last', 'was'] as const;
    protected override update({ w, g }: Step, _: Slots<'last' | 'was'>): Next<'last' | 'was'> {
      return { w, last: g, was: w };
    }
  }

  it('may, without sharing tensors with the caller', async () => {
    const w = variable([1, 2]);
    const before = tf.memory().numTensors;
    const rule = new Keeper();
    for (let i = 0; i < 3; i++) {
      const g = tf.tensor([i, -i]);
      rule.applyGradients([{ name: w.name, tensor: g }]);
      g.dispose();
    }
    expect(tf.memory().numTensors).toBe(before + 2);
    const { variables } = await rule.saveState();
    const last = (await rule.getWeights()).find(({ name }) => name.endsWith('/last'));
    expect(variables).toHaveLength(1);
    expect([...((await last?.tensor.data()) ?? [])]).toEqual([2, -2]);
    expect([...(await w.data())]).toEqual([1, 2]);
    rule.dispose();
    w.dispose();
    expect(tf.memory().numTensors).toBe(before - 1);
  });
});

describe('a rule that keeps the weight as it was', () => {
  /** Goes back to where it was two updates ago, if it came from there. */
  class Swinging extends Optimizer<{ learningRate: number }, 'was'> {
    static override readonly className: string = 'Swinging';
    static override readonly slots = ['was'] as const;
    protected override update({ w, g, t }: Step, { was }: Slots<'was'>): Next<'was'> {
      return { w: t % 2 === 0 ? was : w.sub(g), was: w };
    }
  }

  it('finds it there, not the one that came after', async () => {
    const path = await steps(new Swinging(), [1], [[1], [5], [2]]);
    expect(path).toEqual([[1], [0], [1], [-1]]);
  });
});

describe('weights for evaluation', () => {
  it('are those that are trained, unless a rule says otherwise', async () => {
    const w = variable([1, 2]);
    const before = tf.memory().numTensors;
    const rule = new Adam({ learningRate: 0.1 });
    const g = tf.tensor([1, -1]);
    const update = () => rule.applyGradients([{ name: w.name, tensor: g }]);
    update();
    const trained = await w.array();
    rule.swapIn();
    expect(await w.array()).toEqual(trained);
    expect(update).toThrow('Adam: the evaluation weights are in; call swapOut() before an update');
    rule.swapOut();
    update();
    expect(await w.array()).not.toEqual(trained);
    tf.dispose(g);
    rule.dispose();
    expect(tf.memory().numTensors).toBe(before);
    w.dispose();
  });
});

describe('an update that does not return what it should', () => {
  class Own extends Optimizer<{ learningRate: number }, 'v'> {
    static override readonly className: string = 'Own';
    static override readonly slots = ['v'] as const;
    given: unknown;
    protected override update({ w, g }: Step, { v }: Slots<'v'>): Next<'v'> {
      // The first variable's is right.
      return (w.shape[0] === 1 ? { w: w.sub(g), v } : this.given) as Next<'v'>;
    }
  }

  it.each<[string, (w: tf.Tensor) => unknown, string]>([
    ['a tensor', (w) => w, 'Own: update must return an object { w, v }, got a tensor'],
    ['nothing', () => undefined, 'Own: update must return an object { w, v }, got undefined'],
    ['no weight', (w) => ({ v: w }), 'the next weight w as a tensor, got undefined for "w"'],
    ['a number', (w) => ({ w: 0.5, v: w }), 'the next weight w as a tensor, got 0.5 for "w"'],
    ['no slot', (w) => ({ w }), 'update must return every slot as a tensor, got undefined for "v"'],
    ['another shape', (w) => ({ w: w.sum(), v: w }), 'a weight of shape [2], got []'],
  ])('is told so, and nothing moves: %s', async (_, give, says) => {
    const [first, second] = [variable([1]), variable([1, 2])];
    const [g, long] = [tf.tensor([1]), tf.tensor([1, 1])];
    const rule = new Own();
    rule.given = give(long);
    expect(() => rule.applyGradients({ [first.name]: g, [second.name]: long })).toThrow(says);
    expect([await first.array(), await second.array()]).toEqual([[1], [1, 2]]);
    expect([rule.iterations, (await rule.saveState()).variables]).toEqual([0, []]);
    rule.dispose();
    tf.dispose([first, second, g, long]);
  });
});

describe('a gradient that is disposed', () => {
  it('stops the update before anything moves', async () => {
    const [first, second] = [variable([1]), variable([1])];
    const [g, gone] = [tf.tensor([1]), tf.tensor([1])];
    gone.dispose();
    const rule = new SGD();
    expect(() => rule.applyGradients({ [first.name]: g, [second.name]: gone })).toThrow(
      `SGD: the gradient of variable "${second.name}" is disposed`,
    );
    expect(await first.array()).toEqual([1]);
    tf.dispose([first, second, g]);
  });
});

describe('a schedule that gives no rate', () => {
  it.each([NaN, -1, Infinity])('stops the update before anything moves: %d', async (bad) => {
    const rule = new Adam({
      learningRate: schedule({ schedule: 'broken' }, (update) => (update < 2 ? 0.1 : bad)),
    });
    const w = variable([1]);
    const g = tf.tensor([1]);
    const update = () => rule.applyGradients([{ name: w.name, tensor: g }]);
    update();
    update();
    const before = [await w.array(), await rule.saveState()];
    expect(update).toThrow(/Adam: the schedule's rate at update 2 must be .*, got/);
    expect([await w.array(), await rule.saveState()]).toEqual(before);
    rule.dispose();
    tf.dispose([w, g]);
  });
});

describe('state', () => {
  it('counts an update in which every gradient was missing', () => {
    const rule = new SGD();
    rule.applyGradients({});
    expect(rule.iterations).toBe(1);
  });

  it.each([
    ['the same shape', [1, 2]],
    ['another', [1, 2, 3]],
  ])('is not left to a new variable that takes the name, of %s', async (_, values) => {
    const rule = new Momentum({ learningRate: 1 });
    const tensors = tf.memory().numTensors;
    const update = async (start: number[]) => {
      const w = variable(start, 'reused');
      const g = tf.onesLike(w);
      rule.applyGradients({ reused: g });
      const moved = await w.array();
      tf.dispose([w, g]);
      return moved;
    };
    await update([5, 6]);
    await update([5, 6]);
    expect(await update(values)).toEqual(values.map((w) => w - 1));
    expect(tf.memory().numTensors).toBe(tensors + 1);
    rule.dispose();
  });

  it('begins anew after dispose', async () => {
    const rule = new Adam({ learningRate: 0.1 });
    const path = await steps(rule, [1], [[1], [2], [3]]);
    rule.dispose();
    expect(rule.iterations).toBe(0);
    expect(await steps(rule, [1], [[1], [2], [3]])).toEqual(path);
    rule.dispose();
  });

  it.each([[undefined], [null], [{}], [{ schema: 3, variables: [] }], ['state']])(
    'is not read from %s',
    (saved) => {
      expect(() => new Adam().loadState(saved as unknown as SavedState)).toThrow(
        /^Adam: not a saved optimizer state/,
      );
    },
  );

  const good = { name: 'w', shape: [1], t: 1, slots: { v: { shape: [1], values: 'AACAPw==' } } };
  const kept = { schema: 2, iterations: 3, variables: [good] };
  it.each([
    [
      'a count that is no number',
      { ...kept, iterations: 'x' },
      /count of updates must be a number, got "x"/,
    ],
    ['a count below 0', { ...kept, iterations: -5 }, /count of updates must be a whole.*, got -5/],
    ['a count between two', { ...kept, iterations: 0.5 }, /count of updates must be a whole/],
    ['no count', { schema: 2, variables: [] }, /count of updates must be a number, got undefined/],
    [
      'a t below 0',
      { ...kept, variables: [{ ...good, t: -3 }] },
      /of "w": t must be a whole.*, got -3/,
    ],
    [
      'a t that is none',
      { ...kept, variables: [{ ...good, t: null }] },
      /t must be a number, got null/,
    ],
    ['no variable', { ...kept, variables: [null] }, /must have a name of its own, got undefined/],
    ['a name twice', { ...kept, variables: [good, good] }, /must have a name of its own, got "w"/],
    [
      'a shape that is none',
      { ...kept, variables: [{ ...good, shape: [-1] }] },
      /shape must be a list/,
    ],
    [
      'no slots',
      { ...kept, variables: [{ ...good, slots: undefined }] },
      /has slots \(\), not \(v\)/,
    ],
    [
      'a slot that is none',
      { ...kept, variables: [{ ...good, slots: { v: 7 } }] },
      /shape must be a list/,
    ],
    [
      'values of another length',
      { ...kept, variables: [{ ...good, slots: { v: { shape: [2], values: 'AACAPw==' } } }] },
      /of "w": shape \[2\] needs other values, got 1/,
    ],
    [
      'values that are none',
      { ...kept, variables: [{ ...good, slots: { v: { shape: [1], values: '§' } } }] },
      /values must be float32 numbers in base64, got "§"/,
    ],
  ])('is refused with %s, and what there was stays', async (_, saved, says) => {
    const rule = new Momentum();
    rule.loadState(kept as SavedState);
    const tensors = tf.memory().numTensors;
    expect(() => rule.loadState(saved as SavedState)).toThrow(says);
    expect(await rule.saveState()).toEqual(kept);
    expect(tf.memory().numTensors).toBe(tensors);
    rule.dispose();
  });

  it('goes in and out as tensors without a copy of its values', async () => {
    const w = variable(Array<number>(1000).fill(1));
    const g = tf.onesLike(w);
    const [rule, other] = [new Adam(), new Adam()];
    rule.applyGradients({ [w.name]: g });
    const { numDataBuffers } = tf.memory();
    await other.setWeights(await rule.getWeights());
    // Only the count of updates is new.
    expect(tf.memory().numDataBuffers).toBe(numDataBuffers + 1);
    expect(await other.saveState()).toEqual(await rule.saveState());
    for (const one of [rule, other]) one.dispose();
    tf.dispose([w, g]);
  });

  it.each<[string, () => tf.Optimizer, readonly string[]]>([
    ['a slot like it', () => new Adam(), ['iter', 'w/m', 'w/v', 'late/t', 'late/m', 'late/v']],
    ['no slot', () => new SGD(), ['iter', 'w/t', 'late/t']],
    [
      'a first slot of another shape',
      () => new Adafactor(),
      ['iter', 'w/t', 'w/r', 'w/c', 'w/v', 'late/t', 'late/r', 'late/c', 'late/v'],
    ],
  ])('says of a variable how often it moved, where it has %s', async (_, optimizerOf, names) => {
    const [rule, other] = [optimizerOf(), optimizerOf()];
    const [w, late] = [variable([1, 2], 'w'), variable([3, 4], 'late')];
    const g = tf.tensor([1, -1]);
    rule.applyGradients({ w: g });
    rule.applyGradients({ w: g, late: g });
    const weights = await rule.getWeights();
    expect(weights.map(({ name }) => name)).toEqual(names);
    await other.setWeights(weights);
    const saved = (one: tf.Optimizer) => (one as Adam).saveState();
    expect(await saved(other)).toEqual(await saved(rule));
    expect((await saved(other)).variables.map(({ t }) => t)).toEqual([2, 1]);
    for (const one of [rule, other]) one.dispose();
    tf.dispose([w, late, g]);
  });

  it('is read as it was written when each variable had its count', async () => {
    const w = variable([1, 2], 'w');
    const g = tf.tensor([1, -1]);
    const [rule, other] = [new Adam(), new Adam()];
    rule.applyGradients({ w: g });
    const [iter, ...slots] = await rule.getWeights();
    const count = { name: 'w/t', tensor: tf.tensor1d([1, 2], 'int32') };
    await other.setWeights([iter as never, count, ...slots]);
    expect(await other.saveState()).toEqual(await rule.saveState());
    for (const one of [rule, other]) one.dispose();
    tf.dispose([w, g, count.tensor]);
  });

  it.each<[string, (all: readonly NamedTensor[]) => readonly NamedTensor[], RegExp]>([
    ['a slot too few', (all) => all.slice(0, -1), /"w\/v" was expected, got undefined/],
    [
      'slots in another order',
      ([iter, m, v]) => [iter, v, m] as NamedTensor[],
      /"w\/m" was expected, got "w\/v"/,
    ],
    [
      'another variable in between',
      ([iter, m, v]) => [iter, m, { ...v, name: 'x/v' }] as NamedTensor[],
      /"w\/v" was expected, got "x\/v"/,
    ],
    [
      'counts alone',
      ([iter]) => [iter, { name: 'w/t', tensor: tf.tensor1d([1, 2], 'int32') }] as NamedTensor[],
      /"w\/m" was expected, got undefined/,
    ],
  ])('is refused with %s', async (_, change, says) => {
    const w = variable([1, 2], 'w');
    const g = tf.tensor([1, -1]);
    const rule = new Adam();
    rule.applyGradients({ w: g });
    const weights = change(await rule.getWeights());
    const before = await rule.saveState();
    await expect(rule.setWeights([...weights])).rejects.toThrow(says);
    expect(await rule.saveState()).toEqual(before);
    rule.dispose();
    tf.dispose([w, g]);
  });

  it('is refused by a rule without slots that is given some', async () => {
    const momentum = new Momentum();
    await steps(momentum, [1], [[1]]);
    await expect(new SGD().setWeights(await momentum.getWeights())).rejects.toThrow(
      /^SGD: saved weights do not belong to this rule: ".*\/t" was expected, got ".*\/v"/,
    );
    momentum.dispose();
  });

  it('is not taken from another rule', async () => {
    const momentum = new Momentum();
    await steps(momentum, [1], [[1]]);
    const saved = await momentum.saveState();
    expect(() => new Adam().loadState(saved)).toThrow(
      /has slots \(v\), not \(m, v\); it belongs to another rule/,
    );
    await expect(new Adam().setWeights(await momentum.getWeights())).rejects.toThrow(/^Adam: /);
    momentum.dispose();
  });

  it('is not given to other variables than it was made for', async () => {
    const rule = new Momentum();
    await steps(rule, [1, 2], [[1, 1]]);
    const other = new Momentum();
    other.loadState(await rule.saveState());
    await expect(steps(other, [1, 2, 3], [[1, 1, 1]])).rejects.toThrow(
      /the saved state is for .*\[2\], but this update is of .*\[3\]/,
    );
    rule.dispose();
  });

  it('is read from the first schema, which said no shapes', async () => {
    const rule = new ScheduleFreeAdamW();
    await steps(rule, [1, 2], [[1, 1]]);
    const saved = await rule.saveState();
    const variables = saved.variables.map(({ slots, ...one }) => ({
      ...one,
      slots: Object.fromEntries(Object.entries(slots).map(([slot, { values }]) => [slot, values])),
    }));
    const other = new ScheduleFreeAdamW();
    other.loadState({ ...saved, schema: 1, variables } as never);
    expect(await other.saveState()).toEqual(saved);
    rule.dispose();
  });

  it('survives being saved before it is used again', async () => {
    const rule = new Momentum();
    await steps(rule, [1, 2], [[1, 1]]);
    const saved = await rule.saveState();
    const other = new Momentum();
    other.loadState(saved);
    expect(await other.saveState()).toEqual(saved);
    rule.dispose();
  });

  it('keeps the state of a variable that is absent after loading until its name comes up', async () => {
    const [a, b] = [variable([1], 'a'), variable([1], 'b')];
    const g = tf.tensor([1]);
    const both = [
      { name: 'a', tensor: g },
      { name: 'b', tensor: g },
    ];
    const rule = new Momentum({ learningRate: 1, momentum: 0.5 });
    rule.applyGradients(both);
    const other = new Momentum({ learningRate: 1, momentum: 0.5 });
    other.loadState(await rule.saveState());
    other.applyGradients(both.slice(0, 1));
    other.applyGradients(both);
    // a: velocities 1, 1.5, 1.75; b: 1, 1.5.
    expect(await a.array()).toEqual([1 - 1 - 1.5 - 1.75]);
    expect(await b.array()).toEqual([1 - 1 - 1.5]);
    for (const one of [rule, other]) one.dispose();
    tf.dispose([a, b, g]);
  });
});
