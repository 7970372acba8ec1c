import { atMost, checkNumber, count, nonNegative } from '../shared/options.ts';

/** A training from its first update to its last. */
export interface Recipe {
  /** Updates of the whole training, the warm-up included: at least 1. */
  readonly updates: number;
  /** The highest rate. */
  readonly peak: number;
  /** Updates that climb to the peak, at least 1, and then update 0 has the peak. */
  readonly warmup: number;
  /** Decay of the weights that decay at all. */
  readonly weightDecay: number;
}

/** What one update does with one weight tensor. */
export interface Portion {
  readonly learningRate: number;
  readonly weightDecay: number;
}

/**
 * The default recipe: a rate that climbs in equal steps to its peak and falls along half a cosine to 0, and a decay for
 * kernels alone. The first update of a climb has the rate peak / warmup, and 0 is reached after the last update.
 * @param update which one, from 0
 * @param shape that of the weights: a list is a bias, and all else is a kernel
 * @throws UsageError for a number out of range, a warm-up that leaves no update after it
 */
export function trainingRecipe(recipe: Recipe, update: number, shape: readonly number[]): Portion {
  const who = 'trainingRecipe';
  checkNumber(who, 'updates', recipe.updates, count);
  checkNumber(who, 'warmup', recipe.warmup, count);
  checkNumber(who, 'warmup', recipe.warmup, atMost('updates - 1', recipe.updates - 1));
  for (const name of ['peak', 'weightDecay'] as const)
    checkNumber(who, name, recipe[name], nonNegative);
  const { updates, peak, warmup, weightDecay } = recipe;
  // #region exercise: the rate of an update, climbing and then falling, and the decay that a tensor of this shape gets
  const climbing = (update + 1) / warmup;
  const progress = Math.min((update - warmup) / (updates - warmup), 1);
  const falling = (1 + Math.cos(Math.PI * progress)) / 2;
  return {
    learningRate: peak * (update < warmup ? climbing : falling),
    weightDecay: shape.length > 1 ? weightDecay : 0,
  };
  // #endregion
}
