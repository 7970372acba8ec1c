import { rules } from '../../rules/index.ts';
import type { RuleMember } from '../member.ts';
import * as each from './each-rule.ts';

const byName: Readonly<Record<keyof typeof rules, RuleMember>> = each;

/** What is known of each rule, in the order of the course. */
export const ruleMembers: readonly RuleMember[] = Object.keys(rules)
  // The page's examiner leaves some out.
  .filter((name) => name in byName)
  .map((name) => byName[name as keyof typeof rules]);
