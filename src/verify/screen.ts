import { candidateWalk } from './candidate-walk.ts';
import type { Candidate } from './candidate.ts';
import { probeCost, type Evidence } from './diagnose.ts';
import { sameWay } from './same-way.ts';

/** Work up to which a probe is used to screen. */
const cheap = 16;

/** What one mistake does on a probe: nothing there, all that was seen, or something else. */
type Effect = 'idle' | 'explains' | 'other';

/**
 * Which two mistakes can account for what was seen together: where only one of them does anything, it must explain
 * the probe alone. Few pairs are left to be made and run.
 * @param right the rule without a mistake
 */
export function screen(
  right: Candidate,
  evidence: readonly Evidence[],
): (one: Candidate, other: Candidate) => boolean {
  const used = evidence
    .filter(({ probe, seen }) => probeCost(probe) <= cheap && seen.thrown === undefined)
    .map((one) => ({ one, way: candidateWalk(right, one.probe)?.path ?? [] }));
  const known = new Map<Candidate, Effect[]>();
  const effects = (candidate: Candidate) => {
    const found =
      known.get(candidate) ??
      used.map(({ one, way }): Effect => {
        const own = candidateWalk(candidate, one.probe)?.path;
        if (own === undefined) return 'other';
        if (sameWay(own, way, one.losses) === true) return 'idle';
        return sameWay(one.seen.path, own, one.losses) === false ? 'other' : 'explains';
      });
    known.set(candidate, found);
    return found;
  };
  return (one, other) => {
    const [some, others] = [effects(one), effects(other)];
    return used.every(({ one: { wrong } }, i) => {
      if (some[i] === 'idle' && others[i] === 'idle') return !wrong;
      if (some[i] === 'idle') return others[i] === 'explains';
      return others[i] !== 'idle' || some[i] === 'explains';
    });
  };
}
