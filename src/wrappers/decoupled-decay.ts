import * as tf from '@tensorflow/tfjs';
import { FusedPath } from '../optimizers/fused-path.ts';
import { holds, readWhere, whereConfig, type Where } from '../optimizers/parameter-groups.ts';
import {
  checkRegularizer,
  isProximal,
  isRegularizer,
  type Regularizer,
  type RegularizerConfig,
} from '../regularizers/regularizer.ts';
import { regularizerFromConfig } from '../regularizers/index.ts';
import { asElementwise, asTensor } from '../optimizers/tensor-algebra.ts';
import type { OptionRule } from '../shared/options.ts';
import { Wrapper, type Done, type WrapperOptions } from './wrapper.ts';

export interface DecoupledDecayOptions extends WrapperOptions {
  /** The penalty whose step shrinks each weight: its proximal step where it has one, else its gradient. */
  by: Regularizer;
  /** Which variables shrink; `{ minRank: 2 }` are kernels alone. Default all, biases too, as with `weightDecay`. */
  where?: Where;
}

const readPenalty: OptionRule = (who, name, value) => {
  if (isRegularizer(value) || !isConfig(value)) return checkRegularizer(who, name, value);
  return regularizerFromConfig(value);
};

const isConfig = (value: unknown): value is RegularizerConfig =>
  typeof value === 'object' && value !== null && 'regularizer' in value;

/**
 * Weight decay with any penalty, decoupled: the penalty acts on the weights and never enters the gradient, so neither
 * momentum nor Adam's division by the gradient's size see it. A penalty with a gradient takes lr · dR/dw off, where the
 * gradient is that at the weight before the update, as for the loss: around `Adam`, `l2({ l2: λ / 2 })` is `AdamW` with
 * weightDecay λ. A proximal one (`proximalL1`) acts on the weight after the update, which makes exact zeros.
 * Variables that the update leaves alone do not shrink, and a parameter group's own rate does not reach the decay.
 * The step uses the plain rate, not what the rule makes of it. Around SGD, `proximalL1` ends where loss + penalty is
 * least. Around momentum μ, which lets each gradient count 1 / (1 − μ) times, it is as if l1 were (1 − μ) · l1. Around
 * Adam, which steps about as far as the rate whatever the gradient's size, l1 does not weigh against the gradient at all:
 * below 1 steady gradients outrun the threshold and zeros are rare, above 1 the threshold outruns everything.
 * @formula w ← update(w) − lr·R′(w), or w ← prox(update(w)) for step lr
 * @use Decay other than L2 in adaptive rules; sparse weights.
 * @see Loshchilov & Hutter 2019 (arXiv 1711.05101); Yun, Lozano & Yang 2021 (arXiv 2007.07605) for proximal steps in
 * adaptive rules
 */
export class DecoupledDecay extends Wrapper<DecoupledDecayOptions> {
  static override readonly className: string = 'DownhillDecoupledDecay';
  static override readonly rules: Readonly<Record<string, OptionRule>> = {
    by: readPenalty,
    where: readWhere,
  };
  static override readonly defaults = { where: {} };

  /** One kernel for all variables, where the wrapped optimizer has one; what stands for the gradient is the weight before. */
  readonly #fused = new FusedPath(this.who, [], 'auto', () => ({ w, g, lr }) => {
    return asElementwise({ w: this.#shrunk(asTensor(w), asTensor(g), lr) });
  });

  /** A gradient is taken where the update began. */
  protected override needsBefore(variable: tf.Variable): boolean {
    return !isProximal(this.options.by) && holds(this.options, variable);
  }

  protected override updated({ moved, before, lr }: Done): void {
    const isFused = this.path === 'fused';
    // What others have written may look at more than its operands.
    this.#fused.begin(this.options.by.gradient !== undefined);
    const hyper = { learningRate: lr };
    for (const variable of moved.filter((one) => holds(this.options, one))) {
      const gradient = before.get(variable) ?? variable;
      const nothing = { variable, t: 0, arrays: [], isPrivate: false };
      if (isFused && this.#fused.takes(nothing, gradient, undefined, hyper)) continue;
      variable.assign(this.#shrunk(variable, gradient, lr));
    }
    this.#fused.run();
  }

  #shrunk(w: tf.Tensor, start: tf.Tensor, lr: number): tf.Tensor {
    const { by } = this.options;
    const slope = by.gradient ?? tf.grad(by);
    // #region exercise: the proximal step of what the update gave, or lr times the gradient where it began off it
    return isProximal(by) ? by.proximal(w, lr) : w.sub(slope(start).mul(lr));
    // #endregion
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { by, where } = this.options;
    return {
      ...super.getConfig(),
      by: { ...by.config },
      where: whereConfig(this.who, 'where', where),
    };
  }
}

tf.serialization.registerClass(DecoupledDecay);
