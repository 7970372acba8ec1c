export function gradient(f, x) {
  return x.map((one, i) => (f(x.with(i, one + 0.3)) - f(x.with(i, one - 0.3))) / 0.6);
}
