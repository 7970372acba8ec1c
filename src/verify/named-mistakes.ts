import { candidates, singles } from './candidates.ts';
import type { Candidate, Stated } from './candidate.ts';
import { accountsFor, explanations, nearest, type Evidence, type Partly } from './diagnose.ts';
import type { RuleMember } from './member.ts';
import { defaulting, fixed, givenOptions, wellKnownValues } from './option-variants.ts';
import { endOfNumbers, onlyRunsOut, patterns } from './patterns.ts';
import { alternative, mostExact, type Diagnosis } from './verdict.ts';

/** What was made of a file that is not right: the diagnosis, and what it was taken from where it is exact. */
export interface Named {
  readonly found: readonly Candidate[];
  readonly diagnosis: readonly Diagnosis[];
}

/**
 * Names the mistake of a file. Exact is only what gives the same numbers in every probe; of several that do, the likeliest
 * comes first and the others are called what they are. Where nothing is exact: what all failures have in common, and a
 * guess if one comes near.
 * @param evidenceWithout what was seen, judged without some options; some probe is wrong
 * @param unread the options that a file does not seem to read
 */
export function namedMistakes(
  member: RuleMember,
  evidenceWithout: (options: readonly string[]) => readonly Evidence[],
  unread: readonly string[],
): Named {
  // Where state is lost at once, an option that is read shows nowhere.
  for (const without of unread.length > 0 ? [unread, []] : [unread]) {
    const evidence = evidenceWithout(without);
    const found = explanations(believable(candidates(member, evidence), without), evidence);
    if (found.length === 0) continue;
    const said = exact(member, found, evidence);
    const end = endOfNumbers(member, evidence) ?? [];
    if (onlyRunsOut(member, evidence)) {
      return { found: [], diagnosis: [end, said.map(possible)].flat().slice(0, mostExact) };
    }
    // A convention is no mistake, whatever comes of it.
    const isMistake = said.some(({ library }) => library === undefined);
    return { found, diagnosis: isMistake ? [said, end].flat() : said };
  }
  const evidence = evidenceWithout(unread);
  const seen = patterns(member, evidence);
  const close = nearest(believable(singles(member), unread), evidence, 1).map(guess);
  const said = [...seen, ...close];
  return { found: [], diagnosis: said.length > 0 ? said : patterns(member, evidence, true) };
}

/** Nobody uses an option wrongly that they do not read. */
function* believable<C extends Candidate>(
  all: Iterable<C>,
  unread: readonly string[],
): Generator<C> {
  for (const one of all) if (!one.reads?.some((name) => unread.includes(name))) yield one;
}

function exact(
  member: RuleMember,
  found: readonly Candidate[],
  evidence: readonly Evidence[],
): Diagnosis[] {
  const all = distinct(found.map((one) => honest(member, one, evidence)));
  return all.slice(0, mostExact).map((says, i): Diagnosis => {
    const { fault } = says;
    return {
      ...says,
      fault: i === 0 ? fault : `${alternative}${fault}`,
      match: 'exact',
    };
  });
}

type Says = Candidate['says'];

/** A value is stated only where no other one does the same. */
function honest(
  member: RuleMember,
  { says, stated }: Candidate,
  evidence: readonly Evidence[],
): Says {
  if (stated === undefined) return says;
  const { option, value, when } = stated;
  const make = when === 'always' ? fixed : defaulting;
  const others = givenOptions(member.rule).flatMap((name) =>
    valuesBeside(name, stated)
      .filter((one) => accountsFor(make(member, name, one), evidence))
      .map((one) => ({ name, value: one })),
  );
  if (others.length === 0) return says;
  const names = [...new Set([option, ...others.map(({ name }) => name)])];
  const standard = (name: string) => String(member.rule.defaults[name]);
  const likely = names.length === 1 ? '' : `; ${option} is the likeliest`;
  if (when === 'always') {
    return {
      ...says,
      fault: `${names.join(' or ')} has no effect when it is given${likely}; with ${option} = ${value} it gives the same numbers`,
    };
  }
  return {
    ...says,
    fault: `when it is not given, ${names.map((name) => `${name} is not ${standard(name)}`).join(' or ')}${likely}; ${option} = ${value} gives the same numbers`,
    remedy: `make ${names.map((name) => `${standard(name)} the default of ${name}`).join(', and ')}`,
  };
}

/** Other values of an option, near the stated one and well known. */
function valuesBeside(name: string, { option, value }: Stated): number[] {
  const near =
    name !== option
      ? []
      : value < 1 && value > 0.5
        ? [1 - (1 - value) * 0.8, 1 - (1 - value) * 1.25]
        : [value * 0.8, value * 1.25];
  const known = wellKnownValues(name);
  return [...near, ...known].filter((one) => name !== option || one !== value);
}

/** Never a guess stated as fact. */
function guess({ candidate, unexplained }: Partly): Diagnosis {
  const { library: _, ...says } = candidate.says;
  const but = unexplained.map(({ id }) => `"${id}"`).join(', ');
  return {
    ...says,
    match: 'close',
    fault: `it looks most like this: ${says.fault}; but not on ${but}`,
  };
}

/** Where all numbers that there are are right, many mistakes give the same. */
function possible(says: Diagnosis): Diagnosis {
  const fault = says.fault.replace(alternative, '');
  return { ...says, match: 'close', fault: `this would give the same, as others may: ${fault}` };
}

function distinct(all: readonly Says[]): Says[] {
  return all.filter(
    (one, i) => all.findIndex(({ id, fault }) => id === one.id || fault === one.fault) === i,
  );
}
