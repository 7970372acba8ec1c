import type { Rule } from '#src/rules/index';
import { examineRule, type RuleVerdict } from '#src/verify/examine-rule';
import { ruleMembers } from '#src/verify/members/rules';
import { namesForRules } from '#src/verify/names-for-rules';
import { thrown } from '#src/verify/thrown';
import type { RuleMember } from '#src/verify/member';

/** What the page puts before this script, so that a line in an error is a line of the reader's. */
declare const reader: {
  readonly member: string;
  readonly rule: (names: typeof namesForRules) => Rule;
};

/** What the examiner sends to the page. */
export type Answer =
  | { readonly verdict: RuleVerdict }
  /** The rule could not even be made. */
  | { readonly failure: string }
  /** Whoever serves the page does not let it make code of text. */
  | { readonly forbidden: true };

postMessage(answer());

function answer(): Answer {
  try {
    const member = ruleMembers.find(({ name }) => name === reader.member) as RuleMember;
    return { verdict: examineRule(member, reader.rule(namesForRules)) };
  } catch (error) {
    return error instanceof EvalError ? { forbidden: true } : { failure: thrown(error).message };
  }
}
