import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { hasMemory } from '../../src/fused/update-on-wasm.ts';
import { Adam, Optimizer, optimizer, ScheduleFreeAdamW, SGD } from '../../src/optimizers/index.ts';
import { schedule } from '../../src/schedules/index.ts';
import { clipByGlobalNorm, clipByNorm } from '../../src/transforms/index.ts';
import { rule, sgd, type Next, type Slots, type Step } from '../../src/rules/index.ts';

const place = (values: readonly number[], shape?: number[]) =>
  tf.tidy(() => tf.variable(tf.tensor([...values], shape)));

describe.each(['cpu', 'wasm'] as const)('a kernel on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each<[string, (start: tf.Tensor, w: tf.Variable) => tf.Tensor | Float32Array]>([
    ['the tensor that the variable began as', (start) => start],
    ['a clone', (_, w) => w.clone()],
    ['a reshaped weight', (_, w) => w.reshape([2, 2])],
    ['a slice', (_, w) => w.slice([0], [2])],
    ['what dataSync gave', (_, w) => w.dataSync() as Float32Array],
    ['another variable made of it', (_, w) => tf.variable(w)],
  ])('leaves %s as it was', async (_, handle) => {
    const start = tf.tensor([1, 2, 3, 4]);
    const w = tf.variable(start);
    const g = tf.tensor([1, -1, 2, -2]);
    const one = new Adam({ learningRate: 0.1, fused: 'require' });
    const step = () => one.applyGradients([{ name: w.name, tensor: g }]);
    step();
    const held = handle(start, w);
    const read = async () => [...(held instanceof tf.Tensor ? await held.data() : held)];
    const before = await read();
    step();
    step();
    expect(await read()).toEqual(before);
    expect((await w.data())[0]).toBeLessThan(before[0] as number);
    one.dispose();
    tf.dispose([start, w, g, ...(held instanceof tf.Tensor ? [held] : [])]);
  });

  it('leaves the state that it handed out as it was', async () => {
    const w = place([1, 2, 3]);
    const g = tf.tensor([1, -1, 2]);
    const one = new Adam({ fused: 'require' });
    const step = () => one.applyGradients([{ name: w.name, tensor: g }]);
    step();
    step();
    const handed = await one.getWeights();
    const saved = await one.saveState();
    const read = () => Promise.all(handed.map(async ({ tensor }) => [...(await tensor.data())]));
    const before = await read();
    step();
    step();
    expect(await read()).toEqual(before);
    expect(saved).not.toEqual(await one.saveState());
    one.dispose();
    tf.dispose([w, g]);
  });

  it('leaves the weights to evaluate with as they were, where they are a slot', async () => {
    const Slow = optimizer(
      `Slow${backend}`,
      rule({
        slots: ['z'],
        defaults: { learningRate: 0.1 },
        start: ({ w }) => ({ z: w }),
        evaluationWeight: (_, { z }) => z,
        update: ({ w, g, lr }, { z }) => ({ w: w.sub(g.mul(lr)), z: z.sub(g.mul(lr * 0.5)) }),
      }),
    );
    const w = place([1, 2, 3]);
    const g = tf.tensor([1, 1, 1]);
    const one = new Slow({ fused: 'require' });
    const step = () => one.applyGradients([{ name: w.name, tensor: g }]);
    step();
    step();
    one.swapIn();
    const held = w.clone();
    one.swapOut();
    const before = [...(await held.data())];
    step();
    expect([...(await held.data())]).toEqual(before);
    one.dispose();
    tf.dispose([w, g, held]);
  });

  it.each<[string, (made: () => number) => tf.Optimizer]>([
    [
      'a rule',
      (made) => {
        const update = ({ w, g, lr }: Step) => ({ w: w.sub(g.mul(lr * made())) });
        return new (optimizer('Making', rule({ ...sgd, update })))({ fused: 'require' });
      },
    ],
    [
      'a schedule',
      (made) => {
        const learningRate = schedule({ schedule: 'making' }, (update) => made() / (1 + update));
        return new SGD({ learningRate, fused: 'require' });
      },
    ],
  ])('leaves no tensor behind where %s makes some on its way', (_, optimizerOf) => {
    const one = optimizerOf(() => tf.scalar(2).dataSync()[0] as number);
    const w = place([1, 2, 3]);
    const g = tf.tensor([1, -1, 2]);
    const step = () => one.applyGradients({ [w.name]: g });
    step();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) step();
    expect(tf.memory().numTensors).toBe(before);
    one.dispose();
    tf.dispose([w, g]);
  });

  it.each<[string, (made: () => void) => tf.Optimizer]>([
    [
      'transforms',
      () => new SGD({ transforms: [clipByNorm({ norm: 1 }), clipByGlobalNorm({ norm: 1 })] }),
    ],
    [
      'updates of one’s own',
      (made) => {
        class Own extends Optimizer {
          protected override update({ w, g, lr }: Step) {
            made();
            return { w: w.sub(g.mul(lr)) };
          }
        }
        return new Own();
      },
    ],
  ])('leaves no tensor behind where %s make some in every third update', (_, optimizerOf) => {
    let updates = 0;
    const one = optimizerOf(() => void (updates % 3 === 2 && tf.scalar(updates)));
    const w = place([1, 2, 3]);
    const g = tf.tensor([1, -1, 2]);
    const before = tf.memory().numTensors;
    for (; updates < 9; updates++) {
      // What is left alone is not transformed.
      one.applyGradients({ [w.name]: updates % 3 === 2 ? g : null } as never);
    }
    expect(tf.memory().numTensors).toBe(before);
    one.dispose();
    tf.dispose([w, g]);
  });

  it('leaves one tensor behind at most where a rule makes some now and then', () => {
    const now = rule({
      ...sgd,
      update: ({ w, g, lr, t }: Step) => {
        const factor = t % 2 === 0 ? 1 : (tf.scalar(2).dataSync()[0] as number);
        return { w: w.sub(g.mul(lr * factor)) };
      },
    });
    const one = new (optimizer('Now', now))({ fused: 'require' });
    const w = place([1, 2, 3]);
    const g = tf.tensor([1, -1, 2]);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 20; i++) one.applyGradients({ [w.name]: g });
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 1);
    one.dispose();
    tf.dispose([w, g]);
  });

  it('leaves no tensor behind', async () => {
    const w = place([1, 2, 3]);
    const s = place([5], []);
    const [g, h] = [tf.tensor([1, -1, 2]), tf.scalar(1)];
    const one = new ScheduleFreeAdamW({ fused: 'require' });
    const step = () => one.applyGradients({ [w.name]: g, [s.name]: h });
    step();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 20; i++) step();
    expect(tf.memory().numTensors).toBe(before);
    tf.env().set('IS_TEST', true);
    try {
      step();
    } finally {
      tf.env().set('IS_TEST', false);
    }
    const { newTensors, kernels } = await tf.profile(() => {
      step();
      return g;
    });
    expect([newTensors, kernels.map(({ name }) => name)]).toEqual([0, ['Descent']]);
    one.dispose();
    tf.dispose([w, s, g, h]);
  });

  it('shortens gradients on its way', async () => {
    const [w, v] = [place([1, 2, 3]), place([4])];
    const [g, h] = [tf.tensor([3, -4, 0]), tf.tensor([12])];
    const one = new SGD({
      learningRate: 1,
      fused: 'require',
      transforms: [clipByGlobalNorm({ norm: 6.5 })],
    });
    const { kernels } = await tf.profile(() => {
      one.applyGradients({ [w.name]: g, [v.name]: h });
      return g;
    });
    expect(kernels.map(({ name }) => name)).not.toContain('Multiply');
    expect([...(await w.data()), ...(await v.data())]).toEqual([-0.5, 4, 3, -2]);
    one.dispose();
    tf.dispose([w, v, g, h]);
  });

  it('is no part of the gradient of a function that it runs in', async () => {
    const w = place([2]);
    const g = tf.tensor([1]);
    const one = new Adam({ fused: 'require' });
    const { grads } = tf.variableGrads(() => {
      const y = w.mul(w.square()).sum() as tf.Scalar;
      one.applyGradients([{ name: w.name, tensor: g }]);
      return y;
    });
    expect([...(await (grads[w.name] as tf.Tensor).data())]).toEqual([12]);
    one.dispose();
    tf.dispose([w, g, grads]);
  });

  it('takes an empty weight', () => {
    const w = place([], [0]);
    const g = tf.tensor([], [0]);
    const one = new Adam({ fused: 'require' });
    one.applyGradients([{ name: w.name, tensor: g }]);
    expect([one.path, w.shape]).toEqual(['fused', [0]]);
    one.dispose();
    tf.dispose([w, g]);
  });
});

it('goes on where the memory of wasm grows under it', async () => {
  await useBackend('wasm');
  const w = place([1, 2, 3, 4]);
  const g = tf.tensor([1, 1, 1, 1]);
  const one = new SGD({ learningRate: 0.5, fused: 'require' });
  one.applyGradients([{ name: w.name, tensor: g }]);
  const large = Array.from({ length: 12 }, () => tf.zeros([2 ** 21]));
  one.applyGradients([{ name: w.name, tensor: g }]);
  expect([...(await w.data())]).toEqual([0, 1, 2, 3]);
  one.dispose();
  tf.dispose([w, g, ...large]);
});

it('finds the memory of wasm only where views of it stand beside it', async () => {
  await useBackend('wasm');
  const has = (backend: unknown) => hasMemory('wasm', backend as tf.KernelBackend);
  const { wasm } = tf.backend() as unknown as { wasm: { asm: { memory: WebAssembly.Memory } } };
  expect(has({ wasm })).toBe(true);
  const memory = new WebAssembly.Memory({ initial: 1 });
  expect(has({ wasm: { ...wasm, wasmMemory: memory } })).toBe(false);
  expect(has({ wasm: { wasmMemory: memory } })).toBe(false);
  expect(has({ wasm: {} })).toBe(false);
});

describe("an optimizer's path", () => {
  beforeAll(() => useBackend('cpu'));
  type One = { learningRate: number };
  const step = (one: Optimizer<never>, shape: number[] = [2]) => {
    const w = place(Array(tf.util.sizeFromShape(shape)).fill(1), shape);
    const g = tf.onesLike(w);
    for (let i = 0; i < 3; i++) one.applyGradients([{ name: w.name, tensor: g }]);
    const values = [...w.dataSync()];
    one.dispose();
    tf.dispose([w, g]);
    return values;
  };

  /** Classes of one's own, each with what it does that no kernel can. */
  const written: readonly [string, new () => Optimizer<One, 'v'>][] = [
    [
      'its update changes the optimizer itself',
      class extends Optimizer<One, 'v'> {
        static override readonly className: string = 'Keeps';
        static override readonly slots = ['v'] as const;
        calls = 0;
        protected override update({ w, g, lr }: Step, { v }: Slots<'v'>): Next<'v'> {
          this.calls += 1;
          return { w: w.sub(g.mul(lr * this.calls)), v };
        }
      },
    ],
    [
      'it asks for the rank of a tensor',
      class extends Optimizer<One, 'v'> {
        static override readonly className: string = 'Asks';
        static override readonly slots = ['v'] as const;
        protected override update({ w, g, lr }: Step, { v }: Slots<'v'>): Next<'v'> {
          const rank = (w as unknown as tf.Tensor).rank;
          return { w: w.sub(g.mul(lr * rank)), v };
        }
      },
    ],
    [
      'it cannot be recorded',
      class extends Optimizer<One, 'v'> {
        static override readonly className: string = 'Calls';
        static override readonly slots = ['v'] as const;
        protected override update({ w, g, lr }: Step, { v }: Slots<'v'>): Next<'v'> {
          return { w: tf.sub(w as never, tf.mul(g as never, lr)) as never, v };
        }
      },
    ],
  ];

  it.each(written)('says that %s, and moves the weights all the same', (why, Mine) => {
    const one = new Mine();
    expect(step(one as never)).not.toEqual([1, 1]);
    expect(one.path).toBe(`tensors: ${why}`);
  });

  it('lets an update that changes its options change those of no other', () => {
    class Halves extends Optimizer<One, 'v'> {
      static override readonly className = 'Halves';
      static override readonly slots = ['v'] as const;
      protected override update({ w, g }: Step, { v }: Slots<'v'>, hyper: One): Next<'v'> {
        hyper.learningRate /= 2;
        return { w: w.sub(g.mul(hyper.learningRate)), v };
      }
    }
    const one = new Halves({ learningRate: 0.5 });
    // Three updates by a quarter each.
    expect(step(one as never)).toEqual([0.25, 0.25]);
    expect(one.path).toBe('tensors: it cannot be recorded');
  });

  it('keeps what an update kept in a module from being taken for this one', () => {
    let last: unknown;
    class Module extends Optimizer<One, 'v'> {
      static override readonly className = 'Module';
      static override readonly slots = ['v'] as const;
      protected override update({ w, g, lr }: Step, { v }: Slots<'v'>): Next<'v'> {
        const before = (last ?? g) as Step['g'];
        last = g;
        return { w: w.sub(before.mul(lr)), v };
      }
    }
    const one = new Module({ fused: 'require' });
    expect(() => step(one as never)).toThrow('it keeps arrays from one update to the next');
  });

  it('is undefined before the first update, and says who asked for tensors', () => {
    const one = new Adam({ fused: false });
    expect(one.path).toBeUndefined();
    step(one as never);
    expect(one.path).toBe('tensors: fused is false');
  });

  it('is required by an option, which names the variable that has no kernel', () => {
    const one = new (optimizer(
      'Rows',
      rule({
        slots: [],
        defaults: { learningRate: 0.1 },
        update: ({ w, g, lr }) => ({ w: w.sub(g.div(g.abs().sum(-1, true)).mul(lr)) }),
      }),
    ))({ fused: 'require' });
    expect(() => step(one as never, [2, 2])).toThrow(
      /^Rows: fused is 'require', but the update of ".+" has no kernel: it takes a sum along an axis; leave fused at 'auto'/,
    );
  });

  it('is an option with three values', () => {
    expect(() => new Adam({ fused: true as never })).toThrow(
      "Adam: fused must be 'auto', 'require' or false, got true",
    );
    expect(new Adam({ fused: false }).getConfig()).toMatchObject({ fused: false });
    expect(new Adam({ fused: 'auto' }).getConfig()).not.toHaveProperty('fused');
  });
});
