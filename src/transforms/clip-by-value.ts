import { positive, readOptions } from '../shared/options.ts';
import { checkFinite, each, transform, type Transform } from './transform.ts';

export interface ClipByValueOptions {
  /** Largest absolute value that an element keeps, greater than 0. */
  value: number;
}

/**
 * Cuts each element of each gradient to [-value, value]; the direction changes.
 * @throws UsageError for a bad option, and in an update whose gradient holds NaN or an infinity
 */
export function clipByValue(options: ClipByValueOptions): Transform {
  const { value } = readOptions<ClipByValueOptions>(
    'clipByValue',
    options,
    { value: positive },
    {},
  );
  return transform({ transform: 'clipByValue', value }, (gradients) => {
    checkFinite('clipByValue', gradients);
    return each(gradients, (g) => g.clipByValue(-value, value));
  });
}
