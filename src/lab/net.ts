import { Float64 } from '../rules/index.ts';
import { random } from '../shared/random.ts';

/** Two inputs, two layers of eight tanh units, one logit. */
export const widths: readonly number[] = [2, 8, 8, 1];

/** Kernel and bias of each layer, in turn. */
export type Weights = readonly Float64[];

/** A point of the plane, and its class. */
export interface Sample {
  readonly at: readonly [number, number];
  readonly isSecond: boolean;
}

/** Weights to begin with: normal, with variance 1 over the inputs of a unit; biases are 0. */
export function startWeights(seed: number): Weights {
  const draws = random(seed);
  return widths.slice(1).flatMap((width, layer) => {
    const inputs = widths[layer] as number;
    const kernel = [...draws.normals(inputs * width)].map((xi) => xi / Math.sqrt(inputs));
    return [new Float64(kernel, [inputs, width]), Float64.zeros(width)];
  });
}

/** What each layer gives for a point: the point itself, two layers of units, the logit. */
function layersOf(weights: Weights, at: readonly [number, number]): number[][] {
  const layers: number[][] = [[...at]];
  for (let layer = 0; layer < widths.length - 1; layer++) {
    const [kernel, bias] = [weights[2 * layer], weights[2 * layer + 1]] as [Float64, Float64];
    const before = layers[layer] as number[];
    const width = widths[layer + 1] as number;
    const isLast = layer === widths.length - 2;
    layers.push(
      bias.values.map((b, unit) => {
        let sum = b;
        for (let i = 0; i < before.length; i++) {
          sum += (before[i] as number) * (kernel.values[i * width + unit] as number);
        }
        return isLast ? sum : Math.tanh(sum);
      }),
    );
  }
  return layers;
}

/** The logit of the second class at a point: above 0 the net says that it is of that class. */
export function logit(weights: Weights, at: readonly [number, number]): number {
  return layersOf(weights, at).at(-1)?.[0] as number;
}

/** How a net does on samples. */
export interface Score {
  /** Mean cross-entropy. */
  readonly loss: number;
  /** Share of the samples that it tells right. */
  readonly accuracy: number;
}

export function score(weights: Weights, samples: readonly Sample[]): Score {
  let [loss, right] = [0, 0];
  for (const { at, isSecond } of samples) {
    const z = logit(weights, at);
    loss += crossEntropy(z, isSecond);
    if (z > 0 === isSecond) right++;
  }
  return { loss: loss / samples.length, accuracy: right / samples.length };
}

/** log(1 + e⁻ᶻ) for the second class and log(1 + eᶻ) for the first, without overflow. */
function crossEntropy(z: number, isSecond: boolean): number {
  const margin = isSecond ? z : -z;
  return Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
}

/** The gradient of the mean cross-entropy, by the chain rule from the last layer to the first. */
export function slopes(weights: Weights, samples: readonly Sample[]): Weights {
  const sums = weights.map(({ values }) => Array<number>(values.length).fill(0));
  for (const { at, isSecond } of samples) {
    const layers = layersOf(weights, at);
    const z = layers.at(-1)?.[0] as number;
    // The slope of the loss by what goes into each unit of a layer.
    let blame = [1 / (1 + Math.exp(-z)) - Number(isSecond)];
    for (let layer = widths.length - 2; layer >= 0; layer--) {
      const before = layers[layer] as number[];
      const kernel = (weights[2 * layer] as Float64).values;
      const [toKernel, toBias] = [sums[2 * layer], sums[2 * layer + 1]] as [number[], number[]];
      const width = blame.length;
      const earlier = before.map((unit, i) => {
        let sum = 0;
        for (let j = 0; j < width; j++) {
          const slope = blame[j] as number;
          toKernel[i * width + j] = (toKernel[i * width + j] as number) + unit * slope;
          sum += (kernel[i * width + j] as number) * slope;
        }
        return sum * (1 - unit * unit);
      });
      for (let j = 0; j < width; j++) toBias[j] = (toBias[j] as number) + (blame[j] as number);
      blame = earlier;
    }
  }
  return weights.map(
    ({ shape }, i) =>
      new Float64(
        (sums[i] as number[]).map((sum) => sum / samples.length),
        shape,
      ),
  );
}
