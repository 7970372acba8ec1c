import * as tf from '@tensorflow/tfjs';

class Lars {
  constructor({ learningRate = 0.1, momentum = 0.9, weightDecay = 0, trustCoefficient = 1e-3 }) {
    Object.assign(this, { learningRate, momentum, weightDecay, trustCoefficient });
    this.velocities = new Map();
  }
  ratio(w, g) {
    const wNorm = tf.norm(w);
    const below = tf.norm(g).add(wNorm.mul(this.weightDecay));
    const ok = tf.logicalAnd(wNorm.greater(0), below.greater(0));
    return tf.where(ok, wNorm.mul(this.trustCoefficient).divNoNan(below), tf.scalar(1));
  }
  applyGradients(gradients) {
    if (Array.isArray(gradients)) gradients = Object.fromEntries(gradients.map((g) => [g.name, g.tensor]));
    for (const [name, g] of Object.entries(gradients)) {
      if (!g) continue;
      const w = tf.engine().registeredVariables[name];
      const old = this.velocities.get(name) ?? tf.zerosLike(w);
      const v = tf.tidy(() => {
        const direction = tf.add(g, tf.mul(w, this.weightDecay));
        const v = old.mul(this.momentum).add(direction.mul(this.ratio(w, g)).mul(this.learningRate));
        w.assign(w.sub(v));
        return v;
      });
      old.dispose();
      this.velocities.set(name, v);
    }
  }
}
export default Lars;
