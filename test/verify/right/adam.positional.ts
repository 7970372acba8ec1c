import * as tf from '@tensorflow/tfjs';

export class MyAdam extends tf.Optimizer {
  static className = 'MyAdam';
  private readonly m = new Map<string, tf.Tensor>();
  private readonly v = new Map<string, tf.Tensor>();
  private t = 0;

  constructor(
    public learningRate = 0.001,
    private beta1 = 0.9,
    private beta2 = 0.999,
    private epsilon = 1e-8,
  ) {
    super();
  }

  applyGradients(gradients: any) {
    this.t++;
    const entries: [string, tf.Tensor | null][] = Array.isArray(gradients)
      ? gradients.map((g: any) => [g.name, g.tensor])
      : Object.entries(gradients);
    for (const [name, g] of entries) {
      if (g == null) continue;
      const w = tf.engine().registeredVariables[name];
      const [m, v] = tf.tidy(() => {
        const oldM = this.m.get(name) ?? tf.zerosLike(w);
        const oldV = this.v.get(name) ?? tf.zerosLike(w);
        const m = oldM.mul(this.beta1).add(g.mul(1 - this.beta1));
        const v = oldV.mul(this.beta2).add(g.square().mul(1 - this.beta2));
        const mHat = m.div(1 - Math.pow(this.beta1, this.t));
        const vHat = v.div(1 - Math.pow(this.beta2, this.t));
        w.assign(w.sub(mHat.mul(this.learningRate).div(vHat.sqrt().add(this.epsilon))));
        return [m, v];
      });
      this.m.get(name)?.dispose();
      this.v.get(name)?.dispose();
      this.m.set(name, m);
      this.v.set(name, v);
    }
    this.incrementIterations();
  }

  getConfig() {
    return { learningRate: this.learningRate };
  }
}

/** The class has positional arguments, as tfjs's own do. */
export const create = (options: any) =>
  new MyAdam(options.learningRate, options.beta1, options.beta2, options.epsilon);
