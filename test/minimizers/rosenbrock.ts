/** (1 − a)² + 100 (b − a²)² with its gradient and Hessian by hand; lowest, 0, at (1, 1). */
export const rosenbrock = ([a = 0, b = 0]: readonly number[]) => ({
  value: (1 - a) ** 2 + 100 * (b - a * a) ** 2,
  gradient: [-2 * (1 - a) - 400 * a * (b - a * a), 200 * (b - a * a)] as const,
  hessian: [
    [2 - 400 * b + 1200 * a * a, -400 * a],
    [-400 * a, 200],
  ] as const,
});

/** Where Newton's step leads, from the analytic Hessian by Cramer's rule. */
export function newtonStep(x: readonly number[], damping = 0): number[] {
  const { gradient, hessian } = rosenbrock(x);
  const [[a, b], [, d]] = [
    [hessian[0][0] + damping, hessian[0][1]],
    [hessian[1][0], hessian[1][1] + damping],
  ] as const;
  const [g, h] = gradient;
  const size = a * d - b * b;
  return [(x[0] as number) - (d * g - b * h) / size, (x[1] as number) - (a * h - b * g) / size];
}
