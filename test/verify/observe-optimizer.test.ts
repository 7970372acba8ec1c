import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { observeOptimizer } from '../../src/verify/observe-optimizer.ts';
import { pathFrom } from '../../src/verify/path.ts';
import type { OptimizerProbe } from '../../src/verify/probe.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Gradients = { name: string; tensor?: tf.Tensor | null }[] | tf.NamedTensorMap;

const listed = (gradients: Gradients) =>
  Array.isArray(gradients)
    ? gradients.map(({ name, tensor }) => [name, tensor] as const)
    : Object.entries(gradients);
const variable = (name: string) => tf.engine().registeredVariables[name] as tf.Variable;

/** Right: w - lr · g. */
class Plain {
  learningRate: number;
  constructor({ learningRate }: { learningRate: number }) {
    this.learningRate = learningRate;
  }
  applyGradients(gradients: Gradients) {
    for (const [name, g] of listed(gradients)) if (g) this.step(variable(name), g);
  }
  step(w: tf.Variable, g: tf.Tensor) {
    tf.tidy(() => w.assign(w.sub(g.mul(this.learningRate))));
  }
}

const ones = [[1, 1], [1]];
const probe = (rest: Partial<OptimizerProbe> = {}, updates = 6): OptimizerProbe => ({
  kind: 'optimizer',
  id: 'any',
  about: '',
  options: { learningRate: 0.5 },
  stream: {
    variables: [
      { shape: [2], start: [0, 8] },
      { shape: [], start: [4] },
    ],
    updates: Array.from({ length: updates }, () => ({ rate: 0.5, gradients: ones })),
  },
  deliveries: ['list'],
  missing: ['null', 'undefined', 'absent'],
  steered: false,
  twin: false,
  ...rest,
});
const of = (Rule: new (options: never) => unknown, given = probe()) =>
  observeOptimizer((options) => new Rule(options as never), given);

describe('the way of a right optimizer', () => {
  it('is the start and the weights after each update, and nothing is left behind', async () => {
    const before = tf.memory().numTensors;
    const { path, facts, thrown, skipped } = await of(Plain, probe({}, 2));
    const way = [
      [0, 8, 4],
      [-0.5, 7.5, 3.5],
      [-1, 7, 3],
    ];
    expect(path).toEqual(pathFrom(way));
    expect([facts.touched, thrown, skipped]).toEqual([undefined, undefined, undefined]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(['list', 'reversed', 'map', 'minimize'] as const)(
    'is the same with gradients as %s',
    async (delivery) => {
      class Whole extends Plain {
        minimize(f: () => tf.Scalar, _cost: boolean, variables: tf.Variable[]) {
          const { value, grads } = tf.variableGrads(f, variables);
          this.applyGradients(grads);
          tf.dispose([value, grads]);
        }
      }
      const { path } = await of(Whole, probe({ deliveries: [delivery] }, 2));
      expect(path.at(-1)).toEqual(Float64Array.of(-1, 7, 3));
    },
  );

  it('is led through minimize where there is nothing else, to the same numbers', async () => {
    class Only {
      calls = 0;
      minimize(f: () => tf.Scalar, _cost: boolean, variables: tf.Variable[]) {
        const { value, grads } = tf.variableGrads(f, variables);
        for (const one of variables)
          tf.tidy(() => one.assign(one.sub((grads[one.name] as tf.Tensor).mul(0.5))));
        tf.dispose(grads);
        return value;
      }
    }
    const { path, facts } = await of(Only);
    expect(path.at(-1)).toEqual(Float64Array.of(-3, 5, 1));
    // The cost that it returned is no leak of its own.
    expect(facts.leakPerUpdate).toBe(0);
  });

  it('steers by setLearningRate, learningRate or lr', async () => {
    class Setter extends Plain {
      setLearningRate(rate: number) {
        this.learningRate = rate;
      }
    }
    class Lr extends Plain {
      lr = 0.5;
      override step(w: tf.Variable, g: tf.Tensor) {
        tf.tidy(() => w.assign(w.sub(g.mul(this.lr))));
      }
    }
    Reflect.deleteProperty(Lr.prototype, 'learningRate');
    const given = probe({ steered: true }, 2);
    const rates = given.stream.updates.map((one, i) => ({ ...one, rate: i + 1 }));
    const steered = { ...given, stream: { ...given.stream, updates: rates } };
    for (const Rule of [Plain, Setter]) {
      expect((await of(Rule, steered)).path.at(-1)).toEqual(Float64Array.of(-3, 5, 1));
    }
    const onlyLr = (options: object) => {
      const made = new Lr(options as never);
      Reflect.deleteProperty(made, 'learningRate');
      return made;
    };
    const { path } = await observeOptimizer(onlyLr, steered);
    expect(path.at(-1)).toEqual(Float64Array.of(-3, 5, 1));
  });
});

describe('what is seen beside the numbers', () => {
  it('counts what every later update leaves behind', async () => {
    class Leaks extends Plain {
      override step(w: tf.Variable, g: tf.Tensor) {
        const next = w.sub(g.mul(this.learningRate));
        w.assign(next);
        next.dispose();
      }
    }
    // One product in each of two variables.
    expect((await of(Leaks)).facts.leakPerUpdate).toBe(2);
  });

  it('calls state that is created once no leak, even late in the run', async () => {
    class Lazy extends Plain {
      updates = 0;
      state: tf.Tensor[] = [];
      override applyGradients(gradients: Gradients) {
        super.applyGradients(gradients);
        this.updates += 1;
        if (this.updates === 1 || this.updates === 5) this.state.push(tf.zeros([2]));
      }
      dispose() {
        tf.dispose(this.state);
      }
    }
    expect((await of(Lazy)).facts.leakPerUpdate).toBe(0);
  });

  it('sees gradients that are changed', async () => {
    class Writes extends Plain {
      override step(w: tf.Variable, g: tf.Tensor) {
        super.step(w, g);
        g.dataSync()[0] = 7;
      }
    }
    expect((await of(Writes)).facts.touched).toBe('changed');
  });

  it('sees gradients that are disposed', async () => {
    class Disposes extends Plain {
      override step(w: tf.Variable, g: tf.Tensor) {
        super.step(w, g);
        g.dispose();
      }
    }
    expect((await of(Disposes)).facts.touched).toBe('disposed');
  });

  it('reads the count of updates of a tf.Optimizer', async () => {
    class Counts extends tf.Optimizer {
      static readonly className = 'Counts';
      applyGradients(gradients: Gradients) {
        for (const _ of listed(gradients)) this.incrementIterations();
      }
      getConfig() {
        return {};
      }
    }
    expect((await of(Counts)).facts.iterations).toBe(12);
    expect((await of(Plain)).facts).not.toHaveProperty('iterations');
  });

  it('says what was thrown and in which update', async () => {
    class Fails extends Plain {
      updates = 0;
      override applyGradients(gradients: Gradients) {
        if (++this.updates === 3) throw new Error('enough');
        super.applyGradients(gradients);
      }
    }
    const { thrown, path } = await of(Fails);
    expect(thrown).toMatchObject({
      message: expect.stringContaining('enough') as string,
      update: 2,
    });
    expect(path).toHaveLength(3);
  });

  it('says what was thrown while it was built, and that there is no optimizer', async () => {
    class Refuses extends Plain {
      constructor() {
        super({ learningRate: 0 });
        throw new Error('no');
      }
    }
    expect((await of(Refuses)).thrown).toMatchObject({ update: -1 });
    expect((await of(Object as never)).thrown?.message).toContain(
      'neither applyGradients nor minimize',
    );
  });
});

describe('doors that are not there', () => {
  it('a rate that cannot be set is skipped', async () => {
    class Frozen {
      readonly #inner = new Plain({ learningRate: 0.5 });
      get learningRate() {
        return 0.5;
      }
      applyGradients(gradients: Gradients) {
        this.#inner.applyGradients(gradients);
      }
    }
    expect((await of(Frozen, probe({ steered: true }))).skipped).toContain('learning rate');
    expect((await of(Frozen)).skipped).toBeUndefined();
  });

  it('state that is not saved is skipped, also where tfjs would save the count', async () => {
    class Inherits extends tf.Optimizer {
      static readonly className = 'Inherits';
      applyGradients() {}
      getConfig() {
        return {};
      }
    }
    for (const Rule of [Plain, Inherits]) {
      expect((await of(Rule, probe({ resumeAt: 3 }))).skipped).toContain('does not save its state');
    }
  });

  it('getWeights that throws is skipped', async () => {
    class Throws extends Plain {
      async getWeights(): Promise<never> {
        throw new Error('not implemented');
      }
      async setWeights() {}
    }
    expect((await of(Throws, probe({ resumeAt: 3 }))).skipped).toBe('its getWeights() throws');
  });
});

describe('resume', () => {
  /** Steps by the number of updates so far, which is its state. */
  class Stateful extends Plain {
    t = 0;
    override applyGradients(gradients: Gradients) {
      this.t += 1;
      super.applyGradients(gradients);
    }
    override step(w: tf.Variable, g: tf.Tensor) {
      tf.tidy(() => w.assign(w.sub(g.mul(this.t))));
    }
    async getWeights() {
      return [{ name: 't', tensor: tf.scalar(this.t) }];
    }
    async setWeights(weights: readonly { tensor: tf.Tensor }[]) {
      for (const { tensor } of weights) [this.t] = (await tensor.data()) as unknown as [number];
    }
  }

  it('goes on with the state in a new optimizer', async () => {
    const { path } = await of(Stateful, probe({ resumeAt: 3 }));
    expect(path.at(-1)).toEqual(Float64Array.of(-21, -13, -17));
  });

  it('shows state that is not taken in', async () => {
    class Forgets extends Stateful {
      override async setWeights() {}
    }
    const { path } = await of(Forgets, probe({ resumeAt: 3 }));
    expect(path.at(-1)).toEqual(Float64Array.of(-12, -4, -8));
  });
});

describe('a twin', () => {
  it('takes the same way beside the first', async () => {
    const { path, twinPath } = await of(Plain, probe({ twin: true }));
    expect(twinPath).toEqual(path);
  });

  it('shows what both share', async () => {
    let t = 0;
    class Shares extends Plain {
      override step(w: tf.Variable, g: tf.Tensor) {
        t += 1;
        tf.tidy(() => w.assign(w.sub(g.mul(t))));
      }
    }
    const { path, twinPath } = await of(Shares, probe({ twin: true }, 1));
    const ends = pathFrom([
      [-1, 7, 2],
      [-3, 5, 0],
    ]);
    expect([path.at(-1), twinPath?.at(-1)]).toEqual(ends);
  });
});

describe('missing gradients', () => {
  it('come as null, as undefined, and not at all, in turn', async () => {
    const got: unknown[] = [];
    class Looks extends Plain {
      override applyGradients(gradients: Gradients) {
        got.push(listed(gradients).map(([name, g]) => [name, g && 'tensor']));
        super.applyGradients(gradients);
      }
    }
    const given = probe({}, 3);
    const updates = given.stream.updates.map((one) => ({ ...one, gradients: [null, [1]] }));
    const { path } = await of(Looks, { ...given, stream: { ...given.stream, updates } });
    expect(got).toEqual([
      [
        ['a', null],
        ['b', 'tensor'],
      ],
      [
        ['a', undefined],
        ['b', 'tensor'],
      ],
      [['b', 'tensor']],
    ]);
    expect(path.at(-1)).toEqual(Float64Array.of(0, 8, 2.5));
  });
});
