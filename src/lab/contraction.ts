import { Float64, type Hyper, type Rule } from '../rules/index.ts';
import { UsageError } from '../shared/errors.ts';
import { walkers } from './walkers.ts';

/** Rules whose update is linear in the weight and its memory, so that on a parabola one number says all. */
export const linearRules: readonly string[] = ['sgd', 'momentum', 'nesterov'];

/** What becomes of the distance to the bottom of a parabola. */
export interface Contraction {
  /** What each update leaves of it in the long run: above 1 it grows. */
  readonly factor: number;
  /** Whether it swings from one side to the other on the way. */
  readonly isRinging: boolean;
}

/** What is turned of a linear rule. */
export interface Setting {
  readonly learningRate: number;
  /** Of rules that have it. */
  readonly momentum?: number;
}

/**
 * How the rule `name` closes in on the bottom of a parabola of that curvature. Its own text is asked twice, with the weight
 * alone and with the memory alone; as it is linear, the eigenvalues of what it answers hold for good.
 * @throws UsageError for a rule that is not linear
 */
export function contraction(name: string, curvature: number, setting: Setting): Contraction {
  if (!linearRules.includes(name)) {
    throw new UsageError({ who: name, rule: 'only linear rules have a rate of contraction' });
  }
  const rule = walkers[name] as Rule;
  const [slot] = rule.slots;
  const w = new Float64([1, 0]);
  const next = rule.update(
    { w, g: w.mul(curvature), lr: setting.learningRate, t: 1 },
    slot === undefined ? {} : { [slot]: new Float64([0, 1]) },
    setting as unknown as Hyper,
  ) as Readonly<Record<string, Float64>>;
  const [a, b] = (next['w'] as Float64).values as readonly [number, number];
  const [c, d] = slot === undefined ? [0, 0] : ((next[slot] as Float64).values as [number, number]);
  const middle = (a + d) / 2;
  const root = middle ** 2 - (a * d - b * c);
  if (root < 0) return { factor: Math.sqrt(a * d - b * c), isRinging: true };
  const far = middle < 0 ? middle - Math.sqrt(root) : middle + Math.sqrt(root);
  return { factor: Math.abs(far), isRinging: far < 0 };
}

/** Theory's borders for a parabola, as functions of momentum: of the rate times the curvature. */
export interface Borders {
  /** Beyond it, it blows up. */
  readonly stable: (momentum: number) => number;
  /** From it on, it rings. */
  readonly critical: (momentum: number) => number;
}

/**
 * What algebra says of momentum and Nesterov momentum on a parabola.
 * @see Polyak 1964; O'Donoghue & Candès 2015 (arXiv 1204.3982), section 2, for Nesterov's
 */
export const borders: Readonly<Record<string, Borders>> = {
  momentum: {
    stable: (momentum) => 2 + 2 * momentum,
    critical: (momentum) => (1 - Math.sqrt(momentum)) ** 2,
  },
  nesterov: {
    stable: (momentum) => (2 + 2 * momentum) / (1 + 2 * momentum),
    critical: (momentum) => 1 - (4 * momentum) / (1 + momentum) ** 2,
  },
};
