import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import {
  Momentum,
  optimizers,
  SGDW,
  ScheduleFreeAdamW,
  type OptimizerClass,
} from '../../src/optimizers/index.ts';
import { Float64, startSlots } from '../../src/rules/index.ts';
import { constant, cosine, linear, registerSchedule, schedule } from '../../src/schedules/index.ts';
import {
  float32Allowance,
  freshWalk,
  rowOf,
  stream,
  type Path,
  type Stream,
} from '../../src/verify/index.ts';
import '../support/to-follow.ts';

await useBackend('cpu');

const rules = Object.entries(optimizers) as unknown as readonly [string, OptimizerClass][];
const feed = stream({ updates: 20, shapes: [[3], [2, 2]], seed: 3, rate: () => 0 });

/** What an option is in each update: a tenth smaller in every second one. */
const wave = (value: number) => (update: number) => value * (update % 2 === 0 ? 1 : 0.9);

/** The options of a rule that can change, with their defaults; a default of 0 counts as 0.1. */
const changing = ({ rule }: OptimizerClass): [string, number][] =>
  Object.entries(rule.defaults)
    .map(([name, value]): [string, number] => [name, value === 0 ? 0.1 : value])
    .filter(([name, value]) => {
      const range = rule.ranges[name] as (typeof rule.ranges)[string];
      return range.isConstant !== true && range.holds(0.9 * value);
    });

const scheduledBy = (of: (value: number) => ReturnType<typeof constant>, Rule: OptimizerClass) =>
  Object.fromEntries(changing(Rule).map(([name, value]) => [name, of(value)]));

/** The path of a rule in doubles whose options are looked up for each update. */
function byUpdate({ rule }: OptimizerClass, { variables, updates }: Stream): Path {
  const hyperAt = (update: number) => ({
    ...rule.defaults,
    ...Object.fromEntries(
      changing({ rule } as OptimizerClass).map(([name, value]) => [name, wave(value)(update)]),
    ),
  });
  const all = variables.map(({ start, shape }) => {
    const w = new Float64(start, shape);
    const slots = startSlots(rule, { w, zeros: Float64.zeros(...shape) }, hyperAt(0));
    return { w, slots };
  });
  const read = () => rowOf(all.map(({ w }) => w.values));
  const path = [read()];
  updates.forEach(({ gradients }, update) => {
    const hyper = hyperAt(update);
    all.forEach((one, i) => {
      const g = new Float64(gradients[i] as readonly number[], one.w.shape);
      const step = { w: one.w, g, lr: hyper.learningRate, t: update + 1 };
      const { w, ...slots } = rule.update(step, one.slots, hyper) as { w: Float64 };
      Object.assign(one, { w, slots });
    });
    path.push(read());
  });
  return path;
}

describe.each(rules)('%s with a schedule for every option', (_, Rule) => {
  it('is what the numbers are, where they stay the same', async () => {
    const numbers = Object.fromEntries(changing(Rule));
    const fixed = scheduledBy((rate) => constant({ rate }), Rule);
    const expected = await freshWalk(() => new Rule(numbers), feed);
    expect(await freshWalk(() => new Rule(fixed), feed)).toEqual(expected);
  });

  it('takes each update’s own values', async () => {
    const waves = scheduledBy((value) => schedule({ schedule: 'wave', value }, wave(value)), Rule);
    const path = await freshWalk(() => new Rule(waves), feed);
    const allowed = 10 * float32Allowance(feed.updates.length);
    expect(path).toFollow(byUpdate(Rule, feed), feed.variables, allowed);
  });
});

describe('an option by schedule', () => {
  it('moves as by hand: a momentum that rises and a decay that falls', async () => {
    const momentum = schedule({ schedule: 'rise' }, (update) => 1 - 0.5 / (1 + update));
    const weightDecay = linear({ peak: 0.4, updates: 4 });
    const optimizer = new SGDW({ learningRate: 0.5, momentum, weightDecay });
    const w = tf.variable(tf.tensor([2]));
    let [hand, v] = [2, 0];
    for (let update = 0; update < 6; update++) {
      optimizer.applyGradients([{ name: w.name, tensor: tf.tensor([1]) }]);
      v = v * (1 - 0.5 / (1 + update)) + 1;
      hand = hand * (1 - 0.5 * Math.max(0.4 - 0.1 * update, 0)) - 0.5 * v;
      expect((await w.data())[0]).toBeCloseTo(hand, 5);
    }
    w.dispose();
  });

  it('is asked once for an update, also by several groups and variables', () => {
    const asked: number[] = [];
    const momentum = schedule({ schedule: 'asked' }, (update) => {
      asked.push(update);
      return 0.9;
    });
    const optimizer = new Momentum({
      momentum,
      groups: [{ where: { minRank: 1 }, momentum, rateFactor: 2 }],
    });
    const variables = [tf.variable(tf.scalar(1)), tf.variable(tf.tensor([1]))];
    const gradients = variables.map(({ name, shape }) => ({ name, tensor: tf.ones(shape) }));
    optimizer.applyGradients(gradients);
    optimizer.applyGradients(gradients);
    expect(asked).toEqual([0, 1]);
    tf.dispose(variables);
  });

  it('does not keep a rate that is assigned after weights were evaluated for the same update', async () => {
    const weightDecay = constant({ rate: 0.5 });
    const groups = [{ where: { minRank: 1 }, learningRate: 0.5 }];
    const optimizer = new SGDW({ learningRate: 0.5, momentum: 0, weightDecay, groups });
    const variables = [tf.variable(tf.scalar(1)), tf.variable(tf.tensor([1]))];
    const update = () =>
      optimizer.applyGradients(
        variables.map(({ name, shape }) => ({ name, tensor: tf.ones(shape) })),
      );
    update();
    optimizer.swapIn();
    optimizer.swapOut();
    for (const rate of optimizer.rates) rate.value = 0.25;
    update();
    const step = (w: number, rate: number) => w * (1 - rate * 0.5) - rate;
    const hand = step(step(1, 0.5), 0.25);
    expect(await variables[0]?.array()).toBe(hand);
    expect(await variables[1]?.array()).toEqual([hand]);
    tf.dispose(variables);
  });

  it('comes back from a config, in groups too', async () => {
    registerSchedule('half', () => schedule({ schedule: 'half' }, () => 0.5));
    const half = schedule({ schedule: 'half' }, () => 0.5);
    const weightDecay = cosine({ peak: 0.3, updates: 9 });
    const original = () =>
      new SGDW({ momentum: half, groups: [{ where: { minRank: 2 }, weightDecay }] });
    const config = JSON.parse(JSON.stringify(original().getConfig()));
    const again = SGDW.fromConfig(SGDW as never, config) as SGDW;
    expect(again.getConfig()).toEqual(config);
    const path = await freshWalk(() => again, feed);
    expect(path).toEqual(await freshWalk(original, feed));
  });

  it('is refused before anything moves when it leaves its range', async () => {
    const momentum = schedule({ schedule: 'wild' }, (update) => 0.9 + update);
    const optimizer = new Momentum({ momentum });
    const w = tf.variable(tf.tensor([1]));
    const update = () => optimizer.applyGradients([{ name: w.name, tensor: tf.tensor([1]) }]);
    update();
    const before = await w.data();
    expect(update).toThrow(
      "Momentum: the schedule's momentum at update 1 must be at least 0 and at most 1, got 1.9",
    );
    expect(await w.data()).toEqual(before);
    w.dispose();
  });

  it('is refused where the weights hold the option', () => {
    expect(() => new ScheduleFreeAdamW({ beta1: constant({ rate: 0.9 }) })).toThrow(
      'ScheduleFreeAdamW: beta1 must be a number, got a function (constant)',
    );
    expect(() => new Momentum({ momentum: '0.9' as never })).toThrow(
      'Momentum: momentum must be a number or a schedule, got "0.9"',
    );
    expect(() => new Momentum({ momentum: ((update: number) => 0.9 / update) as never })).toThrow(
      "Momentum: momentum must be a number or a schedule, got a function (momentum); write momentum: schedule({ schedule: 'mine' }, (update) => …)",
    );
  });
});
