import { UsageError } from '../shared/errors.ts';
import { sobol, sobolDimensions } from './sobol.ts';
import { valueAt, type Dimension, type Setting } from './space.ts';
import type { Sweep, SweptOptimizer } from './sweep.ts';

/**
 * The settings that an optimizer tries, in their order. A grid has all combinations of its choices and of as many evenly
 * spaced values of each range as the budget allows, ends included; Sobol points begin after the corner of all low ends.
 * @throws UsageError for a budget that is missing, or too small for the grid
 */
export function settings(
  who: string,
  { space, label }: SweptOptimizer,
  { sampler, trials }: Pick<Sweep, 'sampler' | 'trials'>,
): Setting[] {
  if (space.length === 0) return [{}];
  return sampler === 'grid'
    ? grid(space, stepsOf(who, { label, space }, trials))
    : points(who, label, space, needed(who, trials));
}

/** How many settings an optimizer tries, found without making them. @throws UsageError as `settings` does */
export function settingsCount(
  who: string,
  { space, label }: Pick<SweptOptimizer, 'label' | 'space'>,
  { sampler, trials }: Pick<Sweep, 'sampler' | 'trials'>,
): number {
  if (sampler === 'sobol') return space.length === 0 ? 1 : needed(who, trials);
  return choicesIn(space) * stepsOf(who, { label, space }, trials) ** rangesIn(space);
}

function needed(who: string, trials: number | undefined): number {
  if (trials !== undefined) return trials;
  const rule = 'trials is missing, the number of settings that each optimizer may try';
  throw new UsageError({ who, rule });
}

const rangesIn = (space: readonly Dimension[]) =>
  space.filter(({ kind }) => kind !== 'choice').length;
const choicesIn = (space: readonly Dimension[]) =>
  space.reduce((all, one) => all * (one.kind === 'choice' ? one.values.length : 1), 1);

/** How many values of each range a grid has. */
function stepsOf(
  who: string,
  { space, label }: Pick<SweptOptimizer, 'label' | 'space'>,
  trials: number | undefined,
): number {
  const [ranges, choices] = [rangesIn(space), choicesIn(space)];
  const budget = ranges === 0 ? (trials ?? Infinity) : needed(who, trials);
  const least = choices * 2 ** ranges;
  if (least > budget) {
    throw new UsageError({
      who,
      rule: `trials must be at least ${least} for a grid over the space of ${label}`,
      got: budget,
      remedy: 'or take the sampler "sobol"',
    });
  }
  // A root may lie a rounding error below the whole number that it is.
  return ranges === 0 ? 1 : Math.floor((budget / choices) ** (1 / ranges) + 1e-9);
}

/** The values of a dimension on a grid of `steps` for each range. */
function gridValues(dimension: Dimension, steps: number): readonly unknown[] {
  if (dimension.kind === 'choice') return dimension.values;
  return Array.from({ length: steps }, (_, i) => valueAt(dimension, i / (steps - 1)));
}

function grid(space: readonly Dimension[], steps: number): Setting[] {
  return space.reduce<Setting[]>(
    (before, dimension) =>
      before.flatMap((setting) =>
        gridValues(dimension, steps).map((value) => ({ ...setting, [dimension.name]: value })),
      ),
    [{}],
  );
}

function points(
  who: string,
  label: string,
  space: readonly Dimension[],
  trials: number,
): Setting[] {
  if (space.length > sobolDimensions) {
    throw new UsageError({
      who,
      rule: `the space of ${label} must have at most ${sobolDimensions} dimensions for Sobol points`,
      got: space.length,
    });
  }
  const all = sobol(trials, space.length, 1).map((point) =>
    Object.fromEntries(space.map((one, i) => [one.name, valueAt(one, point[i] as number)])),
  );
  // Among choices alone the same setting comes again.
  const seen = new Map(all.map((setting) => [JSON.stringify(setting), setting]));
  return [...seen.values()];
}
