import type { Rule } from '../rules/index.ts';
import type { RuleMember } from './member.ts';
import { variant, type Single } from './single.ts';

/** Values that people write down for an option. */
const usual: Readonly<Record<string, readonly number[]>> = {
  epsilon: [0, 1e-16, 1e-12, 1e-10, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.1, 1],
  weightDecay: [0, 1e-4, 5e-4, 1e-3, 4e-3, 0.01, 0.05, 0.1, 0.5, 1],
  initialAccumulatorValue: [0, 1e-10, 1e-6, 0.1, 1],
};
const decays = [0, 0.1, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9999];

/** The options of a rule that a file is given (DOORS 3). */
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
    { first: name, options: (given) => ({ ...given, [name]: value }) },
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
    { first: name, reads: [name], options: unlessGiven(name, value) },
  );
}

function unlessGiven(name: string, value: number): Single['options'] {
  return (given) => (name in given ? given : { ...given, [name]: value });
}

/** Options that have another value, another default, or have changed places. */
export function optionsOf(member: RuleMember): Single[] {
  const names = givenOptions(member.rule);
  const one = names.flatMap((name) => {
    const standard = member.rule.defaults[name] as number;
    const values = [...new Set([standard, ...(usual[name] ?? decays)])];
    return [
      ...values.map((value) => fixed(member, name, value)),
      ...values.slice(1).map((value) => defaulting(member, name, value)),
      ...(name in usual ? [] : [complement(member, name)]),
    ];
  });
  return [...one, ...(names.includes('beta2') ? [swapped(member)] : [])];
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

function swapped(member: RuleMember): Single {
  return variant(
    member,
    {
      id: 'betas-swapped',
      fault: 'beta1 and beta2 have changed places',
      remedy: 'beta1 belongs to the average of g, beta2 to that of g²',
    },
    {
      first: 'm',
      reads: ['beta1', 'beta2'],
      options: (given) => {
        const { beta1, beta2 } = { ...member.rule.defaults, ...given } as Record<string, number>;
        return { ...given, beta1: beta2 as number, beta2: beta1 as number };
      },
    },
  );
}
