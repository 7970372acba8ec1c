import { candidateWalk } from './candidate-walk.ts';
import type { Candidate } from './candidate.ts';
import type { Path } from './path.ts';
import type { Observation, OptimizerProbe } from './probe.ts';
import { inFloat32, withGuardedRoots } from './rounding.ts';
import { sameWay } from './same-way.ts';

/** What was seen of one probe, and what float32 costs on it. */
export interface Evidence {
  readonly probe: OptimizerProbe;
  readonly seen: Observation;
  /** For each weight the largest error so far of the right rule in float32 tensors. */
  readonly losses: Path;
  /** Whether the file failed this probe. */
  readonly wrong: boolean;
}

/** A candidate that does what was seen on some probes, and those on which it does not. */
export interface Partly {
  readonly candidate: Candidate;
  readonly unexplained: readonly OptimizerProbe[];
}

/** Whether a candidate accounts for what was seen. `silent`: the probe has nothing to say about it. */
type Fit = 'yes' | 'no' | 'silent';

/**
 * The candidates that do exactly what was seen, on every probe, best first. Those that differ among themselves nowhere
 * are all given.
 * @param candidates those with fewer mistakes first
 */
export function explanations(
  candidates: Iterable<Candidate>,
  evidence: readonly Evidence[],
): Candidate[] {
  const ordered = cheapestFirst(evidence);
  const found: { candidate: Candidate; explained: number }[] = [];
  for (const candidate of candidates) {
    if (found[0] !== undefined && candidate.mistakes > found[0].candidate.mistakes) break;
    const { unexplained, explained } = fitOf(candidate, ordered, 0);
    if (unexplained.length === 0 && explained > 0) found.push({ candidate, explained });
  }
  // Of an exception some say why it comes, others nothing.
  const most = Math.max(...found.map(({ explained }) => explained));
  return found.filter(({ explained }) => explained === most).map(({ candidate }) => candidate);
}

/**
 * Where nothing is exact: at most `most` candidates that leave the fewest probes unexplained, and no more than a quarter
 * of those that the file failed, or one. The right rule itself leaves all of these.
 */
export function nearest(
  candidates: Iterable<Candidate>,
  evidence: readonly Evidence[],
  most = 2,
): Partly[] {
  const ordered = cheapestFirst(evidence);
  const failed = evidence.filter(({ wrong }) => wrong).length;
  let limit = Math.min(Math.max(1, Math.floor(failed / 4)), Math.floor(failed / 2));
  const found: Partly[] = [];
  for (const candidate of candidates) {
    const { unexplained, explained } = fitOf(candidate, ordered, limit);
    if (unexplained.length > limit || explained === 0) continue;
    found.push({ candidate, unexplained });
    found.sort((a, b) => a.unexplained.length - b.unexplained.length);
    if (found.length >= most) limit = (found[most - 1] as Partly).unexplained.length;
  }
  return found.slice(0, most);
}

/** Whether a candidate does what was seen in every probe. */
export function accountsFor(candidate: Candidate, evidence: readonly Evidence[]): boolean {
  const { unexplained, explained } = fitOf(candidate, cheapestFirst(evidence), 0);
  return unexplained.length === 0 && explained > 0;
}

/** Most candidates are refuted within a few updates. */
function cheapestFirst(evidence: readonly Evidence[]): Evidence[] {
  return evidence.toSorted((a, b) => probeCost(a.probe) - probeCost(b.probe));
}

/** How much work a probe is, in updates of a variable. */
export function probeCost({ stream, twin }: OptimizerProbe): number {
  return stream.updates.length * stream.variables.length * (twin ? 2 : 1);
}

/**
 * Goes through the probes until more than `limit` of them are not as the candidate has it, and counts the failed ones that
 * are.
 */
function fitOf(candidate: Candidate, evidence: readonly Evidence[], limit: number) {
  const unexplained: OptimizerProbe[] = [];
  let explained = 0;
  for (const one of evidence) {
    const fit = explains(candidate, one);
    if (fit === 'no') unexplained.push(one.probe);
    if (unexplained.length > limit) break;
    if (fit === 'yes' && one.wrong) explained += 1;
  }
  return { unexplained, explained };
}

/** Whether a candidate does what was seen: the same numbers, or a throw where its arrays do not fit each other. */
export function explains(candidate: Candidate, evidence: Evidence): Fit {
  const { probe, seen } = evidence;
  if (seen.skipped !== undefined) return 'silent';
  const alone = matches(candidate, evidence);
  const { habits } = candidate;
  const hasGaps =
    habits.updates !== undefined ||
    probe.stream.updates.some(({ gradients }) => gradients.includes(null));
  if (alone !== 'no' || !hasGaps || habits.count !== undefined) return alone;
  // Both ways of counting are right, so a mistake may come with either.
  const counting = { ...candidate, habits: { ...habits, count: 'updates' as const } };
  return matches(counting, evidence);
}

function matches(candidate: Candidate, { probe, seen, losses }: Evidence): Fit {
  const walked = candidateWalk(candidate, probe);
  // An exception of its own kind (a null that is not skipped) is a symptom beside the arithmetic.
  if (seen.thrown !== undefined) {
    if (walked === undefined) return 'yes';
    const upTo = walked.path.slice(0, seen.path.length);
    return sameWay(seen.path, upTo, losses) === true ? 'silent' : 'no';
  }
  if (walked === undefined) return 'no';
  const { twinPath } = seen;
  const compare = ({ path, twinPath: twin }: typeof walked, lost: Path) => {
    const alone = sameWay(seen.path, path, lost);
    return alone === true && twinPath && twin ? sameWay(twinPath, twin, lost) : alone;
  };
  const answer = compare(walked, losses);
  if (answer === true) return 'yes';
  if (answer === false) {
    if (!endsBefore(walked.path, seen.path)) return 'no';
    const guarded = withGuardedRoots.some((arithmetic) => {
      const kept = candidateWalk(candidate, probe, arithmetic);
      return kept !== undefined && compare(kept, losses) === true;
    });
    return guarded ? 'yes' : 'no';
  }
  // A mistake can lose more in float32 than the right rule does, or run out of its numbers.
  const rounded = candidateWalk(candidate, probe, inFloat32);
  if (rounded === undefined) return 'no';
  if (compare(rounded, losses) === true) return 'yes';
  return compare(walked, largest(losses, walked.path, rounded.path)) === true ? 'yes' : 'no';
}

/** Whether a way is NaN somewhere where what was seen is a number: whoever met that may have guarded a root. */
function endsBefore(path: Path, seen: Path): boolean {
  return path.some((weights, update) =>
    weights.some((value, i) => Number.isNaN(value) && Number.isFinite(seen[update]?.[i])),
  );
}

/** Share of the way gone beyond which what float32 costs leaves nothing to compare. */
const noise = 1e-2;

/**
 * What float32 costs on a way that is not the right one; without limit once it has grown into noise. Noise from the
 * first update on counts as it is: a mistake that says nothing explains nothing.
 */
function largest(losses: Path, exact: Path, rounded: Path): Path {
  const worst: number[] = [];
  return losses.map((weights, update) =>
    weights.map((value, i) => {
      const [from, here, there] = [exact[0], exact[update], rounded[update]].map(
        (one) => one?.[i] as number,
      ) as [number, number, number];
      const own = Math.abs(there - here);
      // A rounding that ends in NaN or without end allows for nothing.
      const lost = update > 1 && own > noise * Math.abs(here - from) && Number.isFinite(own);
      worst[i] = Math.max(worst[i] ?? 0, lost ? Infinity : own || 0);
      return Math.max(value, worst[i]);
    }),
  );
}
