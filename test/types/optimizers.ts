// Compiled by `npm run check:types`, never run: a line under `@ts-expect-error` that compiles is an error itself.
import * as tf from '@tensorflow/tfjs';
import {
  Adam,
  AdamW,
  clipByGlobalNorm,
  cosine,
  l2,
  Lion,
  Momentum,
  optimizerFromSpec,
  Optimizer,
  RMSProp,
  RMSPropMomentum,
  SGD,
  warmup,
  type Next,
  type OptimizerConfig,
  type Slots,
  type Step,
} from 'downhill';

// Right use compiles.
export const right = [
  new SGD(),
  new SGD({ learningRate: 0.1 }),
  new Adam({ learningRate: warmup(500, cosine({ peak: 1e-3, updates: 10_000 })) }),
  new AdamW({ weightDecay: 0.05, decay: 'kernels', transforms: [clipByGlobalNorm({ norm: 1 })] }),
  new AdamW({ groups: [{ where: { maxRank: 1 }, weightDecay: 0 }] }),
  new AdamW({ groups: [{ where: (variable) => variable.rank < 2, frozen: true }] }),
  new Lion({ decay: 'all' }),
  new Momentum({ momentum: warmup(300, 0.95) }),
  new AdamW({ weightDecay: cosine({ peak: 0.1, updates: 10 }) }),
  // A rule's own `decay`, a number, has nothing to do with that of `weightDecay`.
  new RMSProp({ decay: 0.99 }),
  new RMSPropMomentum({ decay: 0.99, momentum: 0.5, transforms: [] }),
  optimizerFromSpec({ name: 'adamw', weightDecay: 0.1 }),
] as const satisfies readonly tf.Optimizer[];

const model = tf.sequential();
model.compile({ optimizer: new AdamW({ learningRate: 1e-3 }), loss: 'meanSquaredError' });
export const rate: number = new Adam().learningRate;
new Adam().learningRate = warmup(10, 0.1);

// @ts-expect-error A rule has no option of another rule.
void new SGD({ momentum: 0.9 });
// @ts-expect-error Misspelt.
void new AdamW({ weigthDecay: 0.1 });
// @ts-expect-error PyTorch's name.
void new Adam({ lr: 0.1 });
// @ts-expect-error Positional, as in tf.train.
void new SGD(0.1);
// @ts-expect-error A string.
void new SGD({ learningRate: '0.1' });
// @ts-expect-error null is no number.
void new SGD({ learningRate: null });
// @ts-expect-error A function is no schedule: it has no config.
void new SGD({ learningRate: (update: number) => 1 / (1 + update) });
// @ts-expect-error `decay` says what weightDecay acts on; Adam has none.
void new Adam({ decay: 'kernels' });
// @ts-expect-error No such choice.
void new AdamW({ decay: 'biases' });
// @ts-expect-error The strength is `weightDecay`.
void new AdamW({ decay: 0.1 });
// @ts-expect-error RMSProp's decay is a number.
void new RMSProp({ decay: 'kernels' });
// @ts-expect-error A list of transforms.
void new Adam({ transforms: clipByGlobalNorm({ norm: 1 }) });
// @ts-expect-error The function that makes a transform is none.
void new Adam({ transforms: [clipByGlobalNorm] });
// @ts-expect-error A regularizer is no transform.
void new Adam({ transforms: [l2()] });
// @ts-expect-error A group says where.
void new Adam({ groups: [{ rateFactor: 0.1 }] });
// @ts-expect-error `minRank`.
void new Adam({ groups: [{ where: { rank: 2 } }] });
// @ts-expect-error A factor is a number.
void new Adam({ groups: [{ where: {}, rateFactor: warmup(10, 1) }] });
// @ts-expect-error A name is missing.
optimizerFromSpec({ learningRate: 0.1 });
// @ts-expect-error Not a number, nor a schedule.
new Adam().learningRate = 'fast';
// @ts-expect-error The base is no rule.
void new Optimizer();
// @ts-expect-error The class is no optimizer.
model.compile({ optimizer: AdamW, loss: 'meanSquaredError' });

interface DecayConfig extends OptimizerConfig {
  rho: number;
}

/** A rule of one's own. */
export class Own extends Optimizer<DecayConfig, 'v'> {
  static override readonly className: string = 'TypesOwn';
  static override readonly slots = ['v'] as const;
  static override readonly defaults: DecayConfig = { learningRate: 0.1, rho: 0.9 };

  protected override update(
    { w, g, lr }: Step,
    { v }: Slots<'v'>,
    { rho }: DecayConfig,
  ): Next<'v'> {
    v = v.mul(rho).add(g);
    // @ts-expect-error Tensors are added by their methods.
    void (v + g);
    return { w: w.sub(v.mul(lr)), v };
  }
}
void new Own({ rho: 0.5 });
// @ts-expect-error Not its option.
void new Own({ beta1: 0.5 });

/** A rule that forgets a slot. */
export class Forgetful extends Optimizer<OptimizerConfig, 'v'> {
  protected override update({ w, g, lr }: Step): Next<'v'> {
    // @ts-expect-error Every slot is returned.
    return { w: w.sub(g.mul(lr)) };
  }
}
