import { randomSearch } from '../minimizers/random-search.ts';
import { count, mustList, positive, several } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import { mean } from '../shared/stats.ts';
import type { StudyKind } from './study.ts';

export interface RandomDirectionsOptions {
  /** Numbers of weights, each at least 2. */
  readonly dimensions: readonly number[];
  /** Random directions whose angle is taken. */
  readonly draws: number;
  /** Random searches whose length is taken. */
  readonly searches: number;
  /** A step's standard deviation, times the number of weights, as a share of the distance at the start. */
  readonly size: number;
}

const dimensions = mustList('a list of whole numbers of at least 2', (n) =>
  several.holds(n as number),
);

/**
 * What a random direction is worth in many dimensions. Gives for each `dimension` the mean of |cos| of its angle to the
 * direction that is sought, `cosine`, and the mean number of heights that a random search in a round bowl asks for until
 * half of the distance is left, `evaluations`.
 */
export const randomDirections: StudyKind<RandomDirectionsOptions> = {
  about: 'what a random direction is worth, over the number of weights',
  cost: 4000,
  defaults: { dimensions: [2, 10, 30, 100, 300], draws: 2000, searches: 10, size: 1 },
  ranges: { dimensions, draws: count, searches: count, size: positive },
  measure({ dimensions, draws, searches, size }, random) {
    const means = (of: number, one: (n: number) => number) =>
      dimensions.map((n) => mean(Array.from({ length: of }, () => one(n))));
    return {
      dimension: dimensions,
      cosine: means(draws, (n) => Math.abs(cosine(random.normals(n)))),
      evaluations: means(searches, (n) => untilHalf(n, size / n, random)),
    };
  },
};

/** Of the angle between a vector and the first axis: any direction would do, as all are alike to the normals. */
function cosine(vector: Float32Array): number {
  return (vector[0] as number) / Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
}

/** The heights that are asked for on the way from distance 1 to ½ in a round bowl of `n` weights. */
function untilHalf(n: number, size: number, random: Random): number {
  const normals = (length: number) => random.normals(length);
  let [asked, needed] = [0, 0];
  const height = (w: readonly number[]) => {
    asked += 1;
    const found = w.reduce((sum, x) => sum + x * x, 0);
    if (needed === 0 && found <= 1 / 4) needed = asked;
    return found;
  };
  let place: readonly number[] = Array<number>(n).fill(Math.sqrt(1 / n));
  for (;;) {
    place = randomSearch(height, place, { steps: n, size, normals });
    if (needed > 0) return needed;
    // The next part asks once more for the height where this one ended.
    asked -= 1;
  }
}
