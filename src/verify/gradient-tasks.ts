/** A function whose gradient is known in closed form. */
export interface GradientTask {
  readonly f: (x: readonly number[]) => number;
  readonly gradient: (x: readonly number[]) => number[];
}

/** What a gradient function is asked to differentiate: each shows another mistake. */
export const gradientTasks: Readonly<Record<string, GradientTask>> = {
  /** Every coordinate has a slope of its own, so that none can be forgotten or swapped. */
  line: {
    f: (x) => x.reduce((sum, xi, i) => sum + (i + 1) * xi, 0),
    gradient: (x) => x.map((_, i) => i + 1),
  },
  /** Curved: a one-sided difference is off by half the curvature times h. */
  bowl: {
    f: (x) => x.reduce((sum, xi, i) => sum + (i + 1) * xi * xi, 0),
    gradient: (x) => x.map((xi, i) => 2 * (i + 1) * xi),
  },
  /** Coordinates that depend on each other: all others must be at their place while one is moved. */
  coupled: {
    f: (x) => x.reduce((sum, xi, i) => sum + xi * (x[i + 1] ?? 0), 0),
    gradient: (x) => x.map((_, i) => (x[i - 1] ?? 0) + (x[i + 1] ?? 0)),
  },
  wave: {
    f: (x) => x.reduce((sum, xi, i) => sum + Math.sin((i + 1) * xi), 0),
    gradient: (x) => x.map((xi, i) => (i + 1) * Math.cos((i + 1) * xi)),
  },
  /** A third derivative: a step that is too long shows. */
  steep: {
    f: (x) => x.reduce((sum, xi) => sum + Math.exp(xi), 0),
    gradient: (x) => x.map(Math.exp),
  },
  /** Asked close to 0, where each slope hangs on others that must have been put back to the last bit of their step. */
  tied: {
    f: (x) => 300 * x.reduce((sum, xi, i) => sum + xi * (x[i + 1] ?? 0), 0),
    gradient: (x) => x.map((_, i) => 300 * ((x[i - 1] ?? 0) + (x[i + 1] ?? 0))),
  },
};
