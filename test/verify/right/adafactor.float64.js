import * as tf from '@tensorflow/tfjs';

const mean = (x) => x.reduce((a, b) => a + b, 0) / x.length;
const rms = (x) => Math.sqrt(mean(x.map((v) => v * v)));

export function create(options = {}) {
  const { decayRate = 0.8, clipThreshold = 1, epsilon1 = 1e-30, epsilon2 = 1e-3, weightDecay = 0 } = options;
  const states = new Map();
  const api = { learningRate: options.learningRate ?? 0.01, applyGradients };
  return api;

  function secondMoment(s, g, shape, beta) {
    const g2 = g.map((x) => x * x + epsilon1);
    const average = (old, now) => now.map((x, i) => (old ? beta * old[i] : 0) + (1 - beta) * x);
    if (shape.length < 2) return (s.v = average(s.v, g2));
    const [rows, cols] = shape.slice(-2);
    const blocks = g.length / (rows * cols);
    const at = (b, r, c) => g2[(b * rows + r) * cols + c];
    const range = (n) => [...Array(n).keys()];
    s.r = average(s.r, range(blocks).flatMap((b) => range(rows).map((r) => mean(range(cols).map((c) => at(b, r, c))))));
    s.c = average(s.c, range(blocks).flatMap((b) => range(cols).map((c) => mean(range(rows).map((r) => at(b, r, c))))));
    return g.map((_, i) => {
      const b = Math.floor(i / (rows * cols));
      const r = Math.floor(i / cols) % rows;
      const block = s.r.slice(b * rows, (b + 1) * rows);
      return (block[r] * s.c[b * cols + (i % cols)]) / mean(block);
    });
  }

  function applyGradients(gradients) {
    const list = Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor } of list) {
      if (!tensor) continue;
      const variable = tf.engine().registeredVariables[name];
      const s = states.get(name) ?? { t: 0 };
      states.set(name, s);
      s.t++;
      const w = [...variable.dataSync()];
      const g = [...tensor.dataSync()];
      const v = secondMoment(s, g, variable.shape, 1 - s.t ** -decayRate);
      const u = g.map((x, i) => x / Math.sqrt(v[i]));
      const scale = Math.max(epsilon2, rms(w)) * Math.min(api.learningRate, 1 / Math.sqrt(s.t));
      const clip = Math.max(1, rms(u) / clipThreshold);
      const next = w.map((x, i) => x - api.learningRate * weightDecay * x - (scale * u[i]) / clip);
      tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
    }
  }
}
