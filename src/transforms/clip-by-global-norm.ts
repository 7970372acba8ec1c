import { positive, readOptions } from '../shared/options.ts';
import { each, norms, shortened, shortening, type Transform } from './transform.ts';

export interface ClipByGlobalNormOptions {
  /** Longest Euclidean norm that all gradients together keep, greater than 0. */
  norm: number;
}

/**
 * Shortens all gradients by one factor, so that together they are at most `norm` long; the direction of the whole
 * update stays.
 * @throws UsageError for a bad option, and in an update whose gradient holds NaN or an infinity
 * @see Pascanu, Mikolov & Bengio 2013 (arXiv 1211.5063), algorithm 1
 */
export function clipByGlobalNorm(options: ClipByGlobalNormOptions): Transform {
  const { norm } = readOptions<ClipByGlobalNormOptions>(
    'clipByGlobalNorm',
    options,
    { norm: positive },
    {},
  );
  return shortening({ transform: 'clipByGlobalNorm', norm }, (gradients) => {
    // #region exercise: one norm over all gradients, one factor for all, and nothing to do when it is short enough
    const length = Math.hypot(...norms('clipByGlobalNorm', gradients));
    return length > norm ? each(gradients, (g) => shortened(g, norm / length)) : gradients;
    // #endregion
  });
}
