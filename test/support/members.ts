import { ruleMembers, type RuleMember } from '../../src/verify/index.ts';

/** What is known of the rule called `name`. */
export function memberOf(name: string): RuleMember {
  const found = ruleMembers.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no rule "${name}"`);
  return found;
}

/** Every textbook form, by the rule's name. */
export const textbook: Readonly<Record<string, RuleMember['textbook']>> = Object.fromEntries(
  ruleMembers.map((one) => [one.name, one.textbook]),
);
