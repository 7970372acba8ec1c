import type { FunctionMember } from '../function-member.ts';
import type { RuleMember } from '../member.ts';
import { functionMembers } from './functions.ts';
import { ruleMembers } from './rules.ts';

/** All that is known of one member of the library. */
export type Member = RuleMember | FunctionMember;

export { functionMembers, ruleMembers };

/** Every member by name. */
export const members: ReadonlyMap<string, Member> = new Map(
  [...ruleMembers, ...functionMembers].map((one) => [one.name, one]),
);
