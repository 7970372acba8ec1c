import type * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import { count, nonNegative, positive, readOptions, type OptionRule } from '../shared/options.ts';
import { FlatWeights } from './flat-weights.ts';
import { doubles, faultOf, floats, type Objective, type Point } from './objective.ts';
import { largest } from './vector.ts';

/** What PyTorch calls the options of minimizers. */
const otherNames = {
  maxIter: 'updates',
  maxEval: 'evaluations',
  historySize: 'memory',
  toleranceGrad: 'toleranceGradient',
  lineSearchFn: 'lineSearch',
};

/** Options that every minimizer has. */
export interface MinimizerConfig {
  /** Share of the computed step that an update takes (with a line search: tries first); greater than 0. Default 1. */
  learningRate: number;
  /** How many updates one call makes at most; at least 1. Default 20. */
  updates: number;
  /** After how many evaluations of loss and gradient one call begins no further update. Default: no limit. */
  evaluations?: number;
  /** The walk ends where no component of the gradient is larger. Default 1e-7. */
  toleranceGradient: number;
  /** The walk ends when an update moves no weight by more, or the loss by less. Default 1e-9. */
  toleranceChange: number;
}

/**
 * Why a walk ended: the gradient is within `toleranceGradient`, the last change within `toleranceChange`, the line
 * search found nothing lower (rounding, or a gradient that is not that of the loss), or the call's `updates` or
 * `evaluations` are used up.
 */
export type Stop = 'gradient' | 'change' | 'line-search' | 'updates' | 'evaluations';

/** What one call did. */
export interface MinimizeResult {
  /** The loss where the variables are now. */
  readonly loss: number;
  readonly updates: number;
  /** How often loss and gradient were computed, the start included. */
  readonly evaluations: number;
  /** The largest absolute component of the gradient there. */
  readonly gradientNorm: number;
  readonly stopped: Stop;
}

/** A function of plain numbers with its gradient. */
export type PlainFunction = (x: number[]) => Valued | Promise<Valued>;
interface Valued {
  readonly value: number;
  readonly gradient: ArrayLike<number>;
}

/**
 * An optimizer that owns its loop, because one update looks at the loss more than once. It is no `tf.Optimizer`: it has
 * no `applyGradients` and cannot be given to `model.compile`. A minimizer writes `update`; reading, setting, counting
 * and stopping happen here, all in doubles. The loss must not change during a call: the whole data set, no dropout.
 */
export abstract class Minimizer<C extends MinimizerConfig = MinimizerConfig> {
  protected readonly who: string;
  protected readonly options: Readonly<C>;
  #isBusy = false;

  /** @throws UsageError for an unknown option, a wrong type, or a number out of range */
  constructor(
    who: string,
    options: Partial<C>,
    rules: Readonly<Record<string, OptionRule>>,
    defaults: C,
  ) {
    this.who = who;
    const common: Record<keyof MinimizerConfig, OptionRule> = {
      learningRate: positive,
      updates: count,
      evaluations: count,
      toleranceGradient: nonNegative,
      toleranceChange: nonNegative,
    };
    const all = { evaluations: undefined, ...defaults };
    this.options = readOptions<C>(who, options, { ...common, ...rules }, all, otherNames);
  }

  /** Called once in every call, before its first update. */
  protected begin(_start: Point): void {}

  /** One update: the next point, or why there is none. Looks at trial points through `objective` only. */
  protected abstract update(at: Point, objective: Objective): Promise<Point | Stop>;

  /**
   * Walks downhill and leaves the variables at the last point that an update reached, also when it throws.
   * @param loss gives the same scalar whenever the variables have the same values
   * @param variables default all that are registered; those that are not trainable, or not used by `loss`, stay as they are
   * @throws UsageError for a loss or gradient that is not finite, or a call before the one before has ended
   */
  async minimize(
    loss: () => tf.Scalar,
    variables?: readonly tf.Variable[],
  ): Promise<MinimizeResult> {
    return await this.#alone(async () => {
      const { weights, start } = await FlatWeights.of(this.who, loss, variables);
      let { x } = start;
      const objective = { precision: floats, look: (x: Float64Array) => weights.look(x) };
      try {
        const { point: _, ...result } = await this.#walk(start, objective, (at) => (x = at.x));
        return result;
      } finally {
        weights.assign(x);
      }
    });
  }

  /**
   * The same walk on a plain function, in doubles and without tensors.
   * @param f gets a copy of the point
   * @throws UsageError as `minimize`, and for a gradient whose length is not that of `start`
   */
  async minimizeFunction(
    f: PlainFunction,
    start: readonly number[],
  ): Promise<MinimizeResult & { readonly x: number[] }> {
    const look = async (x: Float64Array): Promise<Point> => {
      const { value, gradient } = await f([...x]);
      if (gradient.length === x.length) return { x, value, gradient: Float64Array.from(gradient) };
      throw new UsageError({
        who: this.who,
        rule: `the gradient must have ${x.length} components`,
        got: gradient.length,
      });
    };
    return await this.#alone(async () => {
      const first = await look(Float64Array.from(start));
      const { point, ...result } = await this.#walk(first, { precision: doubles, look });
      return { ...result, x: [...point.x] };
    });
  }

  /** Not for a minimizer: @throws UsageError. Hidden from TypeScript, which refuses the call. */
  applyGradients(this: never): never {
    const { who } = this as Minimizer;
    throw new UsageError({
      who,
      rule: 'there is no applyGradients, because one update needs the loss at several points',
      remedy: 'call await minimize(() => loss, variables)',
    });
  }

  /** @throws UsageError for a point whose value or gradient is not finite */
  protected checked(point: Point, where: string, remedy: string): Point {
    const fault = faultOf(point);
    if (fault === undefined) return point;
    throw new UsageError({ who: this.who, rule: `the ${fault} ${where}`, remedy });
  }

  async #alone<R>(work: () => Promise<R>): Promise<R> {
    if (this.#isBusy) {
      throw new UsageError({
        who: this.who,
        rule: 'still minimizing',
        remedy: 'await the call before',
      });
    }
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }

  async #walk(
    start: Point,
    { precision, look }: Objective,
    accept: (point: Point) => void = () => {},
  ): Promise<MinimizeResult & { readonly point: Point }> {
    let at = this.checked(
      start,
      'at the start',
      'start elsewhere, or look for a 0 in a log or division',
    );
    this.begin(at);
    let evaluations = 1;
    let updates = 0;
    const counted: Objective = {
      precision,
      look: async (x) => {
        evaluations += 1;
        return await look(x);
      },
    };
    let stopped = this.#reason(at, updates, evaluations);
    while (stopped === undefined) {
      const next = await this.update(at, counted);
      if (typeof next === 'string') {
        stopped = next;
      } else {
        updates += 1;
        accept(next);
        stopped = this.#reason(next, updates, evaluations, at);
        at = next;
      }
    }
    const gradientNorm = largest(at.gradient);
    return { loss: at.value, updates, evaluations, gradientNorm, stopped, point: at };
  }

  #reason(at: Point, done: number, looks: number, before?: Point): Stop | undefined {
    const { updates, evaluations = Infinity, toleranceGradient, toleranceChange } = this.options;
    if (largest(at.gradient) <= toleranceGradient) return 'gradient';
    if (before !== undefined) {
      const moved = largest(at.x.map((value, i) => value - (before.x[i] as number)));
      if (moved <= toleranceChange) return 'change';
      if (Math.abs(at.value - before.value) < toleranceChange) return 'change';
    }
    if (done >= updates) return 'updates';
    return looks >= evaluations ? 'evaluations' : undefined;
  }
}
