import type { Diagnosis, ProbeResult, Verdict } from '../verify/verdict.ts';
import { plainText } from './plain-text.ts';
import { weight, type Rubric } from './rubric.ts';
import { convention, explanation, fault } from './sentences.ts';

/** By what rules a verdict becomes points. */
export interface Grading {
  readonly rubric: Rubric;
  /** A convention is a mistake here. */
  readonly strict: boolean;
}

/** One line of a grade: a probe, or the examination as a whole where it came to no probe. */
export interface Check {
  readonly id: string;
  readonly about: string;
  readonly status: 'passed' | 'failed' | 'error' | 'timeout' | 'skipped' | 'unreached';
  readonly score: number;
  readonly max: number;
  /** Why it is not simply passed. */
  readonly message?: string;
  readonly hidden: boolean;
}

/** A verdict in points. */
export interface Grade {
  readonly verdict: Verdict;
  readonly passed: boolean;
  readonly score: number;
  readonly max: number;
  readonly checks: readonly Check[];
}

/** Whether the verdict lets a file pass. */
export function passes({ verdict }: Verdict, strict: boolean): boolean {
  return verdict === 'passed' || (verdict === 'convention' && !strict);
}

/** Whether a probe was passed; where it is strict, a probe that a known library's form passes was not. */
export function holds({ passed, note }: ProbeResult, strict: boolean): boolean {
  return passed && (!strict || note === undefined);
}

/**
 * Points for each probe, with partial credit. A file that could not be examined to its end gets none: which probes
 * it would have met is not known. Where a library did the work, points are scaled to what the rubric gives for that.
 */
export function grade(verdict: Verdict, { rubric, strict }: Grading): Grade {
  const { probes } = verdict;
  const passed = passes(verdict, strict);
  if (verdict.verdict === 'error' || verdict.verdict === 'timeout' || probes.length === 0) {
    const status =
      verdict.verdict === 'error' || verdict.verdict === 'timeout'
        ? verdict.verdict
        : passed
          ? 'passed'
          : 'failed';
    const score = passed ? rubric.total : 0;
    const message = verdict.message ?? fault(verdict.diagnosis);
    return graded(verdict, passed, [whole(status, score, rubric.total, message)]);
  }
  const shares = maxima(probes, rubric.total, rubric);
  const right = probes.map((probe) => holds(probe, strict));
  const borrowed = verdict.diagnosis.some(isLibraryWork);
  const given = borrowed ? maxima(probes, rubric.builtIn, rubric) : shares;
  const nothing = borrowed ? rubric.builtIn === 0 : !passed && right.every(Boolean);
  const checks = probes.map((probe, index): Check => {
    const { id, about } = probe;
    const hidden = rubric.hidden.includes(id);
    const good = !nothing && (passed || right[index] === true);
    const message = borrowed || nothing ? fault(verdict.diagnosis) : remark(probe, verdict, good);
    return {
      id,
      about,
      status: !good ? 'failed' : probe.skipped === undefined ? 'passed' : 'skipped',
      score: good ? (given[index] as number) : 0,
      max: shares[index] as number,
      hidden,
      ...(message === undefined ? {} : { message }),
    };
  });
  return graded(verdict, passed, checks);
}

/** A file whose turn has not come: a run that is killed leaves it so. */
export function ungraded(file: string, { rubric }: Grading): Grade {
  const verdict: Verdict = {
    schema: 1,
    file,
    as: null,
    kind: null,
    verdict: 'error',
    backend: '',
    seconds: 0,
    seed: 0,
    probes: [],
    diagnosis: [],
    advice: [],
    message: 'not examined: the run ended before its turn',
  };
  return graded(verdict, false, [whole('unreached', 0, rubric.total, verdict.message)]);
}

/** Points as they are written: whole, or to the hundredth. */
export const round = (points: number) => Math.round(points * 100) / 100;

/** Whether a diagnosis says that a library's work was handed in. */
export const isLibraryWork = ({ id }: Diagnosis) => id === 'library-class' || id === 'built-in';

function graded(verdict: Verdict, passed: boolean, checks: readonly Check[]): Grade {
  const sum = (part: (check: Check) => number) =>
    round(checks.reduce((sum, check) => sum + part(check), 0));
  return { verdict, passed, checks, score: sum(({ score }) => score), max: sum(({ max }) => max) };
}

function whole(
  status: Check['status'],
  score: number,
  max: number,
  message: string | undefined,
): Check {
  return {
    id: 'examination',
    about: 'the file is examined to the end',
    status,
    score,
    max,
    hidden: false,
    ...(message === undefined ? {} : { message: plainText(message) }),
  };
}

function remark(probe: ProbeResult, verdict: Verdict, good: boolean): string | undefined {
  if (probe.skipped !== undefined) return `not applicable: ${plainText(probe.skipped)}`;
  if (holds(probe, true)) return undefined;
  return good ? `a convention: ${convention(verdict)}` : explanation(probe, verdict.diagnosis);
}

/** What each probe is worth, rounded to hundredths of a point so that they add up to the total exactly. */
function maxima(probes: readonly ProbeResult[], total: number, rubric: Rubric): number[] {
  const weights = probes.map(({ id }) => weight(rubric, id));
  const all = weights.reduce((sum, one) => sum + one, 0);
  // No probe of this file is worth anything: the file as a whole is, shared out evenly.
  const parts = all > 0 ? weights : weights.map(() => 1);
  const sum = all > 0 ? all : parts.length;
  let before = 0;
  return parts.map((part) => {
    const from = round((before / sum) * total);
    before += part;
    return round(round((before / sum) * total) - from);
  });
}
