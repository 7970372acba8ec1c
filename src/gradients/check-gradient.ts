import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import {
  aFunction,
  anyNumber,
  count,
  positive,
  readOptions,
  type Range,
} from '../shared/options.ts';
import { random } from '../shared/random.ts';
import { rounded } from '../shared/stats.ts';
import { readGradients } from './read-gradients.ts';
import { relativeError } from './relative-error.ts';
import { scalarLoss } from './scalar-loss.ts';
import { variableList } from './variable-list.ts';
import { whileMoving } from './while-moving.ts';

export interface CheckGradientOptions {
  /** The gradient to check: one tensor for each variable, in order, of its shape. Default: what tfjs derives from the loss. */
  analytic?: () => readonly tf.Tensor[];
  /** Step to either side, at least 1e-6, for weights between -1 and 1; larger ones take a step in proportion. Default 0.01. */
  h?: number;
  /** Largest relative error that still agrees, greater than 0. Default 0.001. */
  allowed?: number;
  /** So many coordinates of each variable, chosen at random, at least 1. Default: all of them. */
  sample?: number;
  /** Decides which coordinates a sample takes. Default 1. */
  seed?: number;
}

/** Outcome of a gradient check. Plain JSON, as long as the gradients are finite. */
export interface GradientCheck {
  /** `cannot tell` where no component disagrees, but rounding would hide one that is wrong. */
  readonly verdict: 'agrees' | 'disagrees' | 'cannot tell';
  /** The verdict as a sentence, with what helps. */
  readonly says: string;
  /** Whether the verdict is `agrees`. */
  readonly agrees: boolean;
  /** Largest |analytic - numeric| / max(floor, |analytic| + |numeric|); Infinity where one is not a number. */
  readonly maxError: number;
  readonly allowed: number;
  /**
   * Components smaller than this were compared absolutely, because rounding alone may move them by allowed · floor. Each
   * component has a floor of its own, after the loss and the step there; this is the largest.
   */
  readonly floor: number;
  /** Where the largest error is: the variable's name and the element's position in it. */
  readonly worst: {
    readonly variable: string;
    readonly index: readonly number[];
    readonly analytic: number;
    readonly numeric: number;
  };
  /** Number of coordinates compared. */
  readonly checked: number;
}

type Settings = Required<Omit<CheckGradientOptions, 'analytic' | 'sample'>> & CheckGradientOptions;

/** One element of one variable, and its two derivatives. */
interface Component {
  readonly variable: tf.Variable;
  readonly offset: number;
  readonly analytic: number;
  readonly numeric: number;
  /** What rounding of the loss may do to the numeric one. */
  readonly rounding: number;
}

// What rounding may do to a loss, in units of its last place. Measured on the softmax loss of 1000 images: 0.4 on cpu,
// which sums in doubles, and 6 on wasm, which sums in float32.
const roundings = 8;
const ulp = 2 ** -23;
// Rounding of this share of a gradient hides what commonly goes wrong with one: a sign, a factor, a missing term.
const hiding = 1 / 4;

const visible: Range = {
  says: 'at least 0.000001, since float32 loses smaller steps',
  holds: (value) => value >= 1e-6,
};

/**
 * Checks a gradient against centred differences in float32, two calls of the loss for each coordinate.
 * Float32 rounds a loss at about 1e-7 of its size, so that h = 0.01 is near the best: smaller steps drown in rounding,
 * larger ones in curvature, and a relative error of 0.001 is as good as agreement. (In doubles: `numericGradient`.)
 * A kink gives a false alarm: where a ReLU's input passes 0 within the step, the difference mixes both slopes. Such an
 * error shrinks with a smaller h, or at another point; that of a wrong gradient stays.
 * Where rounding could move a component by a quarter of the largest of its variable, as beside a constant of a million
 * in the loss, the verdict is `cannot tell`, unless another component disagrees.
 * The variables move during the check, and are bit for bit what they were afterwards, also after an error.
 * @param loss gives a finite scalar, and the same one at each call: a fixed batch, no dropout
 * @throws UsageError for a loss that is not, variables that are no list or not float32, or an analytic gradient of another shape
 */
export async function checkGradient(
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
  options: CheckGradientOptions = {},
): Promise<GradientCheck> {
  const { analytic, h, allowed, sample, seed } = readOptions<Settings>(
    'checkGradient',
    options,
    { analytic: aFunction, h: visible, allowed: positive, sample: count, seed: anyNumber },
    { analytic: undefined, h: 1e-2, allowed: 1e-3, sample: undefined, seed: 1 },
  );
  const calm = scalarLoss('checkGradient', loss);
  checkVariables(variables);
  const stream = random(seed);
  const here = await steadyLoss(calm);
  const gradients = await readGradients(calm, variables, analytic);
  const components: Component[] = [];
  for (const [i, variable] of variables.entries()) {
    const gradient = gradients[i] as Float32Array;
    await whileMoving(variable, async (move) => {
      for (const offset of stream.permutation(variable.size).slice(0, sample)) {
        const below = move(offset, -h);
        const low = await read(calm);
        const above = move(offset, h);
        const high = await read(calm);
        const way = above - below;
        const numeric = (high - low) / way;
        const largest = Math.max(here, Math.abs(low), Math.abs(high));
        const rounding = (2 * roundings * ulp * largest) / way;
        components.push({
          variable,
          offset,
          analytic: gradient[offset] as number,
          numeric,
          rounding,
        });
      }
    });
  }
  return outcome(components, allowed);
}

function outcome(components: readonly Component[], allowed: number): GradientCheck {
  const floorOf = ({ rounding }: Component) => Math.max(rounding / allowed, Number.MIN_VALUE);
  const errors = components.map((one) => {
    const error = relativeError(one.analytic, one.numeric, floorOf(one));
    return Number.isNaN(error) ? Infinity : error;
  });
  const maxError = errors.reduce((most, error) => Math.max(most, error), 0);
  const worst = placed(components[errors.indexOf(maxError)] as Component);
  const hidden = firstHidden(components);
  const verdict = maxError > allowed ? 'disagrees' : hidden ? 'cannot tell' : 'agrees';
  const says = {
    agrees: `the gradient agrees with the differences of the loss in all ${components.length} coordinates`,
    disagrees: `the gradient by ${named(worst)} is ${rounded(worst.analytic)}, but the loss rises by ${rounded(worst.numeric)}`,
    'cannot tell': hidden ? sentenceOn(hidden) : '',
  }[verdict];
  return {
    verdict,
    says,
    agrees: verdict === 'agrees',
    maxError,
    allowed,
    floor: components.reduce((most, one) => Math.max(most, floorOf(one)), 0),
    worst,
    checked: components.length,
  };
}

/**
 * The component whose rounding hides most of its variable's gradient, if any is hidden. Where all that was compared of a
 * variable is 0, the other variables say how large a gradient is here.
 */
function firstHidden(components: readonly Component[]): Component | undefined {
  const sizes = new Map<tf.Variable, number>();
  for (const { variable, analytic, numeric } of components) {
    const before = sizes.get(variable) ?? 0;
    sizes.set(variable, Math.max(before, Math.abs(analytic), Math.abs(numeric)));
  }
  const largest = Math.max(...sizes.values());
  const share = ({ variable, rounding }: Component) => rounding / (sizes.get(variable) || largest);
  const most = components.reduce((a, b) => (share(b) > share(a) ? b : a));
  return share(most) > hiding ? most : undefined;
}

function placed({ variable, offset, analytic, numeric }: Component): GradientCheck['worst'] {
  const strides = tf.util.computeStrides(variable.shape);
  const index = tf.util.indexToLoc(offset, variable.rank, strides);
  return { variable: variable.name, index, analytic, numeric };
}

const named = ({ variable, index }: GradientCheck['worst']) =>
  index.length === 0 ? `"${variable}"` : `"${variable}"[${index}]`;

function sentenceOn(hidden: Component): string {
  const [analytic, numeric] = [rounded(hidden.analytic), rounded(hidden.numeric)];
  const wrong = rounded(hidden.rounding, 2);
  return `rounding hides the gradient by ${named(placed(hidden))}: it is ${analytic}, the loss rises by ${numeric}, and float32 may be wrong by ${wrong}; take constants out of the loss, scale the targets, give a larger h, or compare in doubles with numericGradient`;
}

function checkVariables(variables: readonly tf.Variable[]): void {
  if (variableList('checkGradient', variables).length === 0) {
    throw new UsageError({
      who: 'checkGradient',
      rule: 'variables must be at least one tf.Variable',
      got: 'none',
    });
  }
  for (const { name, dtype } of variables) {
    if (dtype === 'float32') continue;
    throw new UsageError({
      who: 'checkGradient',
      rule: `variable "${name}" must be float32`,
      got: dtype,
    });
  }
}

/** The size of the loss. @throws UsageError when it is not a finite scalar, or another one at the second call */
async function steadyLoss(loss: () => tf.Scalar): Promise<number> {
  const [once, twice] = [await read(loss), await read(loss)];
  if (once === twice) return Math.abs(once);
  throw new UsageError({
    who: 'checkGradient',
    rule: 'loss must give the same value at every call',
    got: `${once} and ${twice}`,
    remedy: 'use a fixed batch and no dropout',
  });
}

async function read(loss: () => tf.Scalar): Promise<number> {
  const tensor = tf.tidy(loss);
  const values = await tensor.data();
  tensor.dispose();
  if (values.length === 1 && Number.isFinite(values[0])) return values[0] as number;
  throw new UsageError({
    who: 'checkGradient',
    rule: 'loss must be a finite scalar',
    got: `[${values}]`,
  });
}
