import { UsageError } from '../shared/errors.ts';
import { count, must } from '../shared/options.ts';
import { CurvatureMemory } from './curvature-memory.ts';
import { Minimizer, type MinimizerConfig, type Stop } from './minimizer.ts';
import type { Objective, Point } from './objective.ts';
import { strongWolfe } from './strong-wolfe.ts';
import { dot, largest, plus, times } from './vector.ts';

export interface LBFGSConfig extends MinimizerConfig {
  /** How many of the last steps tell the curvature; at least 1. Default 10. */
  memory: number;
  /** How far along the direction: by the strong Wolfe conditions, or (null) always by the learning rate. Default 'strong-wolfe'. */
  lineSearch: 'strong-wolfe' | null;
}

const lineSearch = must(
  '"strong-wolfe" or null',
  (value) => value === null || value === 'strong-wolfe',
);

/**
 * L-BFGS: Newton's step with an inverse Hessian that is estimated from the last few steps and never written down. The
 * memory lasts from call to call. For a layers model, on the whole data set:
 * ```ts
 * const loss = () => tf.losses.softmaxCrossEntropy(ys, model.apply(xs) as tf.Tensor) as tf.Scalar;
 * await new LBFGS({ updates: 100 }).minimize(loss, model.trainableWeights.map((w) => w.read() as tf.Variable));
 * ```
 * Defaults: learningRate 1, memory 10, updates 20 a call, toleranceGradient 1e-7, toleranceChange 1e-9, strong Wolfe.
 * In float32 a walk ends by `change` or `line-search` where the loss has no digits left to fall by.
 * @formula w ← w − α·H·∇L(w), with H ≈ (∇²L)⁻¹ from the last s = Δw and y = Δ∇L, and α by line search
 * @use Small models and smooth losses on the whole data set: few updates, each worth several evaluations.
 * @see Liu & Nocedal 1989; Nocedal & Wright 2006, algorithms 7.4 and 7.5; tolerances and first step as in PyTorch
 */
export class LBFGS extends Minimizer<LBFGSConfig> {
  static readonly defaults: LBFGSConfig = {
    learningRate: 1,
    memory: 10,
    updates: 20,
    toleranceGradient: 1e-7,
    toleranceChange: 1e-9,
    lineSearch: 'strong-wolfe',
  };

  readonly #memory: CurvatureMemory;

  /** @throws UsageError for an unknown option, a wrong type, or a number out of range */
  constructor(options: Partial<LBFGSConfig> = {}) {
    super('LBFGS', options, { memory: count, lineSearch }, LBFGS.defaults);
    this.#memory = new CurvatureMemory(this.options.memory);
  }

  /** Forgets the steps of earlier calls: for other variables, or another loss. */
  reset(): void {
    this.#memory.clear();
  }

  protected override begin({ x }: Point): void {
    const { dimension = x.length } = this.#memory;
    if (dimension === x.length) return;
    throw new UsageError({
      who: 'LBFGS',
      rule: `the steps remembered are of ${dimension} weights, but there are ${x.length} now`,
      remedy: 'call reset() first',
    });
  }

  protected override async update(at: Point, objective: Objective): Promise<Point | Stop> {
    const { learningRate, lineSearch, toleranceChange } = this.options;
    const direction = this.#memory.direction(at.gradient);
    const slope = dot(direction, at.gradient);
    // Without curvature the slope is minus the gradient's square, and toleranceGradient has judged the gradient.
    if (!(slope < (this.#memory.size === 0 ? 0 : -toleranceChange))) return 'change';

    // Without curvature the gradient says nothing about how far to go: at most 1 over all weights together.
    const length = at.gradient.reduce((sum, value) => sum + Math.abs(value), 0);
    const first = (this.#memory.size === 0 ? Math.min(1, 1 / length) : 1) * learningRate;
    const look = async (t: number) => {
      const point = await objective.look(plus(at.x, direction, t));
      return { ...point, t, slope: dot(point.gradient, direction) };
    };
    if (lineSearch === null) return this.#learn(at, await look(first), direction);

    const shortest = toleranceChange / largest(direction);
    let last: Point = at;
    const found = await strongWolfe(
      async (t) => {
        const point = await look(t);
        last = point;
        return point;
      },
      { ...at, t: 0, slope },
      first,
      shortest,
    );
    if (found.t > 0) return this.#learn(at, found, direction);
    if (this.#memory.size > 0) {
      // Stale or noisy pairs may be at fault: once more along the gradient itself.
      this.#memory.clear();
      return await this.update(at, objective);
    }
    this.#checkStep(last);
    return 'line-search';
  }

  #learn(at: Point, next: Point & { readonly t: number }, direction: Float64Array): Point {
    this.#checkStep(next);
    this.#memory.learn(times(direction, next.t), plus(next.gradient, at.gradient, -1));
    return next;
  }

  #checkStep(point: Point): void {
    const remedy = 'give a smaller learningRate; the variables are back at the update before';
    this.checked(point, 'after the step', remedy);
  }
}
