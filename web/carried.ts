import type { LabState } from '#src/lab/link';
import { meantFor, own } from './own-rule.ts';
import { state } from './store.ts';

/** The state for others, who have no rule of this reader's: the library's own rule stands in its place. */
export function carried(): LabState {
  const { experiment, entrants } = state.value;
  const named = <O extends { readonly name: string }>(one: O): O =>
    one.name === own && meantFor !== undefined ? { ...one, name: meantFor } : one;
  return {
    ...state.value,
    experiment: { ...experiment, optimizer: named(experiment.optimizer) },
    ...(entrants && { entrants: entrants.map(named) }),
  };
}
