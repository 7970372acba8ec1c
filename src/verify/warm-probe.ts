import { Float64, startSlots, type Rule } from '../rules/index.ts';
import type { OptimizerProbe } from './probe.ts';

/** Updates that have been before. */
const t = 5;

/**
 * A run that starts from a state made elsewhere, in the manner of CS231n: slots that rise evenly from one positive number
 * to another, and a count of 5. Undefined for a rule whose slots are not all of their variable's shape.
 * @param probes of the rule; its cold run gives options and gradients
 */
export function warmProbe(
  rule: Rule,
  probes: readonly OptimizerProbe[],
): OptimizerProbe | undefined {
  const cold = probes.find(({ id }) => id === 'cold-run');
  if (cold === undefined || rule.slots.length === 0) return undefined;
  const { variables, updates } = cold.stream;
  const whole = variables.every(({ start, shape }) => {
    const from = { w: new Float64(start, shape), zeros: Float64.zeros(...shape) };
    const started = startSlots(rule, from, rule.defaults);
    return Object.values(started).every((slot) => String(slot.shape) === String(shape));
  });
  if (!whole) return undefined;
  const slots = rule.slots.map((slot, place) => {
    const low = 0.6 - 0.2 * place;
    const rising = variables.map(({ start }) =>
      start.map((_, i) => Math.fround(low + (0.3 * i) / Math.max(1, start.length - 1))),
    );
    return [slot, rising] as const;
  });
  return {
    ...cold,
    id: 'warm-state',
    about: 'a state that was made elsewhere, five updates old',
    stream: { variables, updates: updates.slice(0, 3) },
    warm: { t, slots: Object.fromEntries(slots) },
  };
}
