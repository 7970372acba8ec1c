import type { FunctionMember, Rows } from './function-member.ts';
import type { Exam } from './exam.ts';
import { functionPatterns } from './function-patterns.ts';
import type { Mutant } from './mutant.ts';
import { mutatedForm } from './mutated.ts';
import type { FunctionProbe, Observation } from './probe.ts';
import {
  alternative,
  mostExact,
  type Diagnosis,
  type ProbeResult,
  type Verdict,
} from './verdict.ts';

/** The exam of a schedule, a penalty or a gradient function. */
export function functionExam(member: FunctionMember, seed: number): Exam {
  const probes = member.probes(seed);
  return {
    probes,
    className: member.name,
    judge: (seen) => judge({ member, probes }, seen),
  };
}

/** A member and the scenarios that a file was led through. */
interface Subject {
  readonly member: FunctionMember;
  readonly probes: readonly FunctionProbe[];
}

/** A known way to miss it. */
type Wrong = Pick<Mutant, 'id' | 'fault' | 'remedy' | 'library'> & {
  readonly rows: (probe: FunctionProbe) => Rows;
};

function judge(
  subject: Subject,
  seen: readonly Observation[],
): Pick<Verdict, 'verdict' | 'probes' | 'diagnosis' | 'advice'> {
  const { probes, member } = subject;
  const pairs = probes.flatMap((probe) => {
    const found = seen.find(({ id }) => id === probe.id);
    return found ? [{ probe, seen: found, rows: found.path[0] ?? [] }] : [];
  });
  const least = leastSize(subject);
  const gapOf = (rows: Rows, right: Rows) => firstGap(rows, right, member.allowed, least).gap;
  const results = pairs.map((one) => resultOf(subject, least, one));
  if (results.every(({ passed }) => passed)) {
    return { verdict: 'passed', probes: results, diagnosis: [], advice: [] };
  }
  const agree = (one: Wrong) =>
    pairs.every(({ probe, rows, seen: { thrown } }) => {
      return !thrown && !gapOf(rows, one.rows(probe));
    });
  // What is right by its numbers is not explained by a mistake.
  const wrong = pairs.some(({ probe, rows }) => gapOf(rows, member.textbook(probe)));
  const all = wrong ? wrongForms(member).filter(agree) : [];
  // Whoever does as a library does has made no mistake, although the same numbers could come from one.
  const conventions = all.filter(({ library }) => library !== undefined);
  const conventional = conventions.length > 0;
  const found = conventional ? conventions : all;
  const diagnosis = found
    .slice(0, mostExact)
    .map(({ id, fault, remedy, library }, i): Diagnosis => {
      return {
        id,
        fault: i === 0 ? fault : `${alternative}${fault}`,
        match: 'exact',
        remedy,
        member: member.name,
        ...(library !== undefined && { library }),
      };
    });
  if (wrong && found.length === 0) {
    const given = pairs.map(({ probe, rows, seen: { thrown } }) => {
      const right = member.textbook(probe);
      return { probe, rows, right, passed: thrown !== undefined || !gapOf(rows, right) };
    });
    for (const [id, fault, remedy] of functionPatterns(member.kind, given)) {
      diagnosis.push({ id, fault, match: 'symptom', remedy, member: member.name });
    }
  }
  const touched = pairs.find((one) => one.seen.facts.touched !== undefined);
  if (touched) {
    diagnosis.push({
      id: 'inputs-touched',
      fault:
        touched.seen.facts.touched === 'changed'
          ? 'what it is handed is changed and not put back'
          : 'what it is handed is disposed',
      match: 'symptom',
      remedy: 'work on a copy, and put everything back',
      member: member.name,
    });
  }
  const thrown = pairs.filter((one) => one.seen.thrown).length;
  if (thrown > 0) {
    diagnosis.push({
      id: 'throws',
      fault: `it throws in ${thrown === pairs.length ? 'every probe' : `${thrown} of ${pairs.length} probes`}`,
      match: 'symptom',
      remedy: 'see the message at the probe',
      member: member.name,
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

/** What a member may be mistaken for: its mutants, and the mistakes around it. */
export function wrongForms(member: FunctionMember): Wrong[] {
  const mutants = member.mutants.map((mutant): Wrong => {
    const form = mutatedForm(member, mutant);
    return { ...mutant, rows: (probe) => member.rows(form, probe) };
  });
  return [...mutants, ...member.twists];
}

/** A tenth of the largest right value of all probes: a rate that ends at 0 is not measured by 0. */
function leastSize({ probes, member }: Subject): number {
  return 0.1 * largest(probes.flatMap((probe) => member.textbook(probe)));
}

const largest = (rows: Rows) => Math.max(0, ...rows.flat().filter(Number.isFinite).map(Math.abs));

function resultOf(
  { member }: Subject,
  least: number,
  { probe, seen, rows }: { probe: FunctionProbe; seen: Observation; rows: Rows },
): ProbeResult {
  const { id, about } = probe;
  const { thrown, facts } = seen;
  if (thrown) return { id, about, passed: false, note: `it threw: ${thrown.message}` };
  const { allowed } = member;
  const { gap, maxError } = firstGap(rows, member.textbook(probe), allowed, least);
  const numbers = { maxError: Number(maxError.toPrecision(2)), allowed };
  if (gap) {
    const { row, column, expected, got } = gap;
    return {
      id,
      about,
      passed: false,
      ...numbers,
      ...member.place(probe, row, column),
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
