import { walkers } from '#src/lab/walkers';
import type { Rule } from 'downhill/rules';

/** The name under which the reader's rule walks. */
export const own = 'yours';

/** Grows with every rule that walks as `yours`, so that nobody takes an earlier one's way for its own. */
export let edition = 0;

/** The rule whose place `yours` has taken; undefined where nothing of the reader's walks. */
export let meantFor: string | undefined;

/** Lets a rule walk as the reader's. @param member whose place it takes */
export function enter(rule: Rule, member: string): void {
  walkers[own] = rule;
  edition += 1;
  meantFor = member;
}
