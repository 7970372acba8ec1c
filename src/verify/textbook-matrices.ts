// The last chapter of the textbook: rules that look at the rows and columns of a variable.

import { eachWeight, type Stepper, type TextbookOptions } from './stepper.ts';

const { max, min, sqrt } = Math;

type Matrix = readonly (readonly number[])[];

/** @see Jordan et al. 2024, "Muon"; on matrices [in, out]. All other variables go to AdamW. */
export function muon({
  momentum = 0.95,
  newtonSchulzSteps = 5,
  weightDecay = 0.01,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
}: TextbookOptions): Stepper {
  const adamw = eachWeight(() => {
    let [m, v, t] = [0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const mHat = m / (1 - beta1 ** t);
      return w - lr * (mHat / (sqrt(v / (1 - beta2 ** t)) + epsilon) + weightDecay * w);
    };
  });
  const lookAhead = eachWeight(() => {
    let b = 0;
    return (_, g) => {
      b = momentum * b + (1 - momentum) * g;
      return momentum * b + (1 - momentum) * g;
    };
  });
  return (w, g, lr, shape = []) => {
    if (shape.length !== 2) return adamw(w, g, lr);
    const [inputs, outputs] = shape as [number, number];
    const step = orthogonal(split(lookAhead(w, g, lr), outputs), newtonSchulzSteps).flat();
    const rate = lr * sqrt(max(1, outputs / inputs));
    return w.map((wi, i) => wi - lr * weightDecay * wi - rate * (step[i] as number));
  };
}

/** `steps` rounds of X ← X·(a·I + b·A + c·A²) with A = Xᵀ·X, from X over its norm. */
function orthogonal(x: Matrix, steps: number): Matrix {
  const norm = max(Math.hypot(...x.flat()), 1e-7);
  let now: Matrix = x.map((row) => row.map((value) => value / norm));
  for (let step = 0; step < steps; step++) {
    const a = product(turned(now), now);
    const square = product(a, a);
    const polynomial = a.map((row, i) =>
      row.map((value, j) => {
        return (i === j ? 3.4445 : 0) - 4.775 * value + 2.0315 * (square[i]?.[j] as number);
      }),
    );
    now = product(now, polynomial);
  }
  return now;
}

/** @see Shazeer & Stern 2018 (arXiv 1804.04235), algorithms 4 (matrices) and 5 (all else); the last two axes are a matrix */
export function adafactor({
  decayRate = 0.8,
  clipThreshold = 1,
  epsilon1 = 1e-30,
  epsilon2 = 1e-3,
  weightDecay = 0,
}: TextbookOptions): Stepper {
  let t = 0;
  let averages: number[] = [];
  let rowMeans: number[] = [];
  let columnMeans: number[] = [];
  return (w, g, lr, shape = []) => {
    t = t + 1;
    const beta = 1 - 1 / t ** decayRate;
    const averaged = (old: readonly number[], now: readonly number[]) =>
      now.map((value, i) => beta * (old[i] ?? 0) + (1 - beta) * value);
    const squares = g.map((gi) => gi ** 2 + epsilon1);
    const [rows, columns] = shape.slice(-2) as [number, number];
    let v: readonly number[];
    if (shape.length < 2) v = averages = averaged(averages, squares);
    else {
      const matrices = split(squares, rows * columns).map((one) => split(one, columns));
      rowMeans = averaged(rowMeans, matrices.flat().map(mean));
      columnMeans = averaged(
        columnMeans ?? [],
        matrices.flatMap((one) => turned(one).map(mean)),
      );
      const [ofRows, ofColumns] = [split(rowMeans, rows), split(columnMeans, columns)];
      v = ofRows.flatMap((r, k) =>
        r.flatMap((ri) => (ofColumns[k] ?? []).map((cj) => (ri * cj) / mean(r))),
      );
    }
    const u = g.map((gi, i) => gi / sqrt(v[i] as number));
    const clip = max(1, rms(u) / clipThreshold);
    const alpha = max(epsilon2, rms(w)) * min(lr, 1 / sqrt(t));
    return w.map((wi, i) => wi - lr * weightDecay * wi - (alpha * (u[i] as number)) / clip);
  };
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const rms = (values: readonly number[]) => sqrt(mean(values.map((value) => value ** 2)));

/** Rows of the given length. */
const split = (values: readonly number[], length: number): Matrix =>
  Array.from({ length: values.length / length }, (_, i) =>
    values.slice(i * length, (i + 1) * length),
  );

const turned = (x: Matrix): Matrix => (x[0] ?? []).map((_, j) => x.map((row) => row[j] as number));

const product = (x: Matrix, y: Matrix): Matrix =>
  x.map((row) =>
    turned(y).map((column) =>
      row.reduce((sum, value, k) => sum + value * (column[k] as number), 0),
    ),
  );
