import type { Candidate } from './candidate.ts';
import type { Evidence } from './diagnose.ts';
import { fittedFactor, fittedValue } from './fit.ts';
import { habitFaults } from './habit-faults.ts';
import { mutantsOf, type RuleMember } from './member.ts';
import { defaulting, defaultsOf, fixed, givenOptions, optionsOf } from './option-variants.ts';
import { screen } from './screen.ts';
import { joined, ofHabit, ofMutant, type Single } from './single.ts';
import { stepLength, strangers } from './whole-variants.ts';

/** A value that had to be searched for is less likely than a mistake that is known. */
const searched = 1.005;
const known = new Map<RuleMember, { sets: Single[][]; faults: Single[]; others: Single[] }>();

/** The single mistakes of a rule, made once: their classes are compiled. */
function singlesOf(member: RuleMember) {
  const before = known.get(member);
  if (before !== undefined) return before;
  const own = mutantsOf(member).map((one) => ofMutant(member, one));
  const conventions = [...own.filter(({ mistakes }) => mistakes < 1), ...defaultsOf(member)];
  const made = {
    sets: conventionSets(conventions),
    faults: own.filter(({ mistakes }) => mistakes >= 1),
    others: [
      ...habitFaults.map((one) => ofHabit(member, one)),
      ...optionsOf(member),
      ...[-1, 0, 0.01, 0.1, 0.5, 2, 10, 100].map((factor) => stepLength(member, factor)),
      ...strangers(member),
    ],
  };
  known.set(member, made);
  return made;
}

/** Every single mistake and convention of a rule. */
export function singles(member: RuleMember): Single[] {
  const { sets, faults, others } = singlesOf(member);
  return [...(sets[0] ?? []), ...faults, ...others];
}

/**
 * Everything that might explain a file which is meant to be `member`, by the number of mistakes: conventions, single
 * mistakes, constants that are fitted to what was seen, pairs.
 */
export function* candidates(
  member: RuleMember,
  evidence: readonly Evidence[],
): Generator<Candidate> {
  const { sets, faults, others } = singlesOf(member);
  const single = [...faults, ...others];
  yield* sets.flat();
  yield* single;
  yield* fitted(member, evidence);
  const fit = screen(stepLength(member, 1), evidence);
  for (const some of sets) yield* pairs(single, some, fit);
  for (const [i, one] of single.entries()) yield* pairs([one], single.slice(i + 1), fit);
}

/** The rule with one of its constants, or the length of its step, fitted to what was seen. */
function* fitted(member: RuleMember, evidence: readonly Evidence[]): Generator<Candidate> {
  for (const factor of fittedFactor(stepLength(member, 1), evidence)) {
    yield { ...stepLength(member, factor), mistakes: searched };
  }
  for (const name of givenOptions(member.rule)) {
    for (const make of [fixed, defaulting]) {
      const withValue = (value: number) => make(member, name, value);
      for (const value of fittedValue(name, withValue, evidence)) {
        yield { ...withValue(value), mistakes: searched };
      }
    }
  }
}

/** Conventions one, two, three and four at a time: so many come together in tfjs and in Keras. */
function conventionSets(made: readonly Single[]): Single[][] {
  const grown = (sets: readonly { set: Single; next: number }[]) =>
    sets.flatMap(({ set, next }) =>
      made.slice(next).flatMap((one, i) => {
        const both = joined(set, one);
        return both ? [{ set: both, next: next + i + 1 }] : [];
      }),
    );
  const ones = made.map((set, i) => ({ set, next: i + 1 }));
  const twos = grown(ones);
  const threes = grown(twos);
  return [ones, twos, threes, grown(threes)].map((sets) => sets.map(({ set }) => set));
}

function* pairs(
  some: readonly Single[],
  others: readonly Single[],
  fit: (one: Single, other: Single) => boolean = () => true,
): Generator<Single> {
  for (const one of some) {
    for (const other of others) {
      const both = fit(one, other) ? joined(one, other) : undefined;
      if (both) yield both;
    }
  }
}
