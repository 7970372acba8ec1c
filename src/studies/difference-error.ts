import { count } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import type { StudyKind } from './study.ts';
import { logSpaced } from '../shared/powers.ts';

export interface DifferenceErrorOptions {
  readonly difference: 'centred' | 'one-sided';
  /** What every operation is rounded to: doubles, or the float32 of tensors. */
  readonly precision: 'float64' | 'float32';
  /** Points, each on a curve of its own. At a single one rounding may be lucky. */
  readonly points: number;
}

/**
 * How wrong a difference is as a slope: random points on random curves, a·ln(1 + eᵇˣ) + c·sin dx, whose derivatives are known.
 * Gives `h` from 10⁻¹⁵ to 10⁻¹, four to a decade; `error`, the sum of all errors as a share of the sum of all slopes; and
 * what theory makes of its two parts: `curve`, from the next term of Taylor's series, and `rounding`, as if each value were
 * wrong by half of its last place.
 */
export const differenceError: StudyKind<DifferenceErrorOptions> = {
  about: 'the error of a difference as a slope, from long steps to short ones',
  cost: 200,
  defaults: { difference: 'centred', precision: 'float64', points: 200 },
  ranges: {
    difference: ['centred', 'one-sided'],
    precision: ['float64', 'float32'],
    points: count,
  },
  measure({ difference, precision, points }, random) {
    const round = precision === 'float32' ? Math.fround : (x: number) => x;
    const halfPlace = precision === 'float32' ? 2 ** -24 : 2 ** -53;
    const all = Array.from({ length: points }, () => point(random, round));
    const sum = (of: (one: Point) => number) =>
      all.reduce((total, one) => total + Math.abs(of(one)), 0);
    const slopes = sum(({ slope }) => slope);
    const heights = sum(({ f, x }) => f(x)) / slopes;
    const [second, third] = [
      sum(({ second }) => second) / slopes,
      sum(({ third }) => third) / slopes,
    ];
    const differences = {
      centred: {
        slope: ({ f, x }: Point, h: number) =>
          round(round(f(round(x + h)) - f(round(x - h))) / round(2 * h)),
        curve: (h: number) => (h ** 2 * third) / 6,
        rounding: (h: number) => (halfPlace * heights) / h,
      },
      'one-sided': {
        slope: ({ f, x }: Point, h: number) => round(round(f(round(x + h)) - f(x)) / h),
        curve: (h: number) => (h * second) / 2,
        rounding: (h: number) => (2 * halfPlace * heights) / h,
      },
    };
    const { slope, curve, rounding } = differences[difference];
    const h = logSpaced(1e-15, 0.1, 57).map(round);
    return {
      h,
      error: h.map((step) => sum((one) => slope(one, step) - one.slope) / slopes),
      curve: h.map(curve),
      rounding: h.map(rounding),
    };
  },
};

/** A point on a curve and the curve's derivatives there. */
interface Point {
  readonly f: (x: number) => number;
  readonly x: number;
  readonly slope: number;
  readonly second: number;
  readonly third: number;
}

function point(random: Random, round: (x: number) => number): Point {
  const between = (low: number, high: number) => round(low + (high - low) * random.uniform());
  const [a, b, c, d, x] = [
    between(0.5, 1.5),
    between(1, 3),
    between(0.5, 1.5),
    between(1, 3),
    between(-1, 1),
  ] as const;
  const bent = 1 / (1 + Math.exp(-b * x));
  return {
    f: (x) => {
      const soft = round(Math.log(round(1 + round(Math.exp(round(b * x))))));
      return round(round(a * soft) + round(c * round(Math.sin(round(d * x)))));
    },
    x,
    slope: a * b * bent + c * d * Math.cos(d * x),
    second: a * b ** 2 * bent * (1 - bent) - c * d ** 2 * Math.sin(d * x),
    third: a * b * b * b * bent * (1 - bent) * (1 - 2 * bent) - c * d * d * d * Math.cos(d * x),
  };
}
