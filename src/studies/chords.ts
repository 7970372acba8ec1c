import { numericGradient } from '../gradients/numeric-gradient.ts';
import { positive } from '../shared/options.ts';
import type { StudyKind } from './study.ts';

export interface ChordsOptions {
  /** The longest step; the others are a half and a quarter of it. */
  readonly h: number;
}

/**
 * The slopes of chords on eˣ, whose own slope at 0 is 1: for each `h` of three the chord to the `right` of 0, and the one
 * `across` both sides.
 */
export const chords: StudyKind<ChordsOptions> = {
  about: 'the slopes of chords to one side and across both',
  defaults: { h: 1 },
  ranges: { h: positive },
  measure({ h: longest }) {
    const h = [longest, longest / 2, longest / 4];
    return {
      h,
      right: h.map((step) => Math.expm1(step) / step),
      across: h.flatMap((step) =>
        numericGradient(([x]) => Math.exp(x as number), [0], { h: step }),
      ),
    };
  },
};
