import type { Kind, Observation, Probe } from './probe.ts';
import type { Verdict } from './verdict.ts';
import { functionExam } from './function-exam.ts';
import { optimizerExam } from './optimizer-exam.ts';

/** The scenarios for one member, and how what was seen of them is judged. */
export interface Exam {
  readonly probes: readonly Probe[];
  /** The library's own class of this name; empty where there is none. */
  readonly className: string;
  judge(seen: readonly Observation[]): Pick<Verdict, 'verdict' | 'probes' | 'diagnosis' | 'advice'>;
}

/** The exam of a member. The same seed gives the same exam. */
export function examFor(kind: Kind, member: string, seed: number): Exam {
  return kind === 'optimizer' ? optimizerExam(member, seed) : functionExam(kind, member, seed);
}
