import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import {
  anyNumber,
  count,
  positive,
  readOptions,
  type OptionRule,
  type Range,
} from '../shared/options.ts';
import { random } from '../shared/random.ts';
import { compareGradients } from './compare-gradients.ts';
import { readGradients } from './read-gradients.ts';
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
  /** Largest |analytic - numeric| / max(floor, |analytic| + |numeric|); Infinity where one is not a number. */
  readonly maxError: number;
  readonly allowed: number;
  /** Components smaller than this were compared absolutely, because rounding alone may move them by allowed · floor. */
  readonly floor: number;
  readonly agrees: boolean;
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
}

// What rounding may do to a loss, in units of its last place. Measured on the softmax loss of 1000 images: 0.4 on cpu,
// which sums in doubles, and 6 on wasm, which sums in float32.
const roundings = 8;
const ulp = 2 ** -23;

const visible: Range = {
  says: 'at least 0.000001, since float32 loses smaller steps',
  holds: (value) => value >= 1e-6,
};
const callable: OptionRule = (who, name, value) => {
  if (typeof value === 'function') return value;
  throw new UsageError(`${who}: ${name} must be a function, got ${shown(value)}`);
};

/**
 * Checks a gradient against centred differences in float32, two calls of the loss for each coordinate.
 * Float32 rounds a loss at about 1e-7 of its size, so that h = 0.01 is near the best: smaller steps drown in rounding,
 * larger ones in curvature, and a relative error of 0.001 is as good as agreement. (In doubles: `numericGradient`.)
 * A kink gives a false alarm: where a ReLU's input passes 0 within the step, the difference mixes both slopes. Such an
 * error shrinks with a smaller h, or at another point; that of a wrong gradient stays.
 * The variables move during the check, and are bit for bit what they were afterwards, also after an error.
 * @param loss gives a finite scalar, and the same one at each call: a fixed batch, no dropout
 * @throws UsageError for such a loss, variables that are not float32, or an analytic gradient of another shape
 */
export async function checkGradient(
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
  options: CheckGradientOptions = {},
): Promise<GradientCheck> {
  const { analytic, h, allowed, sample, seed } = readOptions<Settings>(
    'checkGradient',
    options,
    { analytic: callable, h: visible, allowed: positive, sample: count, seed: anyNumber },
    { analytic: undefined, h: 1e-2, allowed: 1e-3, sample: undefined, seed: 1 },
  );
  checkVariables(variables);
  const stream = random(seed);
  let largest = await steadyLoss(loss);
  const gradients = await readGradients(loss, variables, analytic);
  const components: Component[] = [];
  for (const [i, variable] of variables.entries()) {
    const gradient = gradients[i] as Float32Array;
    await whileMoving(variable, async (move) => {
      for (const offset of stream.permutation(variable.size).slice(0, sample)) {
        const below = move(offset, -h);
        const low = await read(loss);
        const above = move(offset, h);
        const high = await read(loss);
        const numeric = (high - low) / (above - below);
        components.push({ variable, offset, analytic: gradient[offset] as number, numeric });
        largest = Math.max(largest, Math.abs(low), Math.abs(high));
      }
    });
  }
  return verdict(components, allowed, (roundings * ulp * largest) / h);
}

function verdict(
  components: readonly Component[],
  allowed: number,
  rounding: number,
): GradientCheck {
  const floor = Math.max(rounding / allowed, Number.MIN_VALUE);
  const { worst, ...compared } = compareGradients(
    components.map(({ analytic }) => analytic),
    components.map(({ numeric }) => numeric),
    { allowed, floor },
  );
  const { variable, offset, analytic, numeric } = components[worst.index] as Component;
  const strides = tf.util.computeStrides(variable.shape);
  const index = tf.util.indexToLoc(offset, variable.rank, strides);
  return { ...compared, floor, worst: { variable: variable.name, index, analytic, numeric } };
}

function checkVariables(variables: readonly tf.Variable[]): void {
  if (variables.length === 0) {
    throw new UsageError('checkGradient: variables must be at least one tf.Variable, got none');
  }
  for (const { name, dtype } of variables) {
    if (dtype === 'float32') continue;
    throw new UsageError(`checkGradient: variable "${name}" must be float32, got ${dtype}`);
  }
}

/** The size of the loss. @throws UsageError when it is not a finite scalar, or another one at the second call */
async function steadyLoss(loss: () => tf.Scalar): Promise<number> {
  const [once, twice] = [await read(loss), await read(loss)];
  if (once === twice) return Math.abs(once);
  throw new UsageError(
    `checkGradient: loss must give the same value at every call, got ${once} and ${twice}; use a fixed batch and no dropout`,
  );
}

async function read(loss: () => tf.Scalar): Promise<number> {
  const tensor = tf.tidy(loss);
  const values = await tensor.data();
  tensor.dispose();
  if (values.length === 1 && Number.isFinite(values[0])) return values[0] as number;
  throw new UsageError(`checkGradient: loss must be a finite scalar, got [${values}]`);
}
