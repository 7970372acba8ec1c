import type { Exam } from './exam.ts';
import { functionExam } from './function-exam.ts';
import { optimizerExam } from './optimizer-exam.ts';
import type { Kind } from './probe.ts';

/** The exam of a member. The same seed gives the same exam. */
export function examFor(kind: Kind, member: string, seed: number): Exam {
  return kind === 'optimizer' ? optimizerExam(member, seed) : functionExam(kind, member, seed);
}
