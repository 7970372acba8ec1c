import type * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import { nonNegative } from '../shared/options.ts';
import { hessianAt, hessianError } from './hessian.ts';
import {
  Minimizer,
  type MinimizeResult,
  type MinimizerConfig,
  type PlainFunction,
  type Stop,
} from './minimizer.ts';
import { newtonStep } from './newton-step.ts';
import { faultOf, type Objective, type Point } from './objective.ts';
import { solveSymmetric } from './solve-symmetric.ts';
import { sufficientDecrease } from './strong-wolfe.ts';
import { dot, largest, plus } from './vector.ts';

export interface NewtonConfig extends MinimizerConfig {
  /** Added to every curvature: 0 is Newton's own step, more shortens it and turns it towards −gradient; at least 0. Default 0. */
  damping: number;
  /** Halves a step until the loss falls by 1e-4 of what the slope promises. Default false. */
  backtracking: boolean;
}

/** What one call of Newton did. */
export interface NewtonResult extends MinimizeResult {
  /** In how many updates the damped Hessian was not positive definite, so that the step may have led to a saddle or maximum. */
  readonly indefinite: number;
}

/** More weights than this are refused: the Hessian takes N² numbers and 2N gradients, the step N³ operations. */
const mostWeights = 1000;
/** A step that was halved this often and still does not go down never will. */
const mostHalvings = 30;

/**
 * Newton's method: jumps to where the local quadratic model is stationary. The Hessian comes from differences of
 * gradients, to about 2e-5 of its size in float32, so that one update on a quadratic leaves up to 4e-5 of the way to
 * the optimum, times the condition number; the second takes the rest. Without damping and backtracking a saddle or a
 * maximum attracts it as much as a minimum; `indefinite` of the result counts the updates in which that was possible.
 * Defaults: learningRate 1, damping 0, backtracking false, updates 20 a call, toleranceGradient 1e-7, toleranceChange 1e-9.
 * @formula w ← w − lr·(∇²L(w) + λ·I)⁻¹·∇L(w), with λ the damping
 * @use At most 1000 weights and a smooth loss on the whole data set: a handful of updates to full precision.
 * @see Nocedal & Wright 2006, equation 2.15; damping: Levenberg 1944; backtracking: their algorithm 3.1
 */
export class Newton extends Minimizer<NewtonConfig> {
  static readonly defaults: NewtonConfig = {
    learningRate: 1,
    damping: 0,
    backtracking: false,
    updates: 20,
    toleranceGradient: 1e-7,
    toleranceChange: 1e-9,
  };

  #indefinite = 0;

  /** @throws UsageError for an unknown option, a wrong type, or a number out of range */
  constructor(options: Partial<NewtonConfig> = {}) {
    super('Newton', options, { damping: nonNegative }, Newton.defaults);
  }

  /** As every minimizer. @throws UsageError also for more than 1000 weights, or a damped Hessian that is singular */
  override async minimize(
    loss: () => tf.Scalar,
    variables?: readonly tf.Variable[],
  ): Promise<NewtonResult> {
    return this.#withFindings(await super.minimize(loss, variables));
  }

  override async minimizeFunction(
    f: PlainFunction,
    start: readonly number[],
  ): Promise<NewtonResult & { readonly x: number[] }> {
    return this.#withFindings(await super.minimizeFunction(f, start));
  }

  protected override begin({ x }: Point): void {
    this.#indefinite = 0;
    if (x.length <= mostWeights) return;
    throw new UsageError({
      who: 'Newton',
      rule: `at most ${mostWeights} weights`,
      got: `${x.length}: the Hessian would have ${x.length ** 2} entries`,
      remedy: 'use LBFGS',
    });
  }

  protected override async update(at: Point, objective: Objective): Promise<Point | Stop> {
    const { learningRate, damping, backtracking } = this.options;
    const hessian = await hessianAt(at, {
      ...objective,
      look: async (x) => this.checked(await objective.look(x), 'close to the weights', remedy),
    });
    const unsure = 4 * hessianError(objective.precision.epsilon);
    const newton = newtonStep(at.gradient, hessian, damping, (matrix, b) =>
      solveSymmetric(matrix, b, unsure),
    );
    if (newton === undefined)
      throw this.#tooFlat('is singular, so that no step is defined', hessian);
    if (!newton.isPositive) this.#indefinite += 1;

    const { x: direction } = newton;
    if (!backtracking) {
      const next = await objective.look(plus(at.x, direction, learningRate));
      return this.checked(next, 'after the step', remedy);
    }
    const slope = dot(direction, at.gradient);
    if (slope > 0)
      throw this.#tooFlat('makes the step go uphill, where halving it is no use', hessian);
    for (let halvings = 0, t = learningRate; halvings <= mostHalvings; halvings++, t /= 2) {
      const next = await objective.look(plus(at.x, direction, t));
      const allowed = at.value + sufficientDecrease * t * slope;
      if (next.value <= allowed && faultOf(next) === undefined) return next;
    }
    return 'line-search';
  }

  #withFindings<R extends MinimizeResult>(result: R): R & { readonly indefinite: number } {
    return { ...result, indefinite: this.#indefinite };
  }

  #tooFlat(what: string, hessian: readonly Float64Array[]): UsageError {
    const { damping } = this.options;
    const name = damping === 0 ? 'the Hessian' : `the Hessian plus damping ${damping}`;
    return new UsageError({
      who: 'Newton',
      rule: `${name} ${what}`,
      remedy: `a damping of ${enough(hessian)} is enough here`,
    });
  }
}

const remedy =
  'give damping, backtracking: true or a smaller learningRate; the variables are back at the update before';

/** A damping with which a matrix is clearly positive definite, by Gershgorin's circles, to two digits. */
function enough(matrix: readonly Float64Array[]): string {
  const size = matrix.reduce((most, row) => Math.max(most, largest(row)), 0);
  const reach = matrix.reduce((most, row, i) => {
    const beside = row.reduce((sum, value, j) => (j === i ? sum : sum + Math.abs(value)), 0);
    return Math.max(most, beside - (row[i] as number));
  }, 0);
  // A tenth more than the circles ask for, so that rounding to two digits does not undo it.
  return size === 0 ? '1' : String(Number((1.1 * reach + 0.02 * size).toPrecision(2)));
}
