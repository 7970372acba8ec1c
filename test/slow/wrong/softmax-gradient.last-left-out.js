const add = (a) => a.reduce((s, v) => s + v, 0);
export function softmaxGradient({ inputs, labels, weights, biases }) {
  const N = inputs.length;
  const gw = weights.map((r) => r.map(() => 0)),
    gb = biases.map(() => 0);
  for (let n = 0; n < N - 1; n++) {
    const x = inputs[n];
    const z = biases.map((b, k) => b + add(x.map((v, j) => v * weights[j][k])));
    const m = Math.max(...z);
    const e = z.map((s) => Math.exp(s - m));
    const t = add(e);
    e.forEach((v, k) => {
      const d = (v / t - (k === labels[n] ? 1 : 0)) / N;
      gb[k] += d;
      x.forEach((xj, j) => (gw[j][k] += d * xj));
    });
  }
  return { weights: gw, biases: gb };
}
