import * as tf from '@tensorflow/tfjs';

enum Slot {
  First,
  Second,
}

namespace Defaults {
  export const epsilon = 1e-8;
}

abstract class Base extends tf.Optimizer {
  protected constructor(public learningRate: number) {
    super();
  }
  protected abstract step(w: tf.Variable, g: tf.Tensor): void;
  applyGradients(gradients: tf.NamedTensorMap | tf.NamedTensor[]): void {
    const list = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    list
      .filter(({ tensor }) => tensor != null)
      .forEach(({ name, tensor }) => tf.tidy(() => this.step(tf.engine().registeredVariables[name], tensor)));
    this.incrementIterations();
  }
  getConfig(): tf.serialization.ConfigDict {
    return { learningRate: this.learningRate };
  }
}

export class Adam extends Base {
  static className = 'EnumAdam';
  private slots: { [name: string]: tf.Variable[] } = {};
  private counts: { [name: string]: number } = {};
  constructor(private readonly options: { learningRate: number; beta1?: number; beta2?: number; epsilon?: number }) {
    super(options.learningRate);
  }
  protected step(w: tf.Variable, g: tf.Tensor): void {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = Defaults.epsilon } = this.options;
    const slots = (this.slots[w.name] ??= [Slot.First, Slot.Second].map(() =>
      tf.variable(tf.zerosLike(w), false),
    ));
    const t = (this.counts[w.name] = (this.counts[w.name] ?? 0) + 1);
    slots[Slot.First].assign(slots[Slot.First].mul(beta1).add(g.mul(1 - beta1)));
    slots[Slot.Second].assign(slots[Slot.Second].mul(beta2).add(g.square().mul(1 - beta2)));
    const mHat = slots[Slot.First].div(1 - beta1 ** t);
    const vHat = slots[Slot.Second].div(1 - beta2 ** t);
    w.assign(w.sub(mHat.div(vHat.sqrt().add(epsilon)).mul(this.learningRate)));
  }
}
