import type { Rule } from '../rules/index.ts';
import type { RuleMember } from './member.ts';
import { ruleMembers } from './members/rules.ts';
import { rare, variant, type Single } from './single.ts';

/** Values that people write down for an option. */
const usual: Readonly<Record<string, readonly number[]>> = {
  epsilon: [0, 1e-16, 1e-12, 1e-10, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.1, 1],
  weightDecay: [0, 1e-4, 5e-4, 1e-3, 4e-3, 0.01, 0.05, 0.1, 0.5, 1],
  initialAccumulatorValue: [0, 1e-10, 1e-6, 0.1, 1],
};
/** A constant that no library has is less likely than any known mistake. */
const invented = 1.002;
const decays = [0, 0.1, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9999];

/** The options of a rule that a file is given. */
export function givenOptions({ defaults }: Rule): string[] {
  return ['momentum', 'decay', 'rho', 'beta1', 'beta2', ...Object.keys(usual)].filter(
    (name) => name in defaults,
  );
}

/** Defaults of well-known libraries, where nothing is given. */
export function defaultsOf(member: RuleMember): Single[] {
  return member.libraryDefaults.map(({ option, value, library, off }) =>
    variant(
      member,
      {
        id: `default-${option}-${value}`,
        fault: `${option} is ${value} when it is not given`,
        remedy: `give ${option} explicitly, or make ${String(member.rule.defaults[option])} its default`,
        library,
      },
      { options: unlessGiven(option, value), ...(off && { reads: [option] }) },
    ),
  );
}

/** An option that has one value whatever is given. */
export function fixed(member: RuleMember, name: string, value: number): Single {
  return variant(
    member,
    {
      id: `${name}-fixed`,
      fault: `it behaves with ${name} = ${value} whatever is given`,
      remedy: `read ${name} from the options`,
    },
    {
      first: name,
      options: (given) => ({ ...given, [name]: value }),
      stated: { option: name, value, when: 'always' },
    },
  );
}

/** An option that has another default than it should. */
export function defaulting(member: RuleMember, name: string, value: number): Single {
  const standard = String(member.rule.defaults[name]);
  return variant(
    member,
    {
      id: `${name}-default`,
      fault: `${name} is ${value} when it is not given, not ${standard}`,
      remedy: `make ${standard} the default of ${name}`,
    },
    {
      first: name,
      reads: [name],
      options: unlessGiven(name, value),
      stated: { option: name, value, when: 'not given' },
    },
  );
}

function unlessGiven(name: string, value: number): Single['options'] {
  return (given) => (name in given ? given : { ...given, [name]: value });
}

/** An option whose 0 is taken for "not given", as `||` takes it. */
function zeroLost(member: RuleMember, name: string, value: number): Single {
  return variant(
    member,
    {
      id: `${name}-zero-lost`,
      fault: `${name} 0 is lost: it behaves with ${value} then, as \`options.${name} || ${value}\` does`,
      remedy: `write \`??\` in place of \`||\`, which takes 0 for nothing`,
    },
    {
      first: name,
      reads: [name],
      options: (given) => ({ ...given, [name]: given[name] || value }),
    },
  );
}

/** Values that people give an option. */
export function wellKnownValues(name: string): readonly number[] {
  return [...new Set([...wellKnown(name), ...(usual[name] ?? decays)])];
}

/** What some rule or library has for the default of an option: likelier than another value. */
function wellKnown(name: string): ReadonlySet<number> {
  return new Set(
    ruleMembers.flatMap(({ rule, libraryDefaults }) => [
      ...(name in rule.defaults ? [rule.defaults[name] as number] : []),
      ...libraryDefaults.flatMap(({ option, value }) => (option === name ? [value] : [])),
    ]),
  );
}

/** Options that have another value, another default, or have changed places. */
export function optionsOf(member: RuleMember): Single[] {
  const names = givenOptions(member.rule);
  const one = names.flatMap((name) => {
    const standard = member.rule.defaults[name] as number;
    const likely = wellKnown(name);
    const values = [...new Set([standard, ...wellKnownValues(name)])];
    const weighed = (made: Single, value: number): Single =>
      likely.has(value) ? made : { ...made, mistakes: invented };
    return [
      ...values.map((value) => weighed(fixed(member, name, value), value)),
      ...values.slice(1).map((value) => weighed(defaulting(member, name, value), value)),
      ...values
        .filter((value) => value !== 0)
        .map((value) => {
          const made = weighed(zeroLost(member, name, value), value);
          // Where no 0 is given, another default is all that can be said.
          return { ...made, mistakes: made.mistakes + 1e-4 };
        }),
      ...(name in usual
        ? []
        : [
            complement(member, name),
            transformed(member, name, ['squared', `${name} is squared`, (value) => value ** 2]),
            transformed(member, name, ['rooted', `the root of ${name} is taken`, Math.sqrt]),
          ]),
    ];
  });
  return [
    ...one,
    ...(names.includes('beta2') ? [swapped(member, 'beta1', 'beta2')] : []),
    ...(names.includes('decay') && names.includes('momentum')
      ? [swapped(member, 'momentum', 'decay')]
      : []),
  ];
}

type Transformation = readonly [how: string, fault: string, made: (value: number) => number];

function transformed(member: RuleMember, name: string, [how, fault, made]: Transformation): Single {
  const standard = member.rule.defaults[name] as number;
  return variant(
    member,
    { id: `${name}-${how}`, fault, remedy: `use ${name} as it is given` },
    {
      first: name,
      reads: [name],
      options: (given) => ({ ...given, [name]: made(given[name] ?? standard) }),
      mistakes: rare,
    },
  );
}

function complement(member: RuleMember, name: string): Single {
  const standard = member.rule.defaults[name] as number;
  return variant(
    member,
    {
      id: `${name}-complement`,
      fault: `${name} is used as 1 − ${name}`,
      remedy: `${name} is the share of the old value that is kept`,
    },
    {
      first: name,
      reads: [name],
      options: (given) => ({ ...given, [name]: 1 - (given[name] ?? standard) }),
    },
  );
}

function swapped(member: RuleMember, one: string, other: string): Single {
  const id = one === 'beta1' ? 'betas-swapped' : `${one}-and-${other}-swapped`;
  const remedy = ['m', 'v'].every((slot) => member.rule.slots.includes(slot))
    ? 'beta1 belongs to the average of g, beta2 to that of g²'
    : `read each of ${one} and ${other} under its own name`;
  return variant(
    member,
    { id, fault: `${one} and ${other} have changed places`, remedy },
    {
      first: one,
      reads: [one, other],
      options: (given) => {
        const all = { ...member.rule.defaults, ...given } as Record<string, number>;
        return { ...given, [one]: all[other] as number, [other]: all[one] as number };
      },
    },
  );
}
