export function numericGradient(f, x) {
  const h = 1e-5;
  return x.map((_, i) => {
    const above = x.slice();
    const below = x.slice();
    above[i] += h;
    below[i] -= h;
    return (f(above) - f(below)) / (2 * h);
  });
}
