import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as tf from '@tensorflow/tfjs';
import { useBackend } from '../../src/backend/index.ts';
import { optimizers, type Optimizer, type OptimizerClass } from '../../src/optimizers/index.ts';
import {
  exponentialWarmup,
  join,
  repeat,
  staircase,
  warmup,
  type Schedule,
} from '../../src/schedules/index.ts';
import {
  centralize,
  clipByGlobalNorm,
  clipByNorm,
  clipByValue,
} from '../../src/transforms/index.ts';
import { eachWeight } from '../../src/verify/stepper.ts';
import {
  freshWalk,
  partsOf,
  place,
  rowOf,
  stream,
  textbookWalk,
  walk,
  type Path,
  type Stream,
} from '../../src/verify/index.ts';
import { drawnSchedules } from '../support/drawn-schedules.ts';
import { float64Walk } from '../support/float64-walk.ts';
import '../support/to-follow.ts';

await useBackend('cpu');

type Name = keyof typeof optimizers;
type Options = Record<string, unknown>;
const rules = Object.entries(optimizers) as unknown as readonly [Name, OptimizerClass][];
const ruleOf = (name: Name) => optimizers[name] as unknown as OptimizerClass;

const rate = fc.double({ min: 1e-4, max: 1, noNaN: true });
const whole = fc.integer({ min: 1, max: 9 });

/** Every schedule, with others in it down to a depth of three. */
const schedules: fc.Arbitrary<Schedule> = fc.letrec<{ any: Schedule }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    ...Object.values(drawnSchedules).map((drawn) => drawn.map(({ schedule }) => schedule)),
    fc.tuple(whole, tie('any')).map(([updates, after]) => warmup(updates, after)),
    fc.tuple(whole, tie('any')).map(([updates, after]) => exponentialWarmup(updates, after)),
    fc.tuple(whole, tie('any')).map(([updates, of]) => repeat(updates, of)),
    fc.tuple(whole, tie('any')).map(([every, of]) => staircase(every, of)),
    fc
      .tuple(tie('any'), tie('any'), whole)
      .map(([one, other, at]) => join({ schedules: [one, other], milestones: [at] })),
  ),
})).any;

const transforms = fc.oneof(
  fc.constant(centralize()),
  fc.record({ norm: rate }).map(clipByNorm),
  fc.record({ norm: rate }).map(clipByGlobalNorm),
  fc.record({ value: rate }).map(clipByValue),
);

/** The rules that look at a whole variable, not at one weight after the other. */
const beyondTheirElement: readonly Name[] = ['lars', 'lamb', 'muon', 'adafactor'];
const elementwise = rules.filter(([name]) => !beyondTheirElement.includes(name));

/** Streams of some scale, of matrices and vectors that can be cut in two. */
const streams = (low = 1e-4) =>
  fc
    .record({
      seed: fc.nat(),
      updates: fc.integer({ min: 2, max: 10 }),
      rate: fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
      scale: fc.double({ min: low, max: 10 * low, noNaN: true }),
    })
    .map(({ scale, ...rest }) => {
      const shapes = [[2, 3], [4], [4, 2]];
      return stream({ ...rest, shapes, scales: [scale, 100 * scale] });
    });

const rateOf = (feed: Stream) => feed.updates[0]?.rate as number;
const scaled = (feed: Stream, factor: number): Stream => ({
  ...feed,
  updates: feed.updates.map(({ rate, gradients }) => {
    return { rate, gradients: gradients.map((g) => g && g.map((one) => one * factor)) };
  }),
});
const inTensors = (Rule: OptimizerClass, feed: Stream, options: Options = {}) =>
  freshWalk(() => new Rule({ learningRate: rateOf(feed), ...options }), feed);
const check = (law: (feed: Stream) => Promise<void> | void, feeds = streams(), numRuns = 10) =>
  fc.assert(
    fc.asyncProperty(feeds, async (feed) => law(feed)),
    { seed: 1, numRuns },
  );

/** How far each weight has come at the end. */
const travelled = (path: Path) =>
  (path.at(-1) as Path[number]).map((one, i) => one - (path[0]?.[i] as number));
const length = (values: Path[number]) => Math.hypot(...values);
const apart = (one: Path, other: Path) => {
  const b = travelled(other);
  return length(travelled(one).map((value, i) => value - (b[i] as number)));
};

describe('Adam without momentum', () => {
  it('is RMSProp, corrected for its start at zero', async () => {
    const beta2 = 0.99;
    await check((feed) => {
      const path = float64Walk(ruleOf('adam').rule, { beta1: 0, beta2, epsilon: 1e-8 }, feed);
      const corrected = () =>
        eachWeight(() => {
          let [s, t] = [0, 0];
          return (w, g, lr) => {
            t += 1;
            s = beta2 * s + (1 - beta2) * g ** 2;
            return w - (lr * g) / (Math.sqrt(s / (1 - beta2 ** t)) + 1e-8);
          };
        });
      const reference = textbookWalk(corrected, feed);
      expect(path).toFollow(reference, feed.variables, 1e-12);
    });
  });
});

describe('the size of the gradient', () => {
  const none = { epsilon: 1e-30 };
  /** Those in which it cancels as epsilon goes to 0, with the options that leave nothing else of it. */
  const blind: Partial<Record<Name, Options>> = {
    adagrad: none,
    rmsprop: none,
    rmspropCentered: none,
    rmspropMomentum: none,
    adam: none,
    adamw: none,
    amsgrad: none,
    adamax: none,
    nadam: none,
    adabelief: none,
    lamb: none,
    lion: {},
    lars: {},
  };
  const factors = fc.integer({ min: -10, max: 10 }).map((power) => 2 ** power);

  it.each(Object.entries(blind) as [Name, Options][])(
    'does not show in %s, bit for bit',
    async (name, options) => {
      const Rule = ruleOf(name);
      const law = async (feed: Stream, factor: number) => {
        const path = await inTensors(Rule, scaled(feed, factor), options);
        expect(path).toFollow(await inTensors(Rule, feed, options), feed.variables);
      };
      const feeds = streams(1e-2);
      await fc.assert(fc.asyncProperty(feeds, factors, law), { seed: 1, numRuns: 10 });
    },
  );

  it('shows less and less in Adam as epsilon goes to 0', async () => {
    await check((feed) => {
      const gaps = [1, 1e-2, 1e-4, 1e-6].map((epsilon) => {
        const walked = (factor: number) => {
          return float64Walk(ruleOf('adam').rule, { epsilon }, scaled(feed, factor));
        };
        return apart(walked(4), walked(1));
      });
      expect(gaps).toEqual(gaps.toSorted((a, b) => b - a));
      expect(gaps[3] as number).toBeLessThan((gaps[0] as number) / 100);
    }, streams(1e-2));
  });

  it.each(['sgd', 'momentum', 'nesterov'] as const)('multiplies the way of %s', async (name) => {
    await check((feed) => {
      const [one, eight] = [1, 8].map((factor) => {
        return length(travelled(float64Walk(ruleOf(name).rule, {}, scaled(feed, factor))));
      }) as [number, number];
      expect(eight / one).toBeCloseTo(8, 9);
    });
  });

  it('hardly shows in AdaDelta, which is far from gradient descent', async () => {
    await check((feed) => {
      const one = { ...feed, updates: feed.updates.map((update) => ({ ...update, rate: 1 })) };
      const walked = (factor: number) =>
        float64Walk(ruleOf('adadelta').rule, {}, scaled(one, factor));
      const way = length(travelled(walked(1)));
      expect(apart(walked(64), walked(1))).toBeLessThan(0.02 * way);
      const descended = float64Walk(ruleOf('sgd').rule, {}, one);
      expect(way).toBeLessThan(length(travelled(descended)) / 10);
    }, streams(10));
  });
});

describe.each(rules)('%s', (name, Rule) => {
  /** Each variable as two: the halves of its first axis. */
  const halved = (feed: Stream): Stream => ({
    variables: feed.variables.flatMap(({ shape: [first = 1, ...rest], start }) =>
      halves(start).map((part) => ({ shape: [first / 2, ...rest], start: part })),
    ),
    updates: feed.updates.map(({ rate, gradients }) => {
      return { rate, gradients: gradients.flatMap((g) => halves(g as readonly number[])) };
    }),
  });
  const halves = (values: readonly number[]) => [
    values.slice(0, values.length / 2),
    values.slice(values.length / 2),
  ];
  /** The elements of each variable in reverse. */
  const reversed = (feed: Stream): Stream => ({
    variables: feed.variables.map(({ shape, start }) => ({ shape, start: start.toReversed() })),
    updates: feed.updates.map(({ rate, gradients }) => {
      return { rate, gradients: gradients.map((g) => g && g.toReversed()) };
    }),
  });
  const turned = (path: Path, { variables }: Stream): Path =>
    path.map((row) => rowOf(partsOf(row, variables).map((part) => part.toReversed())));

  if (elementwise.some(([one]) => one === name)) {
    it('does not care whether its weights stand in one tensor or in two', async () => {
      await check(async (feed) => {
        const path = await inTensors(Rule, halved(feed));
        expect(path).toFollow(await inTensors(Rule, feed), feed.variables);
      });
    });

    it('does not care where in a tensor a weight stands', async () => {
      await check(async (feed) => {
        const path = turned(await inTensors(Rule, reversed(feed)), feed);
        expect(path).toFollow(await inTensors(Rule, feed), feed.variables);
      });
    });
  } else {
    it('looks at a whole tensor', () => {
      const feed = stream({ rate: 0.1, updates: 5, shapes: [[4, 3]] });
      const path = float64Walk(Rule.rule, {}, halved(feed));
      expect(apart(path, float64Walk(Rule.rule, {}, feed))).toBeGreaterThan(1e-6);
    });
  }

  it('stays finite through gradients of zero, whatever its options', async () => {
    const options = optionsOf(Rule, 1e-6);
    const law = async (given: Options, feed: Stream) => {
      const gradients = feed.variables.map(({ start }) => start.map(() => 0));
      const still = { ...feed, updates: feed.updates.map(({ rate }) => ({ rate, gradients })) };
      const moved = { ...feed, updates: [...still.updates, ...feed.updates, ...still.updates] };
      for (const path of [
        await inTensors(Rule, still, given),
        await inTensors(Rule, moved, given),
      ]) {
        expect(path.every((row) => row.every(Number.isFinite))).toBe(true);
      }
    };
    await fc.assert(fc.asyncProperty(options, streams(), law), { seed: 1, numRuns: 8 });
  });

  it('is rebuilt from its config with schedules, transforms and groups, and walks on alike', async () => {
    const all = fc.record(
      {
        own: optionsOf(Rule, 1e-6),
        learningRate: schedules,
        transforms: fc.array(transforms, { maxLength: 3 }),
        groups: fc.array(groupsOf(Rule), { maxLength: 2 }),
        ...('weightDecay' in Rule.defaults && { decay: fc.constantFrom('all', 'kernels') }),
      },
      { requiredKeys: ['own'] },
    );
    const feed = stream({ rate: 0, updates: 6, shapes: [[2, 3], [4]] });
    const law = async ({ own, ...common }: { own: Options }) => {
      const made = new Rule({ ...own, ...common });
      const config = made.getConfig();
      const saved = JSON.parse(JSON.stringify(config)) as tf.serialization.ConfigDict;
      const Built = Rule as unknown as tf.serialization.SerializableConstructor<Optimizer>;
      const rebuilt = Built.fromConfig(Built, asLoaded(saved));
      expect(rebuilt.getConfig()).toEqual(config);
      expect(await pathOf(rebuilt, feed)).toEqual(await pathOf(made, feed));
    };
    await fc.assert(fc.asyncProperty(all, law), { seed: 1, numRuns: 15 });
  });
});

describe('turning the axes', () => {
  const turns = fc.double({ min: 0.2, max: 1.3, noNaN: true });
  const turn = (angle: number) => {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return ([x = 0, y = 0]: Iterable<number>) => [cos * x - sin * y, sin * x + cos * y];
  };
  const turned = (feed: Stream, angle: number): Stream => ({
    variables: feed.variables.map(({ shape, start }) => ({ shape, start: turn(angle)(start) })),
    updates: feed.updates.map(({ rate, gradients }) => {
      return { rate, gradients: gradients.map((g) => g && turn(angle)(g)) };
    }),
  });
  const walkedBoth = (name: Name, feed: Stream, angle: number) => {
    const path = float64Walk(ruleOf(name).rule, {}, turned(feed, angle));
    const reference = float64Walk(ruleOf(name).rule, {}, feed);
    const rotated = reference.map((row) =>
      rowOf(partsOf(row, feed.variables).map((part) => turn(angle)(part))),
    );
    return { path, reference: rotated };
  };

  it.each(['sgd', 'momentum', 'nesterov', 'sgdw', 'lars'] as const)(
    'turns the path of %s',
    (name) => {
      const law = (seed: number, angle: number) => {
        const feed = stream({ rate: 0.1, updates: 8, shapes: [[2], [1, 2]], seed });
        const { path, reference } = walkedBoth(name, feed, angle);
        expect(path).toFollow(reference, feed.variables, 1e-9);
      };
      fc.assert(fc.property(fc.nat(), turns, law), { seed: 1 });
    },
  );

  it.each(['adagrad', 'rmsprop', 'adam', 'adamw', 'amsgrad', 'adamax', 'lion'] as const)(
    'leads %s elsewhere: along an axis a step is as long as along two',
    (name) => {
      const law = (angle: number) => {
        const gradients = [[1, 0]];
        const feed: Stream = {
          variables: [{ shape: [2], start: [0, 0] }],
          updates: Array.from({ length: 5 }, () => ({ rate: 0.1, gradients })),
        };
        const { path, reference } = walkedBoth(name, feed, angle);
        expect(length(travelled(path))).toBeGreaterThan(1.3 * length(travelled(reference)));
      };
      fc.assert(fc.property(turns, law), { seed: 1 });
    },
  );
});

/** Random values within range for a rule's own options, the learning rate aside; epsilon at least `least`. */
function optionsOf(Rule: OptimizerClass, least: number): fc.Arbitrary<Options> {
  const { ranges } = Rule as unknown as typeof Optimizer;
  const numbers = Object.entries(Rule.defaults).filter(([name, value]) => {
    return name !== 'learningRate' && typeof value === 'number';
  });
  const arbitraries = numbers.map(([name, standard]) => {
    const wanted = (value: number) => ranges[name]?.holds(value) ?? true;
    const near = fc.constant(standard);
    const low = name.startsWith('epsilon') ? least : 0;
    const any = wanted(0.5)
      ? fc.double({ min: low, max: 0.95, noNaN: true }).filter((one) => wanted(one) && plain(one))
      : fc.integer({ min: 1, max: 4 });
    return [name, fc.oneof(any, near)] as const;
  });
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys: [] }).filter(accepted(Rule));
}

/** Numbers of an everyday size: the smallest doubles are zero in float32. */
const plain = (value: number) => value === 0 || value > 1e-6;

function accepted(Rule: OptimizerClass) {
  return (options: Options) => {
    try {
      return Boolean(new Rule(options));
    } catch {
      return false;
    }
  };
}

function groupsOf(Rule: OptimizerClass): fc.Arbitrary<Options> {
  const where = fc
    .record(
      {
        name: fc.constantFrom('', '_', '%5F', 'dense_1', 'kernel'),
        minRank: fc.nat({ max: 2 }),
        maxRank: fc.nat({ max: 4 }),
      },
      { requiredKeys: [] },
    )
    .filter(({ minRank = 0, maxRank = 4 }) => minRank <= maxRank);
  const common = fc.record(
    {
      where,
      frozen: fc.boolean(),
      rateFactor: fc.double({ min: 0, max: 2, noNaN: true }).filter(plain),
      learningRate: schedules,
    },
    { requiredKeys: ['where'] },
  );
  return fc.tuple(common, optionsOf(Rule, 1e-6)).map(([one, own]) => ({ ...own, ...one }));
}

/** The walk of a stream by a fresh state of `optimizer`, whose rate is its own. */
async function pathOf(optimizer: Optimizer, { variables, updates }: Stream): Promise<Path> {
  const placed = place(variables);
  const path = await walk(optimizer, placed, updates);
  optimizer.dispose();
  tf.dispose(placed);
  return path;
}

/** What tfjs makes of a saved config when it loads a model: camelCase strings, and `customObjects` in every object. */
function asLoaded<T>(value: T): T {
  if (typeof value === 'string') {
    return value.replaceAll(/_+(\w|$)/g, (_, letter: string) => letter.toUpperCase()) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => asLoaded(one)) as T;
  const entries = Object.entries(value).map(([key, one]) => [key, asLoaded(one)] as const);
  return { ...Object.fromEntries(entries), customObjects: {} } as T;
}
