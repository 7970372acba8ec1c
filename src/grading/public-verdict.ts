import type { Verdict } from '../verify/verdict.ts';
import { isLibraryWork } from './grade.ts';
import type { Rubric } from './rubric.ts';

/** A verdict as the learner may read it. */
export interface PublicVerdict {
  readonly verdict: Verdict;
  /** How many probes are kept back. */
  readonly hidden: number;
}

/**
 * A verdict without its hidden probes. When only they fail, nothing of the diagnosis is left either, and `passed` means
 * no more than that the public probes passed: whoever shows it says so.
 */
export function publicVerdict(verdict: Verdict, { hidden }: Rubric): PublicVerdict {
  const probes = verdict.probes.filter(({ id }) => !hidden.includes(id));
  const kept = verdict.probes.length - probes.length;
  const failed = verdict.probes.some(({ passed }) => !passed);
  if (kept === 0 || !failed || probes.some(({ passed }) => !passed)) {
    return { verdict: { ...verdict, probes }, hidden: kept };
  }
  const own = verdict.diagnosis.filter(isLibraryWork);
  return { verdict: { ...verdict, probes, verdict: 'passed', diagnosis: own }, hidden: kept };
}
