import type { Observation, Probe } from './probe.ts';
import type { Judgement } from './verdict.ts';

/** The scenarios for one member, and how what was seen of them is judged. */
export interface Exam {
  readonly probes: readonly Probe[];
  judge(seen: readonly Observation[]): Judgement;
}
