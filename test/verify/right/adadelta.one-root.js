import * as tf from '@tensorflow/tfjs';

class AdaDelta extends tf.Optimizer {
  constructor({ learningRate = 1, rho = 0.9, epsilon = 1e-6 } = {}) {
    super();
    this.learningRate = learningRate;
    this.rho = rho;
    this.epsilon = epsilon;
    this.squares = {};
    this.steps = {};
  }
  static get className() {
    return 'AdaDelta';
  }
  getConfig() {
    return { learningRate: this.learningRate, rho: this.rho, epsilon: this.epsilon };
  }
  average(old, x) {
    return old.mul(this.rho).add(x.square().mul(1 - this.rho));
  }
  applyGradients(gradients) {
    const named = Array.isArray(gradients)
      ? Object.fromEntries(gradients.map(({ name, tensor }) => [name, tensor]))
      : gradients;
    for (const [name, g] of Object.entries(named)) {
      if (!g) continue;
      const w = tf.engine().registeredVariables[name];
      this.squares[name] ||= tf.keep(tf.zerosLike(w));
      this.steps[name] ||= tf.keep(tf.zerosLike(w));
      const old = [this.squares[name], this.steps[name]];
      const [squares, steps, next] = tf.tidy(() => {
        const squares = this.average(old[0], g);
        const delta = old[1].add(this.epsilon).div(squares.add(this.epsilon)).sqrt().mul(g).neg();
        return [squares, this.average(old[1], delta), w.add(delta.mul(this.learningRate))];
      });
      tf.dispose(old);
      this.squares[name] = tf.keep(squares);
      this.steps[name] = tf.keep(steps);
      w.assign(next);
      next.dispose();
    }
    this.incrementIterations();
  }
}
export { AdaDelta };
