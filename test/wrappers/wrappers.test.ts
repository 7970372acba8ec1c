import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Adam, AdamW, Momentum, Optimizer, SGD } from '../../src/optimizers/index.ts';
import { elasticNet, l2, proximalL1 } from '../../src/regularizers/index.ts';
import type { Next, Step } from '../../src/rules/index.ts';
import { schedule, warmup } from '../../src/schedules/index.ts';
import {
  freshWalk,
  place,
  stream,
  walk,
  type NamedGradient,
  type Stream,
} from '../../src/verify/index.ts';
import {
  DecoupledDecay,
  ExponentialMovingAverage,
  GradientAccumulation,
  Lookahead,
  MultiOptimizer,
  SharpnessAwareMinimization,
  StochasticWeightAverage,
  type Wrappable,
} from '../../src/wrappers/index.ts';
import type { Wrapper } from '../../src/wrappers/wrapper.ts';
import { testBackends } from '../support/backends.ts';
import { modelFolder } from '../../src/backend/model-folder.ts';
import { smallModel, smallTask, train, weightsOf } from '../support/small-model.ts';
import '../support/to-follow.ts';

const wrap: Readonly<Record<string, (optimizer: Wrappable) => Wrapper>> = {
  GradientAccumulation: (optimizer) => new GradientAccumulation({ optimizer, every: 3 }),
  ExponentialMovingAverage: (optimizer) => new ExponentialMovingAverage({ optimizer, decay: 0.8 }),
  StochasticWeightAverage: (optimizer) =>
    new StochasticWeightAverage({ optimizer, from: 1, every: 2 }),
  Lookahead: (optimizer) => new Lookahead({ optimizer, syncPeriod: 4, slowStepSize: 0.25 }),
  SharpnessAwareMinimization: (optimizer) => new SharpnessAwareMinimization({ optimizer }),
  DecoupledDecay: (optimizer) => new DecoupledDecay({ optimizer, by: proximalL1({ l1: 0.05 }) }),
  'all of them in each other': (optimizer) =>
    new ExponentialMovingAverage({
      decay: 0.7,
      optimizer: new StochasticWeightAverage({
        optimizer: new Lookahead({
          syncPeriod: 2,
          optimizer: new GradientAccumulation({
            every: 2,
            optimizer: new DecoupledDecay({
              by: elasticNet({ l1: 0.01, l2: 0.1 }),
              where: { name: 'kernel_of', minRank: 1 },
              optimizer,
            }),
          }),
        }),
      }),
    }),
};
const wrappers = Object.entries(wrap);

const rate = 0.05;
const inner = () => new Adam({ learningRate: rate });
const small = (updates: number): Stream =>
  stream({ rate, updates, shapes: [[], [1, 3], [2, 2, 2]] });

/** Every third gradient is missing, and different ones in each update. */
const patchy = (updates: number): Stream => {
  const full = small(updates);
  const some = full.updates.map(({ rate, gradients }, update) => ({
    rate,
    gradients: gradients.map((g, variable) => ((update * 5 + variable) % 3 === 0 ? null : g)),
  }));
  return { ...full, updates: some };
};

const asMap = (gradients: readonly NamedGradient[]) =>
  Object.fromEntries(gradients.map(({ name, tensor }) => [name, tensor]));
const present = (gradients: readonly NamedGradient[]) => gradients.filter(({ tensor }) => tensor);
const deliveries: Readonly<Record<string, (gradients: readonly NamedGradient[]) => unknown>> = {
  'a list with undefined': (all) => all.map((one) => ({ ...one, tensor: one.tensor ?? undefined })),
  'a list of those that are there': present,
  'a list in reverse order': (all) => all.toReversed(),
  'a map with null': asMap,
  'a map of those that are there': (all) => asMap(present(all)),
};

const carriers: Readonly<Record<string, (from: Wrapper, to: Wrapper) => Promise<void>>> = {
  'saved as JSON': async (from, to) => {
    to.loadState(JSON.parse(JSON.stringify(await from.saveState())));
    from.dispose();
  },
  'handed over as tensors': async (from, to) => {
    await to.setWeights(await from.getWeights());
    from.dispose();
  },
};
const successors: Readonly<Record<string, (placed: readonly tf.Variable[]) => tf.Variable[]>> = {
  'the same variables': (placed) => [...placed],
  'variables of other names': (placed) => tf.tidy(() => placed.map((one) => tf.variable(one))),
};

/** All numbers of what `computeGradients` gives, which it frees. */
async function valuesOf({
  value,
  grads,
}: ReturnType<tf.Optimizer['computeGradients']>): Promise<number[]> {
  const tensors: tf.Tensor[] = [value, ...Object.values(grads)];
  const values = await Promise.all(tensors.map((one) => one.data()));
  tf.dispose(tensors);
  return values.flatMap((one) => [...one]);
}

/** What an average or Lookahead would evaluate with; the weights themselves for the others. */
async function evaluation(wrapper: Wrapper, placed: readonly tf.Variable[]): Promise<number[][]> {
  return wrapper.evaluated(() => Promise.all(placed.map(async (one) => [...(await one.data())])));
}

describe.each(testBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  // Around another of its kind sharpness-aware minimization has its own way uphill.
  it.each(wrappers.filter(([name]) => name !== 'SharpnessAwareMinimization'))(
    '%s takes gradients where the wrapped optimizer looks for them',
    async (_, make) => {
      const w = tf.tidy(() => tf.variable(tf.tensor1d([1, -2])));
      const loss = () => w.square().mul([1, 3]).sum() as tf.Scalar;
      const found = (one: tf.Optimizer) => valuesOf(one.computeGradients(loss, [w]));
      const sharp = () => new SharpnessAwareMinimization({ optimizer: inner(), rho: 0.5 });
      expect(await found(make(sharp()))).toEqual(await found(sharp()));
      expect(await found(sharp())).not.toEqual(await found(inner()));
      w.dispose();
    },
  );

  describe.each(wrappers)('%s', (name, make) => {
    it.each(Object.entries(deliveries))('takes gradients as %s', async (_, deliver) => {
      const feed = patchy(12);
      const path = await freshWalk(
        () => make(inner()),
        feed,
        () => ({ deliver }),
      );
      expect(path).toFollow(await freshWalk(() => make(inner()), feed), feed.variables);
    });

    describe.each(Object.entries(successors))('resumed with %s', (_, succeed) => {
      it.each(Object.entries(carriers))('goes on bit for bit, its state %s', async (_, carry) => {
        const { variables, updates } = patchy(16);
        const straight = make(inner());
        const there = place(variables);
        const expected = await walk(straight, there, updates);

        const [first, second] = [make(inner()), make(inner())];
        const before = place(variables);
        await walk(first, before, updates.slice(0, 5));
        const { iterations } = first;
        await carry(first, second);
        expect(second.iterations).toBe(iterations);
        const after = succeed(before);
        const rest = await walk(second, after, updates.slice(5));
        expect(rest).toFollow(expected.slice(5), variables);
        expect(await evaluation(second, after)).toEqual(await evaluation(straight, there));
        for (const one of [straight, second]) one.dispose();
        tf.dispose([there, before, after]);
      });
    });

    it('leaves no tensor behind over 96 calls with saves and evaluations', async () => {
      const { variables, updates } = small(96);
      const before = tf.memory().numTensors;
      const wrapper = make(inner());
      const placed = place(variables);
      let running = 0;
      for (let done = 0; done < 96; done += 12) {
        await walk(wrapper, placed, updates.slice(done, done + 12));
        await evaluation(wrapper, placed);
        await wrapper.getWeights();
        wrapper.loadState(await wrapper.saveState());
        await wrapper.setWeights(await wrapper.getWeights());
        if (done === 12) running = tf.memory().numTensors;
        if (done > 12) expect(tf.memory().numTensors).toBe(running);
      }
      await walk(wrapper, placed, updates.slice(0, 5));
      await wrapper.getWeights();
      wrapper.dispose();
      expect(wrapper.iterations).toBe(0);
      tf.dispose(placed);
      expect(tf.memory().numTensors).toBe(before);
    });

    it('takes weights without numbers, also after a resume', async () => {
      const variables = tf.tidy(() =>
        [[0], [0, 3], [2]].map((shape) => tf.variable(tf.ones(shape))),
      );
      const gradients = variables.map((one) => ({ name: one.name, tensor: tf.ones(one.shape) }));
      const update = (one: Wrapper, times: number) => {
        for (let i = 0; i < times; i++) one.applyGradients(gradients);
      };
      const [first, second] = [make(inner()), make(inner())];
      update(first, 8);
      second.loadState(JSON.parse(JSON.stringify(await first.saveState())));
      update(second, 8);
      expect((await evaluation(second, variables)).map(({ length }) => length)).toEqual([0, 0, 2]);
      for (const one of [first, second]) one.dispose();
      tf.dispose([variables, gradients.map(({ tensor }) => tensor)]);
    });

    it('begins anew after dispose', async () => {
      const { variables, updates } = small(8);
      const wrapper = make(inner());
      const [first, second] = [place(variables), place(variables)];
      const path = await walk(wrapper, first, updates);
      wrapper.dispose();
      expect(await walk(wrapper, second, updates)).toFollow(path, variables);
      wrapper.dispose();
      tf.dispose([first, second]);
    });

    it('names each tensor of its state differently', async () => {
      const { variables, updates } = small(5);
      const wrapper = make(inner());
      const placed = place(variables);
      await walk(wrapper, placed, updates);
      const names = (await wrapper.getWeights()).map((one) => one.name);
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeGreaterThan(variables.length);
      wrapper.dispose();
      tf.dispose(placed);
    });

    it('has the learning rate and the updates of what it wraps', async () => {
      const rule = inner();
      const wrapper = make(rule);
      expect(wrapper.learningRate).toBe(rate);
      wrapper.learningRate = warmup(4, 0.4);
      expect(rule.learningRate).toBe(0.1);
      const { variables, updates } = small(6);
      const placed = place(variables);
      await walk(wrapper, placed, updates);
      const done = name === 'GradientAccumulation' ? 2 : name.startsWith('all') ? 3 : 6;
      expect([wrapper.iterations, rule.iterations]).toEqual([done, done]);
      expect(wrapper.learningRate).toBeCloseTo(0.1 * Math.min(4, done + 1));
      expect(() => (wrapper.learningRate = -1)).toThrow('Adam: learningRate must be at least 0');
      wrapper.dispose();
      tf.dispose(placed);
    });

    it.each<[string, (g: tf.Tensor) => object, RegExp]>([
      ['another shape', () => ({ bad: tf.tensor([1, 2, 3]) }), /"bad" .*shape \[2\], got \[3\]/],
      ['a shape to be broadcast', () => ({ bad: tf.scalar(1) }), /"bad" .*shape \[2\], got \[\]/],
      ['another type', () => ({ bad: tf.tensor([1, 2], [2], 'int32') }), /"bad" .*float32.*int32/],
      ['an unknown variable', (g) => ({ stranger: g }), /"stranger" is not a registered/],
    ])('moves nothing for a gradient of %s', async (_, gradients, says) => {
      await tf.ready();
      const [good, bad] = tf.tidy(() => [
        tf.variable(tf.tensor([1, -2]), true, 'good'),
        tf.variable(tf.tensor([3, 4]), true, 'bad'),
      ]) as [tf.Variable, tf.Variable];
      const g = tf.tensor([0.5, -0.25]);
      const wrapper = make(inner());
      wrapper.applyGradients({ good: g, bad: g });
      const before = [await good.array(), await bad.array(), await wrapper.saveState()];
      const wrong = gradients(g);
      expect(() => wrapper.applyGradients({ good: g, ...wrong })).toThrow(says);
      expect([await good.array(), await bad.array(), await wrapper.saveState()]).toEqual(before);
      wrapper.dispose();
      tf.dispose([good, bad, g, Object.values(wrong)]);
    });

    describe('in a model', () => {
      let path: string;
      beforeAll(async () => {
        path = await mkdtemp(join(tmpdir(), 'downhill-'));
      });
      afterAll(() => rm(path, { recursive: true }));

      const compiled = (optimizer: Wrappable) => {
        const model = smallModel();
        model.compile({ optimizer: make(optimizer), loss: 'meanSquaredError' });
        return model;
      };
      const dispose = (model: tf.LayersModel) => {
        (model.optimizer as Wrapper).dispose();
        model.dispose();
      };
      const variables = (model: tf.LayersModel) => model.trainableWeights.map((one) => one.read());

      it('trains with fit', async () => {
        const model = compiled(inner());
        const [x, y] = smallTask();
        const how = { epochs: 12, batchSize: 16, verbose: 0, yieldEvery: 'never' } as const;
        const { history } = await model.fit(x, y, how);
        const losses = history['loss'] as number[];
        expect(losses.at(-1)).toBeLessThan(losses[0] as number);
        dispose(model);
        tf.dispose([x, y]);
      });

      it('goes on bit for bit from a file, and evaluates from it at once', async () => {
        const scheduled = () => new AdamW({ learningRate: warmup(3, rate), weightDecay: 0.1 });
        const straight = compiled(scheduled());
        await train(straight, 9);

        const first = compiled(scheduled());
        await train(first, 5);
        await first.save(modelFolder(path), { includeOptimizer: true });
        const second = await tf.loadLayersModel(modelFolder(path));
        const [saved, loaded] = [first.optimizer as Wrapper, second.optimizer as Wrapper];
        expect(loaded.getConfig()).toEqual(saved.getConfig());
        expect(loaded.getClassName()).toBe(saved.getClassName());
        expect(loaded.learningRate).toBe(saved.learningRate);
        expect(await loaded.evaluated(() => weightsOf(second), variables(second))).toEqual(
          await saved.evaluated(() => weightsOf(first)),
        );
        await train(second, 4);
        expect(await weightsOf(second)).toEqual(await weightsOf(straight));
        for (const model of [straight, first, second]) dispose(model);
      });
    });
  });
});

describe('a wrapper', () => {
  beforeAll(() => useBackend('cpu'));

  it.each([
    ...wrappers,
    [
      'DecoupledDecay in DecoupledDecay',
      (optimizer: Wrappable) => {
        const inner = new DecoupledDecay({ optimizer, by: l2() });
        return new DecoupledDecay({ optimizer: inner, by: proximalL1() });
      },
    ],
    [
      'DecoupledDecay around a part',
      (optimizer: Wrappable) => {
        const parts = new MultiOptimizer({ parts: [{ optimizer }] });
        return new DecoupledDecay({ optimizer: parts, by: l2() });
      },
    ],
  ] as const)('asks a schedule once for each update: %s', async (_, make) => {
    const asked: number[] = [];
    const counted = schedule({ schedule: 'counted' }, (update) => {
      asked.push(update);
      return 0.1;
    });
    const groups = [{ where: { minRank: 1 }, learningRate: counted, rateFactor: 2 }];
    const wrapper = make(new Adam({ learningRate: counted, groups }));
    const { variables, updates } = small(12);
    const placed = place(variables);
    for (const update of updates) {
      // As callbacks do between updates.
      expect([wrapper.learningRate, ...wrapper.groupRates]).toContain(0.1);
      await walk(wrapper, placed, [update]);
    }
    await wrapper.evaluated(() => {}).catch(() => {});
    expect(new Set(asked).size).toBeGreaterThanOrEqual(wrapper.iterations);
    expect(asked).toEqual([...new Set(asked)]);
    wrapper.learningRate = schedule({ schedule: 'other' }, () => 0.3);
    expect(wrapper.learningRate).toBe(0.3);
    wrapper.dispose();
    tf.dispose(placed);
  });

  const around = (optimizer: unknown) => () =>
    new Lookahead({ optimizer: optimizer as Wrappable, syncPeriod: 2 });

  it.each([
    ['an optimizer of tfjs', () => tf.train.adam(0.1), 'got Adam; the optimizers of tfjs keep'],
    ['a name', () => 'adam', 'got "adam"'],
    ['nothing', () => null, 'got null'],
  ])('refuses %s', (_, optimizer, says) => {
    expect(around(optimizer())).toThrow(
      `Lookahead: optimizer must be an optimizer of this library such as new Adam(), ${says}`,
    );
  });

  it('refuses options that are unknown, missing or out of range', () => {
    const optimizer = new SGD();
    expect(() => new Lookahead({ optimizer, syncperiod: 3 } as never)).toThrow(
      'Lookahead: unknown option "syncperiod"; did you mean "syncPeriod"?',
    );
    expect(() => new Lookahead({} as never)).toThrow('Lookahead: optimizer is missing');
    expect(() => new GradientAccumulation({ optimizer } as never)).toThrow(
      'GradientAccumulation: every is missing',
    );
    const bad: readonly (() => unknown)[] = [
      () => new GradientAccumulation({ optimizer, every: 0 }),
      () => new GradientAccumulation({ optimizer, every: 1.5 }),
      () => new Lookahead({ optimizer, syncPeriod: 0 }),
      () => new Lookahead({ optimizer, slowStepSize: 1.1 }),
      () => new ExponentialMovingAverage({ optimizer, decay: 1 }),
      () => new StochasticWeightAverage({ optimizer, from: -1 }),
      () => new StochasticWeightAverage({ optimizer, every: 0 }),
      () => new DecoupledDecay({ optimizer, by: 0.1 as never }),
      () => new DecoupledDecay({ optimizer, by: l2(), where: 3 as never }),
    ];
    for (const make of bad) expect(make).toThrow(/^\w+: .* must be .*, got /);
  });

  it('takes a rule of your own, and rebuilds it once it is registered', () => {
    class Own extends Optimizer {
      static override readonly className: string = 'OwnRuleOfATest';
      protected override update({ w, g }: Step): Next {
        return { w: w.sub(g) };
      }
    }
    const config = around(new Own())().getConfig();
    const rebuild = () =>
      Lookahead.fromConfig(Lookahead as never, JSON.parse(JSON.stringify(config))) as Lookahead;
    expect(rebuild).toThrow(
      'Lookahead: optimizer is of the unknown class "OwnRuleOfATest"; register it with tf.serialization.registerClass',
    );
    tf.serialization.registerClass(Own);
    expect(rebuild().optimizer.constructor).toBe(Own);
  });

  it('takes no state of another wrapper or rule', async () => {
    const [ema, swa] = [
      wrap['ExponentialMovingAverage']?.(new SGD()) as Wrapper,
      wrap['StochasticWeightAverage']?.(new SGD()) as Wrapper,
    ];
    const saved = await ema.saveState();
    expect(() => swa.loadState(saved)).toThrow(
      /^StochasticWeightAverage: not a saved state of StochasticWeightAverage: /,
    );
    const rule = new Momentum();
    await expect(swa.setWeights(await rule.getWeights())).rejects.toThrow(
      'StochasticWeightAverage: saved weights must be named "own/..." or "inner/...", got "iter"; they belong to another optimizer',
    );
    for (const one of [ema, swa, rule]) one.dispose();
  });
});
