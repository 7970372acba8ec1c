import { Newton, type PlainFunction } from '../minimizers/index.ts';
import { UsageError } from '../shared/errors.ts';
import { anyNumber, count, nonNegative } from '../shared/options.ts';
import type { StudyKind } from './study.ts';

export interface NewtonStartsOptions {
  /** `wells`: ¼x⁴ − ½x², a hilltop at 0 between minima at −1 and 1; `trough`: √(1 + x²), whose sides straighten. */
  readonly curve: keyof typeof curves;
  /** The starts: so many, evenly from the first to the last. */
  readonly from: number;
  readonly to: number;
  readonly starts: number;
  readonly damping: number;
  readonly backtracking: boolean;
}

interface Curve {
  readonly height: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly curvature: (x: number) => number;
}

const curves = {
  wells: {
    height: (x) => x ** 4 / 4 - x ** 2 / 2,
    slope: (x) => x ** 3 - x,
    curvature: (x) => 3 * x ** 2 - 1,
  },
  trough: {
    height: (x) => Math.hypot(1, x),
    slope: (x) => x / Math.hypot(1, x),
    curvature: (x) => Math.hypot(1, x) ** -3,
  },
} as const satisfies Readonly<Record<string, Curve>>;

const patience = 60;

/**
 * Where Newton's method leads from many starts on a curve of one weight, in doubles. Gives for each `start` its `height`,
 * `slope` and `curvature`, the place after one update (`first`), the last place that was reached (`end`) and the `updates`
 * until then, and whether the curve is level there (`level`, 1 or 0).
 */
export const newtonStarts: StudyKind<NewtonStartsOptions> = {
  about: "where Newton's method leads from many starts on a curve",
  defaults: { curve: 'wells', from: 0, to: 1, starts: 101, damping: 0, backtracking: false },
  ranges: {
    curve: Object.keys(curves),
    from: anyNumber,
    to: anyNumber,
    starts: count,
    damping: nonNegative,
    backtracking: [],
  },
  async measure({ curve: name, from, to, starts, damping, backtracking }) {
    const curve: Curve = curves[name];
    const newton = new Newton({ updates: 1, damping, backtracking });
    const start = Array.from(
      { length: starts },
      (_, i) => from + ((to - from) * i) / Math.max(1, starts - 1),
    );
    const ways: number[][] = [];
    for (const x of start) ways.push(await way(newton, curve, x));
    const end = ways.map((places) => places.at(-1) as number);
    return {
      start,
      height: start.map(curve.height),
      slope: start.map(curve.slope),
      curvature: start.map(curve.curvature),
      first: ways.map(([x, first = x]) => first as number),
      end,
      updates: ways.map(({ length }) => length - 1),
      level: end.map((x) => Number(Math.abs(curve.slope(x)) < 1e-4)),
    };
  },
};

/** The places from `start` on, until an update no longer changes anything or there is no step. */
async function way(newton: Newton, { height, slope }: Curve, start: number): Promise<number[]> {
  const f: PlainFunction = ([x = NaN]) => ({ value: height(x), gradient: [slope(x)] });
  const places = [start];
  while (places.length <= patience) {
    try {
      const { x, updates, stopped } = await newton.minimizeFunction(f, places.slice(-1));
      if (updates > 0) places.push(...x);
      if (stopped !== 'updates') break;
    } catch (error) {
      // Where the curve is straight no step is defined, and the way ends.
      if (error instanceof UsageError) break;
      throw error;
    }
  }
  return places;
}
