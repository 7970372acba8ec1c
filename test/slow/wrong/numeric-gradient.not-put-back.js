export default (f, x, h = 1e-5) => {
  const y = [...x];
  return x.map((_, i) => {
    y[i] += h;
    const a = f(y);
    y[i] -= 2 * h;
    const b = f(y);
    return (a - b) / (2 * h);
  });
};
