import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import {
  Adam,
  Momentum,
  Optimizer,
  optimizerFromSpec,
  ScheduleFreeAdamW,
  SGD,
  type SavedState,
} from '../../src/optimizers/index.ts';
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
    const [second] = await rule.getWeights().then((all) => all.slice(2));
    expect(variables).toHaveLength(1);
    expect([...((await second?.tensor.data()) ?? [])]).toEqual([2, -2]);
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

describe('a rule that forgets a slot', () => {
  it('is told so by name', async () => {
    class Forgetful extends Optimizer<{ learningRate: number }, 'v'> {
      static override readonly className: string = 'Forgetful';
      static override readonly slots = ['v'] as const;
      protected override update({ w }: Step): Next<'v'> {
        return { w } as Next<'v'>;
      }
    }
    await expect(steps(new Forgetful(), [1], [[1]])).rejects.toThrow(/Forgetful: .*"v"/);
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

  it('refuses a variable of another shape under a known name', () => {
    const rule = new Momentum();
    const update = (values: number[]) => {
      const w = variable(values, 'reused');
      const g = tf.onesLike(w);
      try {
        rule.applyGradients({ reused: g });
      } finally {
        tf.dispose([w, g]);
      }
    };
    update([1, 2]);
    expect(() => update([1, 2, 3])).toThrow(
      'Momentum: variable "reused" has shape [3], but its state was made for [2]; use a new optimizer for a new model',
    );
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
