import type { Rule } from '../../rules/index.ts';
import { decayFaults } from './decay.ts';
import { gradientFaults } from './gradient.ts';
import { correctionFaults, rateFaults } from './rate.ts';
import { slotFaults } from './slots.ts';
import { stepFaults } from './step.ts';
import type { RuleFault } from './rule-fault.ts';

export { hiddenDecay } from './decay.ts';
export type { RuleFault } from './rule-fault.ts';

/** The mistakes that can be made around a rule, whatever its source; the likelier ones first. */
export function ruleFaults(rule: Rule): readonly RuleFault[] {
  return [
    ...slotFaults(rule),
    ...decayFaults(rule),
    ...rateFaults,
    ...correctionFaults(rule),
    ...gradientFaults,
    ...stepFaults,
  ];
}
