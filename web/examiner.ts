import type { Rule } from '#src/rules/index';
import { examineRule } from '#src/verify/examine-rule';
import { ruleMembers } from '#src/verify/members/rules';
import { namesForRules } from '#src/verify/names-for-rules';
import { thrown } from '#src/verify/thrown';
import type { RuleMember } from '#src/verify/member';
import type { Answer } from './answer.ts';

/** What the page puts before this script, so that a line in an error is a line of the reader's. */
declare const reader: {
  readonly member: string;
  readonly form: (names: typeof namesForRules) => Rule;
};

postMessage(answer());

function answer(): Answer {
  try {
    const member = ruleMembers.find(({ name }) => name === reader.member) as RuleMember;
    return { verdict: examineRule(member, reader.form(namesForRules)) };
  } catch (error) {
    return error instanceof EvalError ? { forbidden: true } : { failure: thrown(error).message };
  }
}
