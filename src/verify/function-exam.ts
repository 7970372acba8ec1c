import type { FunctionProbe, Kind, Observation } from './probe.ts';
import type { Diagnosis, ProbeResult, Verdict } from './verdict.ts';
import type { Exam } from './exam.ts';
import type { FunctionSubject, Rows, Twist } from './function-subject.ts';
import { gradientSubject } from './gradient-subject.ts';
import { regularizerSubject } from './regularizer-subject.ts';
import { scheduleSubject } from './schedule-subject.ts';

const subjects = {
  schedule: scheduleSubject,
  regularizer: regularizerSubject,
  gradient: gradientSubject,
} as const;

/** The exam of a schedule, a regularizer or a gradient function. */
export function functionExam(kind: Exclude<Kind, 'optimizer'>, member: string, seed: number): Exam {
  const subject = subjects[kind](member, seed);
  return {
    probes: subject.probes,
    className: member,
    judge: (seen) => judge(subject, seen),
  };
}

function judge(
  subject: FunctionSubject,
  seen: readonly Observation[],
): Pick<Verdict, 'verdict' | 'probes' | 'diagnosis' | 'advice'> {
  const { probes, twists, member } = subject;
  const pairs = probes.flatMap((probe) => {
    const found = seen.find(({ id }) => id === probe.id);
    return found ? [{ probe, seen: found, rows: found.path[0] ?? [] }] : [];
  });
  const least = leastSize(subject);
  const gapOf = (rows: Rows, right: Rows) => firstGap(rows, right, subject.allowed, least).gap;
  const results = pairs.map((one) => resultOf(subject, least, one));
  if (results.every(({ passed }) => passed)) {
    return { verdict: 'passed', probes: results, diagnosis: [], advice: [] };
  }
  const agree = (twist: Twist) =>
    pairs.every(({ probe, rows, seen: { thrown } }) => {
      return !thrown && !gapOf(rows, twist.rows(probe));
    });
  // What is right by its numbers is not explained by a mistake.
  const wrong = pairs.some(({ probe, rows }) => gapOf(rows, subject.rows(probe)));
  const found = wrong ? twists.filter(agree) : [];
  const conventional = found.length > 0 && found.every(({ library }) => library !== undefined);
  const diagnosis = found.map(({ id, fault, remedy, library }): Diagnosis => {
    return { id, fault, match: 'exact', remedy, member, ...(library !== undefined && { library }) };
  });
  const touched = pairs.find((one) => one.seen.facts.touched !== undefined);
  if (touched) {
    diagnosis.push({
      id: 'inputs-touched',
      fault: 'what it is handed is changed or disposed',
      match: 'symptom',
      remedy: 'work on a copy, and put everything back',
      member,
    });
  }
  const thrown = pairs.filter((one) => one.seen.thrown).length;
  if (thrown > 0) {
    diagnosis.push({
      id: 'throws',
      fault: `it throws in ${thrown === pairs.length ? 'every probe' : `${thrown} of ${pairs.length} probes`}`,
      match: 'symptom',
      remedy: 'see the message at the probe',
      member,
    });
  }
  const marked = conventional
    ? results.map((one): ProbeResult => {
        const { id, about, passed } = one;
        return passed ? one : { id, about, passed: true, note: `as in ${found[0]?.library}` };
      })
    : results;
  const verdict = marked.every(({ passed }) => passed) ? 'convention' : 'failed';
  return { verdict, probes: marked, diagnosis, advice: [] };
}

/** A tenth of the largest right value of all probes: a rate that ends at 0 is not measured by 0. */
function leastSize({ probes, rows }: FunctionSubject): number {
  return 0.1 * largest(probes.flatMap(rows));
}

const largest = (rows: Rows) => Math.max(0, ...rows.flat().filter(Number.isFinite).map(Math.abs));

function resultOf(
  subject: FunctionSubject,
  least: number,
  { probe, seen, rows }: { probe: FunctionProbe; seen: Observation; rows: Rows },
): ProbeResult {
  const { id, about } = probe;
  const { thrown, facts } = seen;
  if (thrown) return { id, about, passed: false, note: `it threw: ${thrown.message}` };
  const { allowed } = subject;
  const { gap, maxError } = firstGap(rows, subject.rows(probe), allowed, least);
  const numbers = { maxError: Number(maxError.toPrecision(2)), allowed };
  if (gap) {
    const { row, column, expected, got } = gap;
    return {
      id,
      about,
      passed: false,
      ...numbers,
      ...subject.place(probe, row, column),
      expected,
      got,
    };
  }
  const note = facts.touched && `its input was ${facts.touched}`;
  return { id, about, passed: note === undefined, ...numbers, ...(note !== undefined && { note }) };
}

/** The first value that is not right, and the largest error as a share of the largest right value, or of `least`. */
function firstGap(rows: Rows, right: Rows, allowed: number, least: number) {
  const size = Math.max(1e-30, least, largest(right));
  let gap: { row: number; column: number; expected: number; got: number } | undefined;
  let maxError = 0;
  for (const [row, values] of right.entries()) {
    for (const [column, expected] of values.entries()) {
      const got = rows[row]?.[column] ?? NaN;
      const error = Object.is(got, expected) ? 0 : Math.abs(got - expected) / size;
      maxError = Math.max(maxError, Number.isNaN(error) ? Infinity : error);
      if (!(error <= allowed)) gap ??= { row, column, expected, got };
    }
  }
  return { gap, maxError };
}
