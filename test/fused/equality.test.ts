import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import {
  optimizer,
  optimizers,
  type Optimizer,
  type OptimizerClass,
} from '../../src/optimizers/index.ts';
import { rule } from '../../src/rules/index.ts';
import { cosine, linear } from '../../src/schedules/index.ts';
import { random } from '../../src/shared/random.ts';
import { clipByGlobalNorm, clipByNorm, clipByValue } from '../../src/transforms/index.ts';
import {
  DecoupledDecay,
  ExponentialMovingAverage,
  GradientAccumulation,
  Lookahead,
} from '../../src/wrappers/index.ts';
import { elasticNet, l1, l2, proximalL1 } from '../../src/regularizers/index.ts';
import { smallModel, train, weightsOf } from '../support/small-model.ts';

const rules = Object.entries(optimizers) as unknown as readonly [string, OptimizerClass][];

/** One number, one chunk of four, a rest of three. */
const shapes = [[], [4], [3, 5], [2, 2, 2, 1]];
/** What a sum, a root or a comparison may take for something else. */
const odd = [NaN, Infinity, -Infinity, 0, -0, 1e-42, -1e-42, 3e38, -3e38, 1e-20];

/** The bits of every weight after each of `updates`, as text, from a stream of gradients that is always the same. */
async function bits(
  make: () => tf.Optimizer,
  {
    updates,
    oddities = false,
    of = shapes,
  }: { updates: number; oddities?: boolean; of?: readonly number[][] },
): Promise<string[]> {
  const draw = random(7);
  const variables = of.map((shape) =>
    tf.tidy(() => tf.variable(tf.tensor(draw.normals(tf.util.sizeFromShape(shape)), shape))),
  );
  const one = make();
  const seen: string[] = [];
  for (let update = 0; update < updates; update++) {
    const gradients = variables.map((variable, i) => {
      const size = 10 ** ((update % 5) - 2);
      const values = draw.normals(variable.size).map((value, at) => {
        if (oddities && update % 4 === 3) return odd[(at + update + i) % odd.length] as number;
        return value * size;
      });
      // A variable without a gradient now and then: its count stays behind that of the others.
      const isMissing = (update + i) % 7 === 3;
      return [variable.name, isMissing ? null : tf.tensor(values, variable.shape)] as const;
    });
    one.applyGradients(Object.fromEntries(gradients) as tf.NamedTensorMap);
    tf.dispose(gradients.map(([, g]) => g ?? []));
    const all = await Promise.all(variables.map((variable) => variable.data()));
    seen.push(...all.map((values) => canonical(values as Float32Array)));
  }
  one.dispose();
  tf.dispose(variables);
  return seen;
}

/** The bits of numbers, every NaN the same. */
const canonical = (values: Float32Array) => {
  const one = values.map((value) => (Number.isNaN(value) ? NaN : value));
  return Buffer.from(one.buffer).toString('base64');
};

/** Rules that no kernel computes for a matrix, and why. */
const beyond: Readonly<Record<string, string>> = {
  muon: 'it multiplies matrices',
  adafactor: 'it takes a mean along an axis',
};

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(rules)('%s', (name, Rule) => {
    it('moves weights by the same bits with a kernel and with tensor operations', async () => {
      const [fused, plain] = [
        await bits(() => new Rule({ fused: name in beyond ? 'auto' : 'require' }), {
          updates: 200,
        }),
        await bits(() => new Rule({ fused: false }), { updates: 200 }),
      ];
      expect(fused).toEqual(plain);
    });

    it('does so with infinities, NaN and numbers next to zero', async () => {
      const options = { updates: 24, oddities: true };
      const [fused, plain] = [
        await bits(() => new Rule({}), options),
        await bits(() => new Rule({ fused: false }), options),
      ];
      expect(fused).toEqual(plain);
    });
  });

  it.each(['adam', 'lars', 'scheduleFreeAdamW'] as const)(
    'does so for more numbers than go into one chunk (%s)',
    async (name) => {
      const Rule = optimizers[name];
      const options = { updates: 5, of: [[8192], [8193], [3, 9001]] };
      const fused = await bits(() => new Rule({ fused: 'require' }), options);
      expect(fused).toEqual(await bits(() => new Rule({ fused: false }), options));
    },
  );

  it('does so for a rule written a moment ago', async () => {
    const Mine = optimizer(
      `Mine${backend}`,
      rule({
        slots: ['a', 'b'],
        defaults: { learningRate: 0.05, share: 0.3 },
        update({ w, g, lr, t }, { a, b }, { share }) {
          a = a.mul(1 - share).add(g.abs().mul(share));
          b = b.maximum(g.square()).minimum(4);
          const size = a.sum().div(a.mean().add(1));
          const step = t % 3 === 0 ? g.div(b.sqrt().add(1e-3)) : g.div(a.add(size));
          const thirds = step
            .div(98)
            .div(3 + t)
            .div(0.7);
          return { w: w.sub(step.add(thirds).mul(lr)), a, b };
        },
      }),
    );
    const [fused, plain] = [
      await bits(() => new Mine({ fused: 'require' }), { updates: 40 }),
      await bits(() => new Mine({ fused: false }), { updates: 40 }),
    ];
    expect(fused).toEqual(plain);
  });

  it('adds up a number to what tfjs makes of it, where that is -0', async () => {
    const Mine = optimizer(
      `Signs${backend}`,
      rule({
        slots: ['zero'],
        defaults: { learningRate: 1 },
        start: ({ zeros }) => ({ zero: zeros.sum() }),
        update: ({ g }, { zero }) => ({ w: g.div(zero), zero: zero.mul(-1).sum() }),
      }),
    );
    const options = { updates: 3, of: [[4], [3, 5]] };
    const fused = await bits(() => new Mine({ fused: 'require' }), options);
    expect(fused).toEqual(await bits(() => new Mine({ fused: false }), options));
  });

  const { adam, adamw, ftrl, momentum } = optimizers;
  it.each<[string, (fused: 'require' | false) => tf.Optimizer]>([
    [
      'schedules, groups, spared biases and clipping',
      (fused) =>
        new adamw({
          fused,
          learningRate: cosine({ peak: 0.1, updates: 30 }),
          weightDecay: 0.1,
          decay: 'kernels',
          transforms: [clipByGlobalNorm({ norm: 1 })],
          groups: [{ where: { minRank: 2 }, rateFactor: 0.5, beta1: 0.5 }],
        }),
    ],
    [
      'each gradient clipped by itself, after its values',
      (fused) =>
        new adam({
          fused,
          transforms: [clipByValue({ value: 30 }), clipByNorm({ norm: 0.5 })],
        }),
    ],
    [
      'gradients clipped by more than a float32 can say',
      (fused) => new momentum({ fused, transforms: [clipByGlobalNorm({ norm: 1e-30 })] }),
    ],
    [
      'a moving average of the weights',
      (fused) => new ExponentialMovingAverage({ optimizer: new adam({ fused }) }),
    ],
    ['lookahead', (fused) => new Lookahead({ optimizer: new momentum({ fused }), syncPeriod: 3 })],
    [
      'lookahead around updates that give the weight as it is, when the rate is 0',
      (fused) => {
        const learningRate = linear({ peak: 0.1, updates: 10 });
        return new Lookahead({ optimizer: new ftrl({ fused, learningRate }), syncPeriod: 3 });
      },
    ],
    [
      'accumulated gradients',
      (fused) => new GradientAccumulation({ optimizer: new adam({ fused }), every: 2 }),
    ],
    ...[
      l1({ l1: 0.1 }),
      l2({ l2: 0.1 }),
      elasticNet({ l1: 0.1, l2: 0.2 }),
      proximalL1({ l1: 0.1 }),
    ].map((by): [string, (fused: 'require' | false) => tf.Optimizer] => [
      `decoupled decay by ${by.config.regularizer}`,
      (fused) => new DecoupledDecay({ optimizer: new adam({ fused }), by, where: { minRank: 1 } }),
    ]),
  ])('does so with %s', async (_, make) => {
    const fused = await bits(() => make('require'), { updates: 40 });
    expect(fused).toEqual(await bits(() => make(false), { updates: 40 }));
  });

  it('does so in model.fit, saved and resumed on the way', async () => {
    const run = async (fused: 'require' | false) => {
      const model = smallModel();
      const compiled = (one: Optimizer) => {
        model.compile({ loss: 'meanSquaredError', optimizer: one });
        return one;
      };
      const first = compiled(new adam({ fused }));
      await train(model, 7);
      const second = new adam({ fused });
      await second.setWeights(await first.getWeights());
      // What was handed over must stay as it was while the first one goes on.
      await train(model, 3);
      const third = new adam({ fused });
      third.loadState(JSON.parse(JSON.stringify(await second.saveState())));
      compiled(second);
      await train(model, 5);
      compiled(third);
      await train(model, 5);
      const weights = await weightsOf(model);
      for (const each of [first, second, third]) each.dispose();
      model.dispose();
      return weights;
    };
    expect(await run('require')).toEqual(await run(false));
  });
});

describe('an optimizer whose backend changes on the way', () => {
  afterAll(() => useBackend('cpu'));

  it('goes on with the same state', async () => {
    const run = async (fused: 'require' | false) => {
      const w = tf.tidy(() => tf.variable(tf.tensor([1, 2, 3, 4, 5])));
      const one = new optimizers.adam({ fused, learningRate: 0.1 });
      for (const backend of ['cpu', 'wasm', 'cpu', 'wasm'] as const) {
        await useBackend(backend);
        for (let i = 1; i <= 3; i++) {
          const g = tf.tensor([1, -i, i, 0, 1 / i]);
          one.applyGradients([{ name: w.name, tensor: g }]);
          g.dispose();
        }
      }
      const values = [...(await w.data())];
      one.dispose();
      w.dispose();
      return values;
    };
    expect(await run('require')).toEqual(await run(false));
  });
});
