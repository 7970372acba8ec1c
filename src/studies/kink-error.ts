import { numericGradient } from '../gradients/numeric-gradient.ts';
import { relativeError } from '../gradients/relative-error.ts';
import { positive } from '../shared/options.ts';
import type { StudyKind } from './study.ts';
import { logSpaced } from '../shared/powers.ts';

export interface KinkErrorOptions {
  /** Step to either side. */
  readonly h: number;
}

/**
 * What a centred difference says of a ReLU that is on, at a `distance` from its kink: of each from 10⁻⁷ to 1, twenty to a
 * decade, the relative `error` beside its slope, 1.
 */
export const kinkError: StudyKind<KinkErrorOptions> = {
  about: 'the error of a difference near the kink of a ReLU',
  defaults: { h: 1e-5 },
  ranges: { h: positive },
  measure({ h }) {
    const distance = logSpaced(1e-7, 1, 141);
    const relu = ([x]: readonly number[]) => Math.max(0, x as number);
    const error = distance.map((x) => {
      const [slope] = numericGradient(relu, [x], { h });
      return relativeError(1, slope as number);
    });
    return { distance, error };
  },
};
