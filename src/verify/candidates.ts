import type { Candidate } from './candidate.ts';
import type { Evidence } from './diagnose.ts';
import { hiddenDecay, ruleFaults, type RuleFault } from './faults/index.ts';
import { fittedFactor, fittedValue } from './fit.ts';
import { habitFaults } from './habit-faults.ts';
import { mutantsOf, type RuleMember } from './member.ts';
import { defaulting, defaultsOf, fixed, givenOptions, optionsOf } from './option-variants.ts';
import { screen } from './screen.ts';
import { joined, ofHabit, ofMutant, ofRuleFault, ofSlip, type Single } from './single.ts';
import { slipsOf } from './slips.ts';
import { stepLength, strangers } from './whole-variants.ts';

/** A value that had to be searched for is less likely than a mistake that is known. */
const searched = 1.005;
const known = new Map<
  RuleMember,
  { sets: Single[][]; common: Single[]; seldom: Single[]; slips: Single[] }
>();

/** The single mistakes of a rule, made once: their classes are compiled. */
function singlesOf(member: RuleMember) {
  const before = known.get(member);
  if (before !== undefined) return before;
  const own = mutantsOf(member)
    .filter(({ mutant }) => mutant.library === undefined)
    .map((one) => ofMutant(member, one));
  const all = [
    ...strangers(member, conventionsOf),
    ...own,
    ...habitFaults.map((one) => ofHabit(member, one)),
    ...optionsOf(member),
    ...[-1, 0, 0.01, 0.1, 0.5, 2, 10, 100].map((factor) => stepLength(member, factor)),
    ...ruleFaults(member.rule).map((one) => ofRuleFault(member, one)),
  ];
  const made = {
    sets: conventionSets(conventionsOf(member)),
    common: all.filter(({ mistakes }) => mistakes <= 1),
    seldom: all
      .filter(({ mistakes }) => mistakes > 1)
      .toSorted((one, other) => one.mistakes - other.mistakes),
    slips: slipsOf(member).flatMap((one) => ofSlip(member, one) ?? []),
  };
  known.set(member, made);
  return made;
}

/** What well-known libraries do otherwise on purpose. */
function conventionsOf(member: RuleMember): Single[] {
  const own = mutantsOf(member).filter(({ mutant }) => mutant.library !== undefined);
  return [
    ...own.map((one) => ofMutant(member, one)),
    ...own.flatMap(({ mutant: { around, ...says } }) =>
      around ? [ofRuleFault(member, { ...says, of: around })] : [],
    ),
    ...defaultsOf(member),
  ];
}

/** Every single mistake and convention of a rule. */
export function singles(member: RuleMember): Single[] {
  const { sets, common, seldom } = singlesOf(member);
  return [...(sets[0] ?? []), ...common, ...seldom];
}

/**
 * Everything that might explain a file which is meant to be `member`, by the number of mistakes: conventions, single
 * mistakes, constants that are fitted to what was seen, pairs.
 */
export function* candidates(
  member: RuleMember,
  evidence: readonly Evidence[],
): Generator<Candidate> {
  const { sets, common, seldom, slips } = singlesOf(member);
  yield* sets.flat();
  yield* common;
  yield* seldom;
  yield* slips;
  // Where all that is wrong throws, no numbers tell two mistakes apart.
  if (evidence.every(({ wrong, seen }) => !wrong || seen.thrown !== undefined)) return;
  yield* fitted(member, evidence);
  const fit = screen(stepLength(member, 1), evidence);
  for (const some of sets) {
    yield* pairs(common, some, fit);
    yield* pairs(seldom, some, fit);
  }
  for (const some of sets.slice(0, 1)) yield* pairs(slips, some, fit);
  // Who hands gradients on to a built-in of tfjs takes over its state by position, whatever else goes wrong.
  const byPosition = common.filter(({ habits }) => habits.state === 'position');
  yield* pairs(seldom, byPosition, fit);
  for (const [i, one] of common.entries()) yield* pairs([one], common.slice(i + 1), fit);
}

/** The rule with one of its constants, or the length of its step, fitted to what was seen. */
function* fitted(member: RuleMember, evidence: readonly Evidence[]): Generator<Candidate> {
  for (const factor of fittedFactor(stepLength(member, 1), evidence)) {
    yield { ...stepLength(member, factor), mistakes: searched };
  }
  if (!('weightDecay' in member.rule.defaults)) {
    for (const which of hiddenDecay(1).keys()) {
      const withValue = (value: number) =>
        ofRuleFault(member, hiddenDecay(value)[which] as RuleFault);
      for (const value of fittedValue('weightDecay', withValue, evidence)) {
        yield { ...withValue(value), mistakes: searched };
      }
    }
  }
  for (const name of givenOptions(member.rule)) {
    for (const make of [fixed, defaulting]) {
      const withValue = (value: number) => make(member, name, value);
      // A default is written down, and so is a round number: where signs hide a value, many explain what was seen.
      const values = fittedValue(name, withValue, evidence).slice(0, make === defaulting ? 1 : 2);
      for (const value of values) yield { ...withValue(value), mistakes: searched };
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
