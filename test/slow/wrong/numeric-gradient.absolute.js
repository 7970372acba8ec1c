export function gradient(f, x) {
  return x.map((one, i) => Math.abs(f(x.with(i, one + 1e-5)) - f(x.with(i, one - 1e-5))) / 2e-5);
}
