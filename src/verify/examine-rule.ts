import type { Rule } from '../rules/index.ts';
import type { RuleMember } from './member.ts';
import { observeRule } from './observe-rule.ts';
import { optimizerExam } from './optimizer-exam.ts';
import type { Judgement } from './verdict.ts';

/** What only tensors show. */
const unseen = ['no-leak', 'gradients-untouched', 'iterations'];

/** A verdict, and where the rule first threw, if it did. */
export interface RuleVerdict extends Judgement {
  readonly stack?: string;
  /** Whether the weights move, and stay finite. */
  readonly moves: boolean;
}

/** The verdict on a rule that is meant to be `member`, found without tensors: checks that need them are left out. */
export function examineRule(member: RuleMember, rule: Rule, seed = 1): RuleVerdict {
  const exam = optimizerExam(member, seed);
  const seen = observeRule(member.className, rule, exam);
  const { probes, ...judged } = exam.judge(seen);
  const stack = seen.find((one) => one.thrown !== undefined)?.thrown?.stack;
  const looked = probes.filter(({ id }) => !unseen.includes(id));
  const moves = seen.some(({ path: [start, ...way] }) => {
    const end = way.at(-1);
    return end?.every(Number.isFinite) === true && String(end) !== String(start);
  });
  return { ...judged, probes: looked, moves, ...(stack !== undefined && { stack }) };
}
