// The later chapters of the textbook: Adam's descendants, and the rules that look at the norm of a whole variable.

import { eachWeight, type Stepper, type TextbookOptions } from './stepper.ts';

const { abs, hypot, max, sign, sqrt } = Math;

/** @see Reddi, Kale & Kumar 2018 (arXiv 1904.09237), algorithm 2, with Adam's corrections */
export function amsgrad({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [m, v, largest, t] = [0, 0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      largest = max(largest, v);
      return w - (lr * (m / (1 - beta1 ** t))) / (sqrt(largest / (1 - beta2 ** t)) + epsilon);
    };
  });
}

/** @see Kingma & Ba 2015 (arXiv 1412.6980), algorithm 2; epsilon is the least that the maximum can be */
export function adamax({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [m, u, t] = [0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      u = max(beta2 * u, abs(g) + epsilon);
      return w - ((lr / (1 - beta1 ** t)) * m) / u;
    };
  });
}

/** @see Dozat 2016, algorithm 2; 0.96^(t / 250) is 0.96^(t · momentumDecay) */
export function nadam({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  momentumDecay = 0.004,
}: TextbookOptions): Stepper {
  const mu = (t: number) => beta1 * (1 - 0.96 ** (t * momentumDecay) / 2);
  return eachWeight(() => {
    let [m, v, product, t] = [0, 0, 1, 0];
    return (w, g, lr) => {
      t = t + 1;
      product = product * mu(t);
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const ahead = (mu(t + 1) * m) / (1 - product * mu(t + 1));
      const now = ((1 - mu(t)) * g) / (1 - product);
      return w - (lr * (ahead + now)) / (sqrt(v / (1 - beta2 ** t)) + epsilon);
    };
  });
}

/** @see Liu et al. 2020 (arXiv 1908.03265), algorithm 2, with the threshold 5 of the authors' code */
export function radam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: TextbookOptions): Stepper {
  const longest = 2 / (1 - beta2) - 1;
  return eachWeight(() => {
    let [m, v, t] = [0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const mHat = m / (1 - beta1 ** t);
      const length = longest - (2 * t * beta2 ** t) / (1 - beta2 ** t);
      if (length <= 5) return w - lr * mHat;
      const known = ((length - 4) / (longest - 4)) * ((length - 2) / (longest - 2));
      const r = sqrt((known * longest) / length);
      return w - (lr * r * mHat) / (sqrt(v / (1 - beta2 ** t)) + epsilon);
    };
  });
}

/** @see Zhuang et al. 2020 (arXiv 2010.07468), algorithm 2 */
export function adabelief({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-16,
}: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [m, s, t] = [0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      s = beta2 * s + (1 - beta2) * (g - m) ** 2 + epsilon;
      return w - (lr * (m / (1 - beta1 ** t))) / (sqrt(s / (1 - beta2 ** t)) + epsilon);
    };
  });
}

/** @see Zaheer et al. 2018, algorithm 2, with Adam's corrections */
export function yogi({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-3,
  initialAccumulatorValue = 1e-6,
}: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [m, v, t] = [0, initialAccumulatorValue, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = v - (1 - beta2) * sign(v - g ** 2) * g ** 2;
      return w - (lr * (m / (1 - beta1 ** t))) / (sqrt(v / (1 - beta2 ** t)) + epsilon);
    };
  });
}

/** @see Chen et al. 2023 (arXiv 2302.06675), algorithm 2 */
export function lion({ beta1 = 0.9, beta2 = 0.99, weightDecay = 0 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let m = 0;
    return (w, g, lr) => {
      const c = beta1 * m + (1 - beta1) * g;
      m = beta2 * m + (1 - beta2) * g;
      return w - lr * (sign(c) + weightDecay * w);
    };
  });
}

/** @see Defazio et al. 2024 (arXiv 2405.15682), algorithm 1 and section 4.1, with Adam's correction of v; y is the weight */
export function scheduleFreeAdamW({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  weightDecay = 0,
}: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [x, z]: (number | undefined)[] = [];
    let [v, t, largestRate, squaredRates] = [0, 0, 0, 0];
    return (y, g, lr) => {
      t = t + 1;
      largestRate = max(largestRate, lr);
      squaredRates = squaredRates + largestRate ** 2;
      v = beta2 * v + (1 - beta2) * g ** 2;
      z = (z ?? y) - lr * (g / (sqrt(v / (1 - beta2 ** t)) + epsilon)) - lr * weightDecay * y;
      const c = squaredRates > 0 ? largestRate ** 2 / squaredRates : 0;
      x = (1 - c) * (x ?? y) + c * z;
      return (1 - beta1) * z + beta1 * x;
    };
  });
}

/** @see You, Gitman & Ginsburg 2017 (arXiv 1708.03888), algorithm 1 */
export function lars({
  momentum: rho = 0.9,
  weightDecay = 0,
  trustCoefficient = 1e-3,
}: TextbookOptions): Stepper {
  let v: number[] = [];
  return (w, g, lr) => {
    const [wNorm, gNorm] = [hypot(...w), hypot(...g) + weightDecay * hypot(...w)];
    const local = wNorm > 0 && gNorm > 0 ? (trustCoefficient * wNorm) / gNorm : 1;
    v = w.map((wi, i) => rho * (v[i] ?? 0) + lr * local * ((g[i] as number) + weightDecay * wi));
    return w.map((wi, i) => wi - (v[i] as number));
  };
}

/** @see You et al. 2020 (arXiv 1904.00962), algorithm 2 */
export function lamb({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-6,
  weightDecay = 0.01,
}: TextbookOptions): Stepper {
  const direction = eachWeight(() => {
    let [m, v, t] = [0, 0, 0];
    return (w, g) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      return m / (1 - beta1 ** t) / (sqrt(v / (1 - beta2 ** t)) + epsilon) + weightDecay * w;
    };
  });
  return (w, g, lr) => {
    const u = direction(w, g, lr);
    const [wNorm, uNorm] = [hypot(...w), hypot(...u)];
    const trust = wNorm > 0 && uNorm > 0 ? wNorm / uNorm : 1;
    return w.map((wi, i) => wi - lr * trust * (u[i] as number));
  };
}
