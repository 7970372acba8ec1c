import { candidateWalk } from './candidate-walk.ts';
import type { Candidate } from './candidate.ts';
import { probeCost, type Evidence } from './diagnose.ts';
import { firstSteps, type Path } from './path.ts';

/** Updates that are looked at while a value is searched. */
const enough = 8;
/** Points at which an option is tried before the best of them is followed. */
const tries = 18;
/** Mean error, as a share of the way gone, beyond which the best value explains nothing. */
const nearEnough = 0.01;
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * The values of an option with which a rule comes nearest to what was seen: rounded to three digits, then as found. None
 * when no value comes near.
 * @param withValue the rule with a value for the option
 */
export function fittedValue(
  name: string,
  withValue: (value: number) => Candidate,
  evidence: readonly Evidence[],
): number[] {
  const decays = /^(?:momentum|decay|rho|beta\d)$/.test(name);
  // Decays are spread by their distance from 1, all else by size.
  const [from, to] = decays ? [0, 5] : [-12, 1];
  const valueAt = (u: number) => (decays ? 1 - 10 ** -u : 10 ** u);
  const failed = shortened(evidence);
  const matters = (one: Evidence) => {
    const [low, high] = [from + 0.3, to - 0.3].map((u) => {
      return candidateWalk(withValue(valueAt(u)), one.probe)?.path;
    });
    return low && high && distance(low, high) > nearEnough;
  };
  const short = failed.find(matters);
  if (short === undefined) return [];
  const error = (u: number) => {
    const walked = candidateWalk(withValue(valueAt(u)), short.probe);
    return walked ? distance(walked.path, short.seen.path) : Infinity;
  };
  const width = (to - from) / (tries - 1);
  const points = Array.from({ length: tries }, (_, i) => from + i * width);
  const errors = points.map(error);
  const best = points[errors.indexOf(Math.min(...errors))] ?? from;
  const u = lowest(error, Math.max(from, best - width), Math.min(to, best + width));
  if (!(error(u) < nearEnough)) return [];
  const exact = valueAt(u);
  const rounded = decays ? 1 - threeDigits(1 - exact) : threeDigits(exact);
  return [Number(rounded.toPrecision(9)), exact];
}

/** The factors on the step that make the first update of a rule the one that was seen: rounded, then as found. */
export function fittedFactor(rule: Candidate, evidence: readonly Evidence[]): number[] {
  const [short] = shortened(evidence);
  if (short === undefined) return [];
  const right = candidateWalk(rule, short.probe)?.path ?? [];
  const ratios = firstSteps(short.seen.path, right).map(([got, expected]) => got / expected);
  const factor = ratios.sort((a, b) => a - b)[ratios.length >> 1] ?? 0;
  if (!Number.isFinite(factor) || factor === 0 || factor === 1) return [];
  return [threeDigits(factor), factor];
}

const threeDigits = (value: number) => Number(value.toPrecision(3));

/** The first updates of the probes that a file failed and went through, the least work first. */
function shortened(evidence: readonly Evidence[]): Evidence[] {
  return evidence
    .filter(({ wrong, seen }) => wrong && seen.thrown === undefined && seen.path.length > 1)
    .toSorted((a, b) => probeCost(a.probe) - probeCost(b.probe))
    .map(({ probe, seen, ...rest }) => {
      const updates = probe.stream.updates.slice(0, enough);
      return {
        ...rest,
        probe: { ...probe, stream: { ...probe.stream, updates } },
        seen: { ...seen, path: seen.path.slice(0, enough + 1) },
      };
    });
}

/** Mean distance of two ways, as a share of the second. */
function distance(path: Path, seen: Path): number {
  let [gap, way] = [0, 0];
  for (const [update, weights] of seen.entries()) {
    for (const [i, value] of weights.entries()) {
      gap += Math.abs((path[update]?.[i] ?? NaN) - value);
      way += Math.abs(value - (seen[0]?.[i] as number));
    }
  }
  return Number.isNaN(gap) ? Infinity : gap / Math.max(way, 1e-30);
}

/** Where between `a` and `b` a function with one valley is lowest. */
function lowest(f: (u: number) => number, a: number, b: number): number {
  let [low, high] = [a, b];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLeft, atRight] = [f(left), f(right)];
  for (let i = 0; i < 32; i++) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = f(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = f(right);
    }
  }
  return (low + high) / 2;
}
