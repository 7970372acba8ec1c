import type { RuleVerdict } from '#src/verify/examine-rule';

/** What an examiner sends to the page. */
export type Answer =
  | { readonly verdict: RuleVerdict }
  /** What was written could not even be made. */
  | { readonly failure: string }
  /** Whoever serves the page does not let it make code of text. */
  | { readonly forbidden: true };
