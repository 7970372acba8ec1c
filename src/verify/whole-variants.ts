import type { Rule } from '../rules/index.ts';
import { foreignRules } from './foreign-rules.ts';
import type { RuleMember } from './member.ts';
import { ruleMembers } from './members/rules.ts';
import { rare, variant, type Single } from './single.ts';

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

/** Other rules: right in themselves, but not what was asked for; those that only other conventions explain are rare. */
export function strangers(
  member: RuleMember,
  conventionsOf: (member: RuleMember) => readonly Single[],
): Single[] {
  const others = ruleMembers.filter((other) => other !== member);
  return [
    ...others.flatMap((other) => {
      const { name, className, rule } = other;
      const says = {
        id: `is-${name}`,
        fault: `this is ${className}`,
        remedy: `check it --as ${name}, or look what ${member.name} does otherwise`,
      };
      const plain = variant(member, says, { rule, options: known(rule) });
      const usual = conventionsOf(other).map((one) =>
        variant(
          member,
          { ...says, fault: `${says.fault}, as in ${one.says.library} (${one.says.fault})` },
          {
            rule: one.rule,
            options: (given) => one.options(known(rule)(given)),
            mistakes: rare,
          },
        ),
      );
      return [plain, ...usual];
    }),
    ...foreignRules
      .filter(
        ([, , { defaults }]) =>
          !('weightDecay' in defaults) || 'weightDecay' in member.rule.defaults,
      )
      .map(([id, name, rule]) =>
        variant(
          member,
          {
            id: `is-${id}`,
            fault: `this is ${name}`,
            remedy: `look what ${member.className} does otherwise`,
          },
          {
            rule,
            options: known(rule),
            ...('weightDecay' in rule.defaults && { reads: ['weightDecay'] }),
          },
        ),
      ),
  ];
}

/** Of the options that a file is given, those that a rule has. */
const known =
  ({ defaults }: Rule): Single['options'] =>
  (given) =>
    Object.fromEntries(Object.entries(given).filter(([option]) => option in defaults));
