import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../src/backend/index.ts';
import { optimizers, type Optimizer, type OptimizerClass } from '../src/optimizers/index.ts';
import { cosine, warmup } from '../src/schedules/index.ts';
import {
  float32Allowance,
  freshWalk,
  peer,
  place,
  stream,
  textbookWalk,
  walk,
  type NamedGradient,
  type Stream,
  type StreamOptions,
  type WalkOptions,
} from '../src/verify/index.ts';
import { testBackends } from './support/backends.ts';
import { float64Walk } from './support/float64-walk.ts';
import { modelFolder } from '../src/backend/model-folder.ts';
import { memberOf } from './support/members.ts';
import { smallModel, smallTask, train, weightsOf } from './support/small-model.ts';
import './support/to-follow.ts';

type Options = Readonly<Record<string, unknown>>;
type Gradients = Parameters<tf.Optimizer['applyGradients']>[0];

const rules = Object.entries(optimizers) as unknown as readonly [string, OptimizerClass][];

/** A stream small enough to be walked many times. */
const short = (options: StreamOptions) =>
  stream({ updates: 24, shapes: [[], [1, 3], [2, 2, 2]], ...options });

/** The same stream with some gradients taken away. */
const without = (full: Stream, gone: (update: number, variable: number) => boolean): Stream => ({
  ...full,
  updates: full.updates.map(({ rate, gradients }, update) => ({
    rate,
    gradients: gradients.map((g, variable) => (gone(update, variable) ? null : g)),
  })),
});

/** Every third gradient is missing, and different ones in each update. */
const patchy = (options: StreamOptions) =>
  without(short(options), (update, variable) => (update * 5 + variable) % 3 === 0);

/** Every option of a rule at a value that is not its default and within its range. */
const otherOptions = (Rule: OptimizerClass): Record<string, number> =>
  Object.fromEntries(
    Object.entries(Rule.defaults).map(([name, value]) => {
      const others = [value < 1e-3 ? 0.002 : value * 0.9, value - 1, value + 1];
      return [name, others.find((one) => rangesOf(Rule)[name]?.holds(one) ?? true) as number];
    }),
  );
const rangesOf = (Rule: OptimizerClass) => (Rule as unknown as typeof Optimizer).ranges;

interface Course {
  readonly feed: (rate: number) => Stream;
  readonly learningRate?: (rate: number) => unknown;
  readonly walk?: (rule: Optimizer) => WalkOptions;
}

/** What every rule has to go through as the textbook does. */
const courses: Readonly<Record<string, Course>> = {
  'gradients from 1e-4 to 10 over 200 updates': { feed: (rate) => stream({ rate }) },
  'gradients that are missing now and then': { feed: (rate) => patchy({ rate }) },
  'variables that are frozen and thawed': {
    feed: (rate) =>
      without(
        short({ rate }),
        (update, variable) => variable > 0 && update >= variable && update < 16,
      ),
  },
  'gradients of zero': {
    feed: (rate) => {
      const full = short({ rate });
      const gradients = full.variables.map(({ start }) => start.map(() => 0));
      return { ...full, updates: full.updates.map(() => ({ rate, gradients })) };
    },
  },
  'a learning rate that is assigned midway': {
    feed: (rate) => short({ rate: (update) => (update < 12 ? rate : rate / 7) }),
    walk: (rule) => ({ steer: (rate) => (rule.learningRate = rate) }),
  },
  'a learning rate that a schedule gives': {
    feed: (rate) =>
      short({
        rate: (update) =>
          update < 8
            ? (rate * (update + 1)) / 8
            : rate * Math.cos((Math.PI * (update - 8)) / 60) ** 2,
      }),
    learningRate: (rate) => warmup(8, cosine({ peak: rate, updates: 30 })),
  },
};

const asMap = (gradients: readonly NamedGradient[]) =>
  Object.fromEntries(gradients.map(({ name, tensor }) => [name, tensor]));
const undefinedForNull = (gradients: readonly NamedGradient[]) =>
  gradients.map(({ name, tensor }) => ({ name, tensor: tensor ?? undefined }));
const present = (gradients: readonly NamedGradient[]) => gradients.filter(({ tensor }) => tensor);

/** The forms in which tfjs and its users hand over gradients, missing ones among them. */
const deliveries: Readonly<Record<string, (gradients: readonly NamedGradient[]) => unknown>> = {
  'a list with null': (all) => all,
  'a list with undefined': undefinedForNull,
  'a list of those that are there': present,
  'a list in reverse order': (all) => all.toReversed(),
  'a map with null': asMap,
  'a map with undefined': (all) => asMap(undefinedForNull(all)),
  'a map of those that are there': (all) => asMap(present(all)),
};

/** Ways to carry the state of one optimizer over to another. */
const carriers: Readonly<Record<string, (from: Optimizer, to: Optimizer) => Promise<void>>> = {
  'saved as JSON': async (from, to) => {
    to.loadState(JSON.parse(JSON.stringify(await from.saveState())));
    from.dispose();
  },
  'handed over as tensors': async (from, to) => {
    await to.setWeights(await from.getWeights());
    from.dispose();
  },
};

/** The variables at which a resumed run goes on: the same ones, or copies whose names the state does not know. */
const successors: Readonly<Record<string, (placed: readonly tf.Variable[]) => tf.Variable[]>> = {
  'the same variables': (placed) => [...placed],
  'variables of other names': (placed) => tf.tidy(() => placed.map((one) => tf.variable(one))),
};

/** Gradients that no rule may take: those of "good" are right, those of "bad", of shape [2], are not. */
const refusals: Readonly<
  Record<string, readonly [gradients: (g: tf.Tensor) => Record<string, unknown>, says: RegExp]>
> = {
  'a gradient of another shape': [
    (g) => ({ good: g, bad: tf.tensor([1, 2, 3]) }),
    /"bad" .*shape \[2\], got \[3\]/,
  ],
  'a gradient to be broadcast': [
    (g) => ({ good: g, bad: tf.scalar(1) }),
    /"bad" .*shape \[2\], got \[\]/,
  ],
  'a gradient of another type': [
    (g) => ({ good: g, bad: tf.tensor([1, 2], [2], 'int32') }),
    /"bad" .*float32.*int32/,
  ],
  'a number': [(g) => ({ good: g, bad: 1 }), /"bad" must be a tensor, got 1/],
  'an array': [(g) => ({ good: g, bad: [1, 2] }), /"bad" must be a tensor, got \[1,2\]/],
  'a variable that is not registered': [(g) => ({ good: g, stranger: g }), /"stranger"/],
};

describe.each(testBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(rules)('%s', (name, Rule) => {
    const make = () => new Rule();
    const rate = Rule.defaults['learningRate'];

    it.each(Object.entries(courses))('walks the textbook path through %s', async (_, course) => {
      const feed = course.feed(rate);
      const learningRate = course.learningRate?.(rate) ?? rate;
      const path = await freshWalk(() => new Rule({ learningRate }), feed, course.walk);
      const reference = textbookWalk(() => memberOf(name).textbook({}), feed);
      expect(path).toFollow(reference, feed.variables, float32Allowance(200));
    });

    it('walks the textbook path with other options', async () => {
      const options = otherOptions(Rule);
      const feed = short({ rate: options['learningRate'] as number });
      const path = await freshWalk(() => new Rule(options), feed);
      const reference = textbookWalk(() => memberOf(name).textbook(options), feed);
      expect(path).toFollow(reference, feed.variables, float32Allowance(200));
    });

    const { builtin } = memberOf(name);
    if ('name' in builtin) {
      it(`agrees with ${builtin.name}`, async () => {
        expect(await peer(name)()).toMatchObject({ member: name, updates: 200, agrees: true });
      });
    }

    it.each(Object.entries(deliveries))('takes gradients as %s', async (_, deliver) => {
      const feed = patchy({ rate, updates: 6 });
      const path = await freshWalk(make, feed, () => ({ deliver }));
      const reference = textbookWalk(() => memberOf(name).textbook({}), feed);
      expect(path).toFollow(reference, feed.variables, float32Allowance(200));
    });

    describe.each(Object.entries(successors))('resumed with %s', (_, succeed) => {
      it.each(Object.entries(carriers))('goes on bit for bit, its state %s', async (_, carry) => {
        const { variables, updates } = patchy({ rate, updates: 12 });
        const straight = await freshWalk(make, { variables, updates });
        const [first, second] = [make(), make()];
        const before = place(variables);
        await walk(first, before, updates.slice(0, 5));
        await carry(first, second);
        const after = succeed(before);
        expect(second.iterations).toBe(5);
        const rest = await walk(second, after, updates.slice(5));
        expect(rest).toFollow(straight.slice(5), variables);
        second.dispose();
        tf.dispose([before, after]);
      });
    });

    it('leaves no tensor behind over 100 updates with saves', async () => {
      const { variables, updates } = stream({ rate, shapes: [[], [2, 3]], updates: 100 });
      const before = tf.memory().numTensors;
      const rule = make();
      const placed = place(variables);
      await walk(rule, placed, updates.slice(0, 10));
      await rule.getWeights();
      const running = tf.memory().numTensors;
      for (let done = 10; done < 100; done += 10) {
        await walk(rule, placed, updates.slice(done, done + 10));
        await rule.getWeights();
        rule.loadState(await rule.saveState());
        await rule.setWeights(await rule.getWeights());
      }
      await walk(rule, placed, updates.slice(0, 1));
      await rule.getWeights();
      expect(tf.memory().numTensors).toBe(running);
      rule.dispose();
      tf.dispose(placed);
      expect(tf.memory().numTensors).toBe(before);
    });

    it('leaves gradients as they are', async () => {
      const rule = make();
      const [a, b] = [tf.variable(tf.tensor([1, -2])), tf.variable(tf.tensor([3, 4]))];
      const g = tf.tensor([0.5, -0.25]);
      for (let i = 0; i < 3; i++) {
        rule.applyGradients([
          { name: a.name, tensor: g },
          { name: b.name, tensor: g },
        ]);
      }
      expect(g.isDisposed).toBe(false);
      expect([...(await g.data())]).toEqual([0.5, -0.25]);
      rule.dispose();
      expect(g.isDisposed).toBe(false);
      tf.dispose([a, b, g]);
    });

    describe('moves nothing', () => {
      let good: tf.Variable;
      let bad: tf.Variable;
      let g: tf.Tensor;
      beforeEach(() => {
        good = tf.tidy(() => tf.variable(tf.tensor([1, -2]), true, 'good'));
        bad = tf.tidy(() => tf.variable(tf.tensor([3, 4]), true, 'bad'));
        g = tf.tensor([0.5, -0.25]);
      });
      afterEach(() => tf.dispose([good, bad, g]));

      const refuse = async (gradients: unknown, says: RegExp) => {
        const rule = make();
        rule.applyGradients({ good: g, bad: g });
        const before = [await good.array(), await bad.array(), await rule.saveState()];
        expect(() => rule.applyGradients(gradients as Gradients)).toThrow(says);
        expect([await good.array(), await bad.array(), await rule.saveState()]).toEqual(before);
        rule.dispose();
      };

      it.each(Object.entries(refusals))('for %s', async (_, [gradients, says]) => {
        const given = gradients(g);
        await refuse(given, says);
        tf.dispose(Object.values(given).filter((value) => value instanceof tf.Tensor));
      });

      it.each([null, undefined, 3])('for %s in place of gradients', async (nothing) => {
        await refuse(nothing, /gradients must be a list or a map by variable name, got /);
      });

      it('for two gradients of one variable', async () => {
        const twice = ['good', 'bad', 'bad'].map((name) => ({ name, tensor: g }));
        await refuse(twice, /two gradients .*"bad"/);
      });
    });

    it('has a learning rate that is read and assigned', async () => {
      const rule = make();
      expect(rule.learningRate).toBe(rate);
      rule.learningRate = rate / 3;
      expect(rule.learningRate).toBe(rate / 3);
      expect(rule.getConfig()['learningRate']).toBe(rate / 3);
      rule.learningRate = warmup(4, rate);
      expect(rule.learningRate).toBe(rate / 4);
      const feed = stream({ rate, updates: 2, shapes: [[]] });
      const placed = place(feed.variables);
      await walk(rule, placed, feed.updates);
      expect(rule.learningRate).toBe((rate * 3) / 4);
      expect(() => (rule.learningRate = -1)).toThrow(/learningRate must be at least 0, got -1/);
      expect(rule.learningRate).toBe((rate * 3) / 4);
      rule.dispose();
      tf.dispose(placed);
    });

    describe('in a model', () => {
      let path: string;
      beforeAll(async () => {
        path = await mkdtemp(join(tmpdir(), 'downhill-'));
      });
      afterAll(() => rm(path, { recursive: true }));

      const compiled = (frozen = false) => {
        const learningRate = warmup(3, cosine({ peak: rate, updates: 20, floor: rate / 10 }));
        const optimizer = new Rule({ learningRate });
        const model = smallModel();
        if (frozen) (model.layers[0] as tf.layers.Layer).trainable = false;
        model.compile({ optimizer, loss: 'meanSquaredError' });
        return { model, optimizer };
      };
      const dispose = (model: tf.LayersModel) => {
        (model.optimizer as Optimizer).dispose();
        model.dispose();
      };

      it('trains with fit', async () => {
        const { model, optimizer } = compiled();
        optimizer.learningRate = rate;
        const [x, y] = smallTask();
        const how = { epochs: 8, batchSize: 16, verbose: 0, yieldEvery: 'never' } as const;
        const { history } = await model.fit(x, y, how);
        const losses = history['loss'] as number[];
        expect(optimizer.iterations).toBe(8);
        expect(losses.at(-1)).toBeLessThan(losses[0] as number);
        dispose(model);
        tf.dispose([x, y]);
      });

      it.each([
        ['a model', false],
        ['a model with a frozen layer', true],
      ])('goes on bit for bit from the file of %s', async (_, frozen) => {
        const { model: straight } = compiled(frozen);
        const kernel = straight.layers[0]?.getWeights()[0] as tf.Tensor;
        const start = await kernel.array();
        await train(straight, 6);
        const expected = await weightsOf(straight);
        if (frozen) expect(await kernel.array()).toEqual(start);
        else expect(await kernel.array()).not.toEqual(start);

        const { model: first, optimizer } = compiled(frozen);
        await train(first, 3);
        await first.save(modelFolder(path), { includeOptimizer: true });
        const second = await tf.loadLayersModel(modelFolder(path));
        expect(second.optimizer).toBeInstanceOf(Rule);
        expect(second.optimizer.getConfig()).toEqual(optimizer.getConfig());
        expect((second.optimizer as Optimizer).learningRate).toBe(optimizer.learningRate);
        await train(second, 3);
        expect(await weightsOf(second)).toEqual(expected);
        for (const model of [straight, first, second]) dispose(model);
      });
    });
  });

  it('resumes every rule in another process bit for bit', async () => {
    const root = await mkdtemp(join(tmpdir(), 'downhill-'));
    const expected: Record<string, number[][]> = {};
    for (const [name, Rule] of rules) {
      const model = smallModel();
      const optimizer = new Rule({ learningRate: warmup(3, 0.05) });
      model.compile({ optimizer, loss: 'meanSquaredError' });
      await train(model, 4);
      await mkdir(join(root, name));
      await model.save(modelFolder(join(root, name)), { includeOptimizer: true });
      await train(model, 5);
      expected[name] = await weightsOf(model);
      optimizer.dispose();
      model.dispose();
    }
    const script = fileURLToPath(new URL('support/resume.ts', import.meta.url));
    const run = promisify(execFile);
    const paths = Object.keys(expected).map((name) => join(root, name));
    const args = ['--import', 'tsx', script, backend, '5', ...paths];
    const { stdout } = await run(process.execPath, args);
    const resumed = JSON.parse(stdout) as number[][][];
    expect(Object.fromEntries(rules.map(([name], i) => [name, resumed[i]]))).toEqual(expected);
    await rm(root, { recursive: true });
  });
});

describe.each(rules)('%s', (name, Rule) => {
  it('has a member under its own name', () => expect(memberOf(name).rule).toBe(Rule.rule));

  it.each([
    ['its defaults', {}],
    ['other options', otherOptions(Rule)],
  ])('is the textbook in doubles, with %s', (_, options: Record<string, number>) => {
    const rate = options['learningRate'] ?? Rule.defaults['learningRate'];
    const feed = patchy({ rate });
    const reference = textbookWalk(() => memberOf(name).textbook(options), feed);
    expect(float64Walk(Rule.rule, options, feed)).toFollow(reference, feed.variables, 1e-12);
  });

  it.each([
    ['its defaults', {}],
    ['other options', otherOptions(Rule)],
    ['a nested schedule', { learningRate: warmup(3, warmup(4, cosine({ peak: 1, updates: 9 }))) }],
  ])('is rebuilt from its config, with %s', (_, options: Options) => {
    const config = new Rule(options).getConfig();
    const read = JSON.parse(JSON.stringify(config)) as tf.serialization.ConfigDict;
    // As tfjs does on loading.
    const Built = Rule as unknown as tf.serialization.SerializableConstructor<Optimizer>;
    const rebuilt = Built.fromConfig(Built, { ...read, customObjects: {} });
    expect(rebuilt.getConfig()).toEqual(config);
    expect(rebuilt).toBeInstanceOf(Rule);
  });

  const title = Rule.className.replace(/^Downhill/, '');
  it.each(Object.keys(Rule.defaults))('refuses what cannot be its %s', (option) => {
    const outside = Rule.rule.ranges[option]?.holds(-0.1) ? 0.1 : -0.1;
    for (const value of [NaN, Infinity, outside, '0.1', true, null, [0.1], {}, () => 0.1]) {
      expect(() => new Rule({ [option]: value })).toThrow(
        new RegExp(`^${title}: ${option} must be .*, got `),
      );
    }
    expect(() => new Rule({ [`${option}s`]: 0.1 })).toThrow(
      `${title}: unknown option "${option}s"; did you mean "${option}"?`,
    );
  });

  it.each([[0.1], ['adam'], [null], [[0.1]]])('refuses %s for its options', (options) => {
    expect(() => new Rule(options as never)).toThrow(new RegExp(`^${title}: options must be`));
  });
});
