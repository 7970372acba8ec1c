export function gradient(f, x) {
  return x.map((one, i) => (f(x.with(i, one + 1e-5)) - f(x.with(i, one - 1e-5))) / 2e-5).reverse();
}
