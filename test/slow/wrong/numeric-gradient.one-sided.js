export default function numericGradient(f, x, { h = 1e-5 } = {}) {
  const f0 = f([...x]);
  return x.map((v, i) => {
    const s = h * Math.max(1, Math.abs(v));
    const y = x.slice();
    y[i] = v + s;
    return (f(y) - f0) / s;
  });
}
