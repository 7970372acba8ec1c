import { numberText } from '../figures/index.ts';
import { UsageError } from '../shared/errors.ts';
import { rounded } from '../shared/stats.ts';

/** Where a claim's value must lie; at least one side. */
export interface Bound {
  readonly above?: number;
  readonly below?: number;
}

/** A measured sentence: what prose quotes and what a report asserts. */
export interface Claim {
  /** The sentence or phrase, with the measured number in it. */
  readonly text: string;
  readonly value: number;
  readonly bound: Bound;
  /** Whether the value lies within the bound; null in a draft, where claims are not judged. */
  readonly holds: boolean | null;
}

/**
 * A sentence about a measured value, and the bound that makes it true.
 * @param text the sentence, with `{}` where the value stands (three significant digits) or `{%}` for a percentage
 * @param value what was measured; NaN never holds
 * @throws UsageError for a text without a place for the value, or a bound without a side
 */
export function claim(text: string, value: number, bound: Bound): Claim {
  if (!/\{%?\}/.test(text)) {
    throw new UsageError(`claim: text must hold {} or {%} where its value stands, got "${text}"`);
  }
  if (bound.above === undefined && bound.below === undefined) {
    throw new UsageError(`claim: bound must have above or below, got none for "${text}"`);
  }
  const holds = value > (bound.above ?? -Infinity) && value < (bound.below ?? Infinity);
  const filled = text
    .replace('{%}', `${numberText(100 * value)} %`)
    .replace('{}', numberText(value));
  return { text: filled, value: rounded(value), bound, holds };
}
