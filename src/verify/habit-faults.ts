import type { Habits } from './rule-walk.ts';

/** A mistake around the rule: in the state, the count, the rate. */
export interface HabitFault {
  readonly id: string;
  readonly habits: Habits;
  readonly fault: string;
  readonly remedy: string;
  readonly first: string;
  readonly seen?: string;
}

/** Known mistakes that are not in the arithmetic; each is one habit. */
export const habitFaults: readonly HabitFault[] = [
  {
    id: 'state-by-position',
    habits: { state: 'position' },
    fault:
      'state is kept by the position of a variable in the list, so that variables swap their state when the order changes',
    remedy: 'keep state in a map by the name of the variable',
    first: 'state',
    seen: 'tfjs #4290',
  },
  {
    id: 'state-shared',
    habits: { state: 'all' },
    fault: 'all variables share one state',
    remedy: 'keep a state of its own for each variable, by its name',
    first: 'state',
  },
  {
    id: 'state-shared-and-counted',
    habits: { state: 'all', count: 'updates' },
    fault: 'all variables share one state',
    remedy: 'keep a state of its own for each variable, by its name',
    first: 'state',
  },
  {
    id: 'state-forgotten',
    habits: { state: 'none', count: 'updates' },
    fault: 'the state starts anew in every update, while the count goes on',
    remedy: 'keep the state from one update to the next',
    first: 'state',
  },
  {
    id: 'everything-forgotten',
    habits: { state: 'none' },
    fault: 'the state starts anew in every update',
    remedy: 'keep the state from one update to the next',
    first: 'state',
  },
  {
    id: 'twins-share',
    habits: { twins: 'together' },
    fault: 'all optimizers of the class share one state',
    remedy: 'keep the state in the object, not in the class or the module',
    first: 'state',
  },
  {
    id: 'twins-share-and-count',
    habits: { twins: 'together', count: 'updates' },
    fault: 'all optimizers of the class share one state',
    remedy: 'keep the state in the object, not in the class or the module',
    first: 'state',
  },
  {
    id: 'twins-share-count',
    habits: { twins: 'counting', count: 'updates' },
    fault: 'all optimizers of the class share one count of updates',
    remedy: 'keep the count in the object, not in the class or the module',
    first: 't',
  },
  {
    id: 'count-per-variable',
    habits: { count: 'steps' },
    fault: 't advances once for each variable, not once for each update',
    remedy: 'count updates: raise t once, before the loop over the variables',
    first: 't',
  },
  {
    id: 'count-stopped',
    habits: { count: 'stopped' },
    fault: 't never advances: every update is corrected as the first one',
    remedy: 'raise t in every update',
    first: 't',
  },
  {
    id: 'count-from-zero',
    habits: { count: 'fromZero' },
    fault: 't is 0 in the first update',
    remedy: 'raise t before it is used, so that it is 1 in the first update',
    first: 't',
  },
  {
    id: 'count-from-zero-for-all',
    habits: { count: 'updatesFromZero' },
    fault: 't is 0 in the first update',
    remedy: 'raise t before it is used, so that it is 1 in the first update',
    first: 't',
  },
  {
    id: 'rate-frozen',
    habits: { rate: 'first' },
    fault: 'the learning rate is fixed when the optimizer is built; a change has no effect',
    remedy: 'read this.learningRate in every update',
    first: 'lr',
  },
  {
    id: 'rate-late',
    habits: { rate: 'previous' },
    fault: 'a new learning rate takes effect one update late',
    remedy: 'read this.learningRate in the update that it is for',
    first: 'lr',
  },
  {
    id: 'missing-as-zero',
    habits: { missing: 'zero' },
    fault: 'a missing gradient is taken for zero, so that the variable moves on',
    remedy: 'skip a variable whose gradient is null or undefined: neither weight nor state changes',
    first: 'g',
  },
  {
    id: 'first-variable-only',
    habits: { updates: 'first' },
    fault: 'only the first variable is updated',
    remedy: 'go through all entries; do not return within the loop',
    first: 'w',
  },
  {
    id: 'state-lost-on-resume',
    habits: { resume: 'nothing' },
    fault: 'setWeights does not bring the state back',
    remedy: 'give slots and count in getWeights, and take copies of them in setWeights',
    first: 'state',
  },
  {
    id: 'count-lost-on-resume',
    habits: { resume: 'slots' },
    fault: 'setWeights brings the averages back but not the count t',
    remedy: 'save t (iterations) together with the slots',
    first: 't',
  },
];
