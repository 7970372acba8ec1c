import type * as tf from '@tensorflow/tfjs';
import type { Elementwise } from '../rules/elementwise.ts';
import { nonNegative, readOptions, type Range } from '../shared/options.ts';
import type { ProximalRegularizer, Regularizer } from './regularizer.ts';

type Numbers = Readonly<Record<string, number>>;

/**
 * A penalty as a value: its options and its arithmetic, which knows no tensors. The functions are pure.
 * @typeParam O its options
 */
export interface Penalty<O extends Numbers> {
  /** Every option with its default. */
  readonly defaults: O;
  /** The penalty on `w`, a scalar. */
  readonly penalty: (w: Elementwise, options: O) => Elementwise;
  /** Its gradient, of the shape of `w`; at a kink a subgradient. */
  readonly gradient: (w: Elementwise, options: O) => Elementwise;
}

/** A penalty that can also be taken down exactly; see `ProximalRegularizer`. */
export interface ProximalPenalty<O extends Numbers> extends Penalty<O> {
  readonly proximal: (w: Elementwise, step: number, options: O) => Elementwise;
}

/** A penalty that makes regularizers for tensors: `l2({ l2: 0.1 })`. @throws UsageError for a bad option */
export type Regularizing<P extends Penalty<O>, O extends Numbers, R extends Regularizer> = P &
  ((options?: Partial<O>) => R);

interface WithRanges<O> {
  /** What options must satisfy that need not be at least 0. */
  readonly ranges?: { readonly [K in keyof O]?: Range };
}

/**
 * Makes a penalty from its arithmetic. Called with options, it gives the same on tensors, differentiable on a tape; its
 * own functions take whatever satisfies the algebra, such as `Float64`, and options that are complete.
 */
export function penalty<O extends Numbers>(
  name: string,
  written: ProximalPenalty<O> & WithRanges<O>,
): Regularizing<ProximalPenalty<O>, O, ProximalRegularizer>;
export function penalty<O extends Numbers>(
  name: string,
  written: Penalty<O> & WithRanges<O>,
): Regularizing<Penalty<O>, O, Regularizer>;
export function penalty<O extends Numbers>(
  name: string,
  { ranges, ...value }: Penalty<O> & Partial<ProximalPenalty<O>> & WithRanges<O>,
): Regularizing<Penalty<O>, O, Regularizer> {
  const usual = Object.keys(value.defaults).map((option) => [option, nonNegative]);
  const rules: Readonly<Record<string, Range>> = { ...Object.fromEntries(usual), ...ranges };
  const make = (given: Partial<O> = {}): Regularizer => {
    const options = readOptions<O>(name, given, rules, value.defaults);
    const config = { regularizer: name, ...options };
    const { penalty, gradient, proximal } = value;
    return Object.assign(
      (w: tf.Tensor) => asTensor(penalty(asElementwise(w), options)) as tf.Scalar,
      {
        config,
        gradient: (w: tf.Tensor) => asTensor(gradient(asElementwise(w), options)),
        ...(proximal && {
          proximal: (w: tf.Tensor, step: number) =>
            asTensor(proximal(asElementwise(w), step, options)),
        }),
      },
    );
  };
  return Object.assign(make, value);
}

// A tensor has all the words of the algebra, but takes more operands than they do.
const asElementwise = (tensor: tf.Tensor) => tensor as unknown as Elementwise;
const asTensor = (array: Elementwise) => array as unknown as tf.Tensor;
