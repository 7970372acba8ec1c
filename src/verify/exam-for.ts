import type { Exam } from './exam.ts';
import { functionExam } from './function-exam.ts';
import type { RuleMember } from './member.ts';
import { ruleMembers } from './members/index.ts';
import { optimizerExam } from './optimizer-exam.ts';
import type { Kind } from './probe.ts';

/** The exam of a member. The same seed gives the same exam. */
export function examFor(kind: Kind, member: string, seed: number): Exam {
  if (kind !== 'optimizer') return functionExam(kind, member, seed);
  return optimizerExam(ruleMembers.find(({ name }) => name === member) as RuleMember, seed);
}
