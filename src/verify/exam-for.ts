import type { Exam } from './exam.ts';
import { functionExam } from './function-exam.ts';
import type { Member } from './members/index.ts';
import { optimizerExam } from './optimizer-exam.ts';

/** The exam of a member. The same seed gives the same exam. */
export function examFor(member: Member, seed: number): Exam {
  return member.kind === 'optimizer' ? optimizerExam(member, seed) : functionExam(member, seed);
}
