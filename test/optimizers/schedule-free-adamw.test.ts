import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { ScheduleFreeAdamW } from '../../src/optimizers/index.ts';
import { Float64, scheduleFreeAdamW, startSlots } from '../../src/rules/index.ts';
import { schedule } from '../../src/schedules/index.ts';
import { float32Allowance, place, readRow, stream, walk } from '../../src/verify/index.ts';
import { float64Walk } from '../support/float64-walk.ts';
import { smallModel, train, weightsOf } from '../support/small-model.ts';
import { steps } from '../support/step.ts';
import '../support/to-follow.ts';

await useBackend('cpu');

const rate = 0.05;
const feed = stream({ rate, updates: 12, shapes: [[], [3], [2, 2]] });
describe('the weights for evaluation', () => {
  it('are the plain mean of all fast weights while the rate stays', () => {
    const rule = scheduleFreeAdamW;
    const hyper = { ...rule.defaults, learningRate: rate };
    let w = new Float64([1, -2]);
    let slots = startSlots(rule, { w, zeros: Float64.zeros(2) }, hyper);
    const fast: (readonly number[])[] = [];
    for (let t = 1; t <= 20; t++) {
      const g = new Float64([Math.cos(t), Math.sin(3 * t)]);
      const { w: next, ...kept } = rule.update({ w, g, lr: rate, t }, slots, hyper);
      [w, slots] = [next as Float64, kept];
      fast.push((slots.z as Float64).values);
    }
    const { values } = rule.evaluationWeight(w, slots, hyper) as Float64;
    values.forEach((value, i) => {
      const mean = fast.reduce((sum, z) => sum + (z[i] as number), 0) / fast.length;
      expect(value).toBeCloseTo(mean, 12);
    });
  });

  it('are swapped in and out without a trace in the training', async () => {
    const options = { learningRate: rate };
    const [rule, undisturbed] = [new ScheduleFreeAdamW(options), new ScheduleFreeAdamW(options)];
    const [placed, others] = [place(feed.variables), place(feed.variables)];
    const evaluated = [await readRow(placed)];
    for (const update of feed.updates) {
      await walk(rule, placed, [update]);
      await walk(undisturbed, others, [update]);
      rule.swapIn();
      evaluated.push(await readRow(placed));
      rule.swapOut();
      expect(await readRow(placed)).toEqual(await readRow(others));
    }
    const reference = float64Walk(scheduleFreeAdamW, options, feed, 'evaluated');
    expect(evaluated).toFollow(reference, feed.variables, float32Allowance(200));
    for (const one of [rule, undisturbed]) one.dispose();
    tf.dispose([placed, others]);
  });

  it('follow the beta1 of a parameter group, and leave frozen variables alone', async () => {
    const placed = place(feed.variables);
    const [scalar, list, matrix] = placed as [tf.Variable, tf.Variable, tf.Variable];
    const rule = new ScheduleFreeAdamW({
      learningRate: rate,
      groups: [
        { where: (one) => one.rank === 0, frozen: true },
        { where: (one) => one.rank === 1, beta1: 0.5 },
      ],
    });
    const single = new ScheduleFreeAdamW({ learningRate: rate, beta1: 0.5 });
    const [alone] = place(feed.variables.slice(1, 2)) as [tf.Variable];
    await walk(rule, placed, feed.updates);
    await walk(
      single,
      [alone],
      feed.updates.map((one) => ({ ...one, gradients: one.gradients.slice(1, 2) })),
    );
    const [start, trained] = [await scalar.data(), await matrix.data()];
    rule.swapIn();
    single.swapIn();
    expect(await scalar.data()).toEqual(start);
    expect(await list.data()).toEqual(await alone.data());
    expect(await matrix.data()).not.toEqual(trained);
    rule.dispose();
    single.dispose();
    tf.dispose([placed, alone]);
  });

  it('leave no tensor behind, and stay in when the optimizer is disposed', async () => {
    const placed = place(feed.variables);
    const before = tf.memory().numTensors;
    const rule = new ScheduleFreeAdamW({ learningRate: rate });
    await walk(rule, placed, feed.updates.slice(0, 3));
    const running = tf.memory().numTensors;
    rule.swapIn();
    rule.swapOut();
    expect(tf.memory().numTensors).toBe(running);
    rule.swapIn();
    const evaluated = await readRow(placed);
    rule.dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(await readRow(placed)).toEqual(evaluated);
    tf.dispose(placed);
  });

  it('keep all else out while they are in', async () => {
    const placed = place(feed.variables);
    const rule = new ScheduleFreeAdamW({ learningRate: rate });
    await walk(rule, placed, feed.updates.slice(0, 2));
    const saved = await rule.saveState();
    const weights = await rule.getWeights();
    expect(() => rule.swapOut()).toThrow(
      'ScheduleFreeAdamW: the trained weights are in place; swapOut() undoes a swapIn()',
    );
    rule.swapIn();
    const evaluated = await readRow(placed);
    const wait = (action: string) =>
      `ScheduleFreeAdamW: the evaluation weights are in; call swapOut() before ${action}`;
    expect(() => rule.swapIn()).toThrow(wait('swapIn()'));
    await expect(walk(rule, placed, feed.updates.slice(2, 3))).rejects.toThrow(wait('an update'));
    await expect(rule.saveState()).rejects.toThrow(wait('saving'));
    await expect(rule.getWeights()).rejects.toThrow(wait('saving'));
    expect(() => rule.loadState(saved)).toThrow(wait('loading'));
    await expect(rule.setWeights(weights)).rejects.toThrow(wait('loading'));
    expect(rule.iterations).toBe(2);
    expect(await readRow(placed)).toEqual(evaluated);
    rule.swapOut();
    expect(await rule.saveState()).toEqual(saved);
    rule.dispose();
    tf.dispose(placed);
  });

  it('come with a model that is loaded, once its variables are told', async () => {
    const model = smallModel();
    const rule = new ScheduleFreeAdamW({ learningRate: rate });
    model.compile({ optimizer: rule, loss: 'meanSquaredError' });
    await train(model, 4);
    const saved = await rule.saveState();
    const trained = model.getWeights().map((one) => one.clone());
    rule.swapIn();
    const expected = await weightsOf(model);

    const copy = smallModel();
    copy.setWeights(trained);
    const other = new ScheduleFreeAdamW({ learningRate: rate });
    other.loadState(saved);
    expect(() => other.swapIn()).toThrow(/swapIn must be told the variables of the loaded state/);
    expect(() => other.swapIn(trained)).toThrow('swapIn takes a list of variables, got a tensor');
    other.swapIn(copy.trainableWeights.map((one) => one.read()));
    expect(await weightsOf(copy)).toEqual(expected);
    for (const one of [rule, other]) one.dispose();
    for (const one of [model, copy]) one.dispose();
    tf.dispose(trained);
  });
});

it('stands still while the rate is 0, and starts after that', async () => {
  const learningRate = schedule({ schedule: 'late' }, (update) => (update < 2 ? 0 : rate));
  const rule = new ScheduleFreeAdamW({ learningRate });
  const path = await steps(rule, [1, -2], [[1, 1], [1, 1], [1, 1]]); // prettier-ignore
  expect(path.slice(0, 3)).toEqual([
    [1, -2],
    [1, -2],
    [1, -2],
  ]);
  expect(path[3]?.[0]).toBeCloseTo(1 - rate, 6);
  rule.dispose();
});

it('needs a beta1 between 0 and 1: at 0 the average could not be found again', () => {
  for (const beta1 of [0, 1]) {
    expect(() => new ScheduleFreeAdamW({ beta1 })).toThrow(
      `ScheduleFreeAdamW: beta1 must be greater than 0 and below 1, got ${beta1}`,
    );
  }
});
