export default (f, x, h = 1e-5) =>
  x.map((_, i) => {
    const a = [...x],
      b = [...x];
    a[i] += h;
    b[i] -= h;
    return (f(a) - f(b)) / (2 * h) / Math.max(1, Math.abs(f(x)));
  });
