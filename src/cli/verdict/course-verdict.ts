import type { Verdict } from '../../verify/verdict.ts';

/** Mistakes that are shown: the likeliest. */
const mostMistakes = 2;

/**
 * A verdict as the course shows it: with the likeliest mistakes only. A stub that still throws its task fails everywhere
 * for one reason, which is said once.
 * @param todos what the stub throws
 */
export function courseVerdict(verdict: Verdict, todos: readonly string[]): Verdict {
  const { verdict: outcome, probes, diagnosis } = verdict;
  const note = probes.find(({ passed }) => !passed)?.note;
  const todo = todos.find((one) => note?.endsWith(one));
  if (todo === undefined || outcome !== 'failed') {
    return { ...verdict, diagnosis: diagnosis.slice(0, mostMistakes) };
  }
  const message = `It still throws its task. ${todo}`;
  return { ...verdict, probes: [], diagnosis: [], advice: [], message };
}
