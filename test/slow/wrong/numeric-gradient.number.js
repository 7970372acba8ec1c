export const gradient = (f, x) =>
  (f(x.map((one) => one + 1e-5)) - f(x.map((one) => one - 1e-5))) / 2e-5;
