import { deviation, ofSize, type Deviation } from './deviation.ts';
import type { FunctionMember, Rows } from './function-member.ts';
import type { Exam } from './exam.ts';
import { functionInterface } from './function-interface.ts';
import { functionSlips } from './function-slips.ts';
import { functionPatterns, type Says } from './function-patterns.ts';
import type { Mutant } from './mutant.ts';
import { mutatedForm } from './mutated-form.ts';
import { pathFrom } from './path.ts';
import type { FunctionProbe, Observation } from './probe.ts';
import { resultOf } from './result-of.ts';
import { verdictOf } from './verdict-of.ts';
import {
  alternative,
  mostExact,
  type Diagnosis,
  type Judgement,
  type ProbeResult,
} from './verdict.ts';

/** The exam of a schedule, a penalty or a gradient function. */
export function functionExam(member: FunctionMember, seed: number): Exam {
  const probes = member.probes(seed);
  return {
    probes,
    judge: (seen) =>
      judge(
        member,
        probes.flatMap((probe) => {
          const found = seen.find(({ id }) => id === probe.id);
          return found ? [{ probe, seen: found }] : [];
        }),
      ),
  };
}

/** A known way to miss a member. */
type Wrong = Pick<Mutant, 'id' | 'fault' | 'remedy' | 'library'> & {
  readonly rows: (probe: FunctionProbe) => Rows;
};

/** A scenario, and what was seen there. */
interface Pair {
  readonly probe: FunctionProbe;
  readonly seen: Observation;
}

function judge(member: FunctionMember, all: readonly Pair[]): Judgement {
  // What a file does not offer says nothing about its numbers.
  const pairs = all.filter(({ seen }) => seen.skipped === undefined);
  const unread = unreadOptions(member, pairs);
  const right = (probe: FunctionProbe) => member.textbook(probe, unread);
  const measured = measuredBy(member, pairs, right);
  const results = all.map((pair): ProbeResult => {
    const { probe, seen } = pair;
    const result = resultOf(probe, seen, measured(pair, right), ({ row, column }) =>
      member.place(probe, row, column),
    );
    const { touched } = seen.facts;
    if (!result.passed || touched === undefined) return result;
    return { ...result, passed: false, note: `its input was ${touched}` };
  });
  const other = functionInterface(
    member,
    all.map(({ probe }) => probe),
    all.map(({ seen }) => seen),
  );
  const symptom = ([id, fault, remedy]: Says): Diagnosis => {
    return { id, fault, match: 'symptom', remedy, member: member.name };
  };
  const patternsOf = () => {
    if (other !== undefined) return [symptom(other)];
    const numbers = pairs.filter(({ seen }) => seen.thrown === undefined);
    const given = numbers.map((pair) => {
      const { probe, seen } = pair;
      const passed = !measured(pair, right).first;
      return { probe, rows: seen.path.map((one) => [...one]), right: right(probe), passed };
    });
    return functionPatterns(member.kind, given).map(symptom);
  };
  const touched = pairs.find(({ seen }) => seen.facts.touched)?.seen.facts.touched;
  return verdictOf({
    member: member.name,
    results,
    // What throws because it is called otherwise than it expects is told how it is called.
    thrown:
      other === undefined
        ? pairs.flatMap(({ probe, seen }) => (seen.thrown ? [probe.id] : []))
        : [],
    computed: pairs.some(({ seen }) => seen.path.some((row) => row.some((value) => value !== 0))),
    explain: () => {
      // What is right by its numbers is not explained by a mistake.
      if (pairs.every((pair) => !measured(pair, right).first)) return { diagnosis: [] };
      const finite = pairs.filter(({ seen }) =>
        seen.path.every((row) => row.every(Number.isFinite)),
      );
      const explains = (some: readonly Pair[]) => {
        return ({ rows }: Wrong) =>
          some.every((pair) => {
            const given = safely(rows, { ...pair.probe, unread });
            return !pair.seen.thrown && given !== undefined && !measured(pair, () => given).first;
          });
      };
      const known = wrongForms(member);
      const slips = () => (hasNumbers(pairs) ? functionSlips(member) : []);
      const held = (some: readonly Wrong[]) => (member.held ? some.map(member.held) : []);
      // The likeliest first, and what costs most last.
      const searches: readonly (() => readonly Wrong[])[] = [
        () => known.filter(explains(pairs)),
        () => firstOf(held(known), explains(pairs)),
        () => firstOf(slips(), explains(pairs)),
        () => firstOf(held(slips()), explains(pairs)),
        () => firstOf(twoAtOnce(member), explains(pairs)),
        // Where numbers run out, mistakes differ in how: what else there is has to do.
        () =>
          finite.some((pair) => measured(pair, right).first) && finite.length < pairs.length
            ? firstOf([...known, ...slips()], explains(finite)).map(andRunsOut)
            : [],
      ];
      const some = searches.reduce(
        (found: readonly Wrong[], more) => (found.length > 0 ? found : more()),
        [],
      );
      // Whoever does as a library does has made no mistake, although the same numbers could come from one.
      const conventions = some.filter(({ library }) => library !== undefined);
      const found = distinct(conventions.length > 0 ? conventions : some);
      const exact = found
        .slice(0, mostExact)
        .map(({ id, fault, remedy, library }, i): Diagnosis => {
          const says = i === 0 ? fault : `${alternative}${fault}`;
          const mistake = { id, fault: says, match: 'exact' as const, remedy, member: member.name };
          return library === undefined ? mistake : { ...mistake, library };
        });
      return { diagnosis: exact.length > 0 ? exact : patternsOf() };
    },
    beside: {
      probes: [],
      diagnosis:
        touched === undefined
          ? []
          : [
              {
                id: 'inputs-touched',
                fault:
                  touched === 'changed'
                    ? 'what it is handed is changed and not put back'
                    : 'what it is handed is disposed',
                match: 'symptom',
                remedy: 'work on a copy, and put everything back',
                member: member.name,
              },
            ],
    },
    advice: unread.map((name) => {
      return `${name} is never read: it is always ${member.optional[name]}, its default.`;
    }),
  });
}

/** What a member may be mistaken for: its mutants, and the mistakes around it. */
export function wrongForms(member: FunctionMember): Wrong[] {
  const mutants = member.mutants.map((mutant): Wrong => {
    const form = mutatedForm(member, mutant);
    return { ...mutant, rows: (probe) => member.rows(form, probe) };
  });
  return [...mutants, ...member.twists];
}

/** What says the same is said once. */
function distinct(some: readonly Wrong[]): Wrong[] {
  return some.filter(({ fault }, i) => some.findIndex((one) => one.fault === fault) === i);
}

/** The first of many; they are made one by one. */
function firstOf(all: Iterable<Wrong>, holds: (one: Wrong) => boolean): Wrong[] {
  for (const one of all) if (holds(one)) return [one];
  return [];
}

const factors = [0.5, 2, -1];

/** Two mistakes of a member together: one in its source, and a factor or another one there. */
function* twoAtOnce(member: FunctionMember): Generator<Wrong> {
  const mistakes = member.mutants.filter(({ library }) => library === undefined);
  for (const [i, one] of mistakes.entries()) {
    const form = mutatedForm(member, one);
    for (const factor of factors) {
      const what = factor < 0 ? 'it has the wrong sign' : `all of it is multiplied by ${factor}`;
      yield {
        id: `${one.id}+times-${factor}`,
        fault: `${one.fault}; and ${what}`,
        remedy: `${one.remedy}; look for a factor`,
        rows: (probe) => member.rows(form, probe).map((row) => row.map((value) => factor * value)),
      };
    }
    for (const other of mistakes.slice(i + 1)) {
      const both = mutatedForm(member, one, other);
      if (both === undefined) continue;
      yield {
        id: `${one.id}+${other.id}`,
        fault: `${one.fault}; and ${other.fault}`,
        remedy: `${one.remedy}; ${other.remedy}`,
        rows: (probe) => member.rows(both, probe),
      };
    }
  }
}

/** What a mistake gives; nothing where it throws, as one by chance and two together may. */
function safely(rows: Wrong['rows'], probe: FunctionProbe): Rows | undefined {
  try {
    const given = rows(probe);
    return given.every((row) => Array.isArray(row)) ? given : undefined;
  } catch {
    return undefined;
  }
}

/** A mistake of a file that has another one besides, which shows where numbers run out. */
function andRunsOut({ id, fault, remedy, rows }: Wrong): Wrong {
  return {
    id,
    fault: `${fault}; besides, some of its values are not finite numbers`,
    remedy: `${remedy}; then look for an exponential that is too large, and a division by 0`,
    rows,
  };
}

/** Whether most of what was seen are numbers: what is not can come of anything. */
function hasNumbers(pairs: readonly Pair[]): boolean {
  const values = pairs.flatMap(({ seen }) => seen.path.flatMap((row) => [...row]));
  return values.filter(Number.isFinite).length > values.length / 2;
}

/** The options without which a file is right, where with all of them it is not. */
function unreadOptions(member: FunctionMember, pairs: readonly Pair[]): readonly string[] {
  // What was asked for by name has been read, whatever became of it.
  const read = new Set(pairs.flatMap(({ seen }) => seen.facts.read ?? []));
  const names = Object.keys(member.optional).filter((name) => !read.has(name));
  const right = subsets(names).find((some) => {
    const rows = (probe: FunctionProbe) => member.textbook(probe, some);
    const measured = measuredBy(member, pairs, rows);
    return pairs.every((pair) => !pair.seen.thrown && !measured(pair, rows).first);
  });
  // What was certainly not read is no part of what is wrong.
  const certain = pairs.every(({ seen }) => seen.facts.read !== undefined) ? names : [];
  return right ?? certain;
}

/** All choices from a few names. */
function subsets([name, ...rest]: readonly string[]): string[][] {
  if (name === undefined) return [[]];
  const others = subsets(rest);
  return [...others, ...others.map((some) => [name, ...some])];
}

/**
 * How far a file is from given rows, as a share of the largest value in a probe, or of a tenth of the largest in all of
 * them: a rate that ends at 0 is not measured by 0.
 * @param right says how large the values are
 */
function measuredBy(
  { allowed }: FunctionMember,
  pairs: readonly Pair[],
  right: (probe: FunctionProbe) => Rows,
): ({ probe, seen }: Pair, rows: (probe: FunctionProbe) => Rows) => Deviation {
  const least = 0.1 * largest(pairs.flatMap(({ probe }) => right(probe)));
  return ({ probe, seen }, rows) => {
    const expected = rows(probe);
    const size = Math.max(1e-30, least, largest(expected));
    return deviation(seen.path, pathFrom(expected), ofSize(size, allowed));
  };
}

function largest(rows: Rows): number {
  let most = 0;
  for (const row of rows) {
    for (const value of row) {
      const size = Math.abs(value);
      if (size > most && size < Infinity) most = size;
    }
  }
  return most;
}
