import type { PlainFunction } from '../../src/minimizers/index.ts';

/** The problems of the golden files as their formulas say, with gradients by hand. */
export const minimized: Readonly<Record<string, PlainFunction>> = {
  rosenbrock,
  'rosenbrock-6': rosenbrock,
  quadratic: ([a = 0, b = 0, c = 0]) => ({
    value: (a * a + 10 * b * b + 100 * c * c) / 2,
    gradient: [a, 10 * b, 100 * c],
  }),
  'coupled-quadratic': ([a = 0, b = 0, c = 0]) => ({
    value: 2 * a * a + b * b + 3 * c * c + a * b - b * c - a + 2 * c,
    gradient: [4 * a + b - 1, 2 * b + a - c, 6 * c - b + 2],
  }),
};

function rosenbrock(x: readonly number[]) {
  const gradient = x.map(() => 0);
  let value = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const [here, next] = [x[i] as number, x[i + 1] as number];
    const [bend, rest] = [next - here * here, 1 - here];
    value += 100 * bend * bend + rest * rest;
    gradient[i] = (gradient[i] as number) - 400 * here * bend - 2 * rest;
    gradient[i + 1] = (gradient[i + 1] as number) + 200 * bend;
  }
  return { value, gradient };
}
