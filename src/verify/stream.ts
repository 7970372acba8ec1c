import { sizeOf } from '../rules/float64.ts';
import { random } from '../shared/random.ts';

/** What everyone in a comparison is fed: start values, and for each update a rate and gradients. Plain JSON. */
export interface Stream {
  readonly variables: readonly StreamVariable[];
  readonly updates: readonly Update[];
}

export interface StreamVariable {
  readonly shape: readonly number[];
  readonly start: readonly number[];
}

export interface Update {
  readonly rate: number;
  /** One for each variable; null where it has none in this update. */
  readonly gradients: readonly (readonly number[] | null)[];
}

export interface StreamOptions {
  /** Learning rate, or the rate of each update. */
  readonly rate: number | ((update: number) => number);
  /** Default 200. */
  readonly updates?: number;
  /** Default 1. */
  readonly seed?: number;
  /** Smallest and largest size of a gradient, at least 0; the elements of a variable span it evenly on a log scale. */
  readonly scales?: readonly [number, number];
  /** Default: a scalar, a row, a matrix, rank 3 and rank 4. */
  readonly shapes?: readonly (readonly number[])[];
}

/**
 * A seeded stream. Gradients have a mean of half their size, so that the weights travel, and every eighth is exactly
 * zero. All values are float32 numbers: both sides get the same ones, whatever they compute in.
 */
export function stream({
  rate,
  updates = 200,
  seed = 1,
  scales = [1e-4, 10],
  shapes = [[], [1, 6], [4, 3], [2, 3, 2], [1, 2, 2, 3]],
}: StreamOptions): Stream {
  const draw = random(seed);
  const [low, high] = scales;
  const gradient = (length: number) =>
    Array.from({ length }, (_, i) => {
      const size = low * (high / low) ** ((i + 0.5) / length);
      return draw.uniform() < 1 / 8 ? 0 : Math.fround(size * (draw.normal() + 0.5));
    });
  const variables = shapes.map((shape) => {
    return { shape, start: [...draw.normals(sizeOf(shape))] };
  });
  return {
    variables,
    updates: Array.from({ length: updates }, (_, update) => ({
      rate: typeof rate === 'number' ? rate : rate(update),
      gradients: variables.map(({ start }) => gradient(start.length)),
    })),
  };
}
