import { readHyper, startSlots, type Elementwise, type Rule, type Slots } from '../rules/index.ts';
import type { Path } from './difference.ts';
import type { OptimizerProbe } from './probe.ts';

/** What an optimizer does around its rule. The defaults are right; everything else is a mistake someone has made. */
export interface Habits {
  /** Whose state a step uses. `position`: that of the entry's place in the list; `all`: one state for every variable. */
  readonly state?: 'variable' | 'position' | 'all' | 'none';
  /** Whether two optimizers of one class have state in common. */
  readonly twins?: 'apart' | 'together' | 'counting';
  /** What t counts. `updates`: those of the optimizer, also while a variable had no gradient; `steps`: every variable of every update. */
  readonly count?: 'own' | 'updates' | 'steps' | 'stopped' | 'fromZero' | 'updatesFromZero';
  /** Which rate a step uses. */
  readonly rate?: 'current' | 'first' | 'previous';
  /** What a missing gradient is taken for. */
  readonly missing?: 'nothing' | 'zero';
  /** What is left after `getWeights` and `setWeights`. */
  readonly resume?: 'all' | 'nothing' | 'slots';
  /** Which variables are updated at all. */
  readonly updates?: 'all' | 'first';
}

/** An arithmetic in which rules can be run: how it holds the values of a variable, and reads them back. */
export interface Arithmetic {
  readonly of: (values: readonly number[], shape: readonly number[]) => Elementwise;
  readonly valuesOf: (array: Elementwise) => readonly number[];
}

interface State {
  t: number;
  slots: Slots<string> | undefined;
}

/**
 * The ways of a probe's variables (and of its twin's) under a rule and its habits.
 * @throws UsageError for an option that the rule refuses
 * @returns undefined when the habits lead to arrays that do not fit each other, as they would with tensors
 */
export function ruleWalk(
  rule: Rule,
  probe: OptimizerProbe,
  { of, valuesOf }: Arithmetic,
  habits: Habits = {},
): { path: Path; twinPath?: Path } | undefined {
  // The rate comes with each update, and of a mistaken file it may be anything.
  const { learningRate: _, ...options } = probe.options;
  const hyper = readHyper('rule', rule, options);
  const { variables, updates } = probe.stream;
  const walkers = Array.from({ length: probe.twin ? 2 : 1 }, () => ({
    weights: variables.map(({ start, shape }) => of(start, shape)),
    states: new Map<unknown, State>(),
    updates: 0,
    steps: 0,
  }));
  const [first, twin] = walkers;
  if (habits.twins === 'together' && first && twin) twin.states = first.states;
  const paths = walkers.map(({ weights }) => [weights.map(valuesOf)]);
  const rateOf = (update: number) => {
    const at = { current: update, first: 0, previous: Math.max(0, update - 1) };
    const rate = updates[at[habits.rate ?? 'current']]?.rate as number;
    return probe.steered ? rate : (probe.options['learningRate'] as number);
  };
  for (const [update, { gradients }] of updates.entries()) {
    for (const [w, walker] of walkers.entries()) {
      if (update === probe.resumeAt) forget(walker.states, habits.resume ?? 'all');
      const whole = habits.twins ? (walkers[0] as typeof walker) : walker;
      whole.updates += 1;
      for (const { variable, position } of entries(probe, update)) {
        if (habits.updates === 'first' && variable !== 0) continue;
        const { shape } = variables[variable] as (typeof variables)[number];
        const weight = walker.weights[variable] as Elementwise;
        const length = valuesOf(weight).length;
        const values = gradients[variable];
        if (!values && habits.missing !== 'zero') continue;
        const key = { variable, position, all: 0, none: {} }[habits.state ?? 'variable'];
        const zeros = of(Array<number>(length).fill(0), shape);
        const state = walker.states.get(key) ?? { t: 0, slots: undefined };
        walker.states.set(key, state);
        state.t += 1;
        whole.steps += 1;
        const t = {
          own: state.t,
          updates: whole.updates,
          steps: whole.steps,
          stopped: 1,
          fromZero: state.t - 1,
          updatesFromZero: whole.updates - 1,
        }[habits.count ?? 'own'];
        const g = values ? of(values, shape) : zeros;
        const slots = state.slots ?? startSlots(rule, { w: weight, zeros }, hyper);
        const step = { w: weight, g, lr: rateOf(update), t };
        const { w: next, ...kept } = attempt(() => rule.update(step, slots, hyper)) ?? {};
        if (next === undefined) return undefined;
        if (valuesOf(next).length !== length) return undefined;
        walker.weights[variable] = next;
        state.slots = kept;
      }
      (paths[w] as Path[number][]).push(walker.weights.map(valuesOf));
    }
  }
  const [path, twinPath] = paths as readonly Path[] as [Path, Path?];
  return twinPath ? { path, twinPath } : { path };
}

function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}

/** The entries that an optimizer is handed in an update, in their order. */
function entries(
  { stream, deliveries, missing }: OptimizerProbe,
  update: number,
): { variable: number; position: number }[] {
  const { gradients } = stream.updates[update] as (typeof stream.updates)[number];
  const delivery = deliveries[update % deliveries.length];
  const absent = missing[update % missing.length] === 'absent' && delivery !== 'minimize';
  const listed = stream.variables.flatMap((_, variable) =>
    absent && !gradients[variable] ? [] : [variable],
  );
  if (delivery === 'reversed') listed.reverse();
  return listed.map((variable, position) => ({ variable, position }));
}

function forget(states: Map<unknown, State>, left: NonNullable<Habits['resume']>): void {
  if (left === 'nothing') states.clear();
  if (left === 'slots') for (const state of states.values()) state.t = 0;
}
