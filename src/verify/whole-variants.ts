import type { RuleMember } from './member.ts';
import { ruleMembers } from './members/index.ts';
import { variant, type Single } from './single.ts';

/** All steps too long or too short by a factor, or uphill. */
export function stepLength(member: RuleMember, rateFactor: number): Single {
  const [id, fault, remedy] = lengthSays(rateFactor);
  return variant(member, { id, fault, remedy }, { rateFactor, first: 'w' });
}

function lengthSays(factor: number): [id: string, fault: string, remedy: string] {
  if (factor === -1) {
    return ['ascends', 'the weight goes uphill: the step is added', 'subtract the step'];
  }
  if (factor === 0) return ['stands-still', 'the weights do not move', 'apply the step to w'];
  const size = Math.abs(factor);
  const times = Number((size < 1 ? 1 / size : size).toPrecision(3));
  const uphill = factor < 0 ? ', and uphill' : '';
  return [
    'step-length',
    `the step is ${times} times too ${size < 1 ? 'small' : 'large'}${uphill}`,
    'look for a factor on the learning rate',
  ];
}

/** Other rules: right in themselves, but not what was asked for. */
export function strangers(member: RuleMember): Single[] {
  return ruleMembers
    .filter((other) => other !== member)
    .map(({ name, className, rule }) =>
      variant(
        member,
        {
          id: `is-${name}`,
          fault: `this is ${className}`,
          remedy: `check it --as ${name}, or look what ${member.name} does otherwise`,
        },
        {
          rule,
          options: (given) => {
            const known = Object.entries(given).filter(([option]) => option in rule.defaults);
            return Object.fromEntries(known);
          },
        },
      ),
    );
}
