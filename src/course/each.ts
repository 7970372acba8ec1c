import type { Experiment } from '../training/experiment.ts';

/** A family of experiments: one for each of the cases, made from it. @param make is told the case's name too */
export function each<const C extends Readonly<Record<PropertyKey, unknown>>>(
  cases: C,
  make: (one: C[keyof C], name: string) => Experiment,
): { readonly [K in keyof C]: Experiment } {
  const made = Object.entries(cases).map(([name, one]) => [name, make(one as C[keyof C], name)]);
  return Object.fromEntries(made) as { readonly [K in keyof C]: Experiment };
}
