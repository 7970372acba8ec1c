import { positive, readOptions } from '../shared/options.ts';
import { each, norms, shortened, shortening, type Transform } from './transform.ts';

export interface ClipByNormOptions {
  /** Longest Euclidean norm that a gradient keeps, greater than 0. */
  norm: number;
}

/**
 * Shortens each variable's gradient to at most `norm`, by itself; its direction stays.
 * @throws UsageError for a bad option, and in an update whose gradient holds NaN or an infinity
 */
export function clipByNorm(options: ClipByNormOptions): Transform {
  const { norm } = readOptions<ClipByNormOptions>('clipByNorm', options, { norm: positive }, {});
  return shortening({ transform: 'clipByNorm', norm }, (gradients) => {
    const found = norms('clipByNorm', gradients).values();
    return each(gradients, (g) => {
      const length = found.next().value as number;
      return length > norm ? shortened(g, norm / length) : g;
    });
  });
}
