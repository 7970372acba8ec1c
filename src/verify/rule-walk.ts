import { readHyper, startSlots, type Elementwise, type Rule, type Slots } from '../rules/index.ts';
import { rowOf, type Path } from './path.ts';
import type { OptimizerProbe } from './probe.ts';
import type { StreamVariable } from './stream.ts';

/** What an optimizer does around its rule. The defaults are right; everything else is a mistake someone has made. */
export interface Habits {
  /**
   * Whose state a step uses. `position`: that of the entry's place in the list; `shape`: one for all of a shape; `all`: one
   * for every variable; `allAnew`: likewise, and it starts anew where it does not fit.
   */
  readonly state?: 'variable' | 'position' | 'shape' | 'all' | 'allAnew' | 'none';
  /** Whether two optimizers of one class have state in common. */
  readonly twins?: 'apart' | 'together' | 'counting';
  /** What t counts. `updates`: those of the optimizer, also while a variable had no gradient; `steps`: every variable of every update. */
  readonly count?: 'own' | 'updates' | 'steps' | 'stopped' | 'fromZero' | 'updatesFromZero';
  /** Which rate a step uses. */
  readonly rate?: 'current' | 'first' | 'previous';
  /**
   * What a missing gradient is taken for. `again`: the last one; `stops`: the end of the list; `skipsAll`: the end of the
   * whole update; `forgets`: the end of the variable's state.
   */
  readonly missing?: 'nothing' | 'zero' | 'again' | 'stops' | 'skipsAll' | 'forgets';
  /** What is left after `getWeights` and `setWeights`. */
  readonly resume?: 'all' | 'nothing' | 'slots' | 'count';
  /** Which variables are updated at all. `entry`: the first of the list. */
  readonly updates?: 'all' | 'first' | 'last' | 'entry' | 'matrices' | 'lists';
  /** Which elements of a variable are. `axis`: as many as the first axis is long, of a scalar one or (`axisOrNone`) none; `row`: those of its first place. */
  readonly elements?: keyof typeof reached;
  /** Which variables decay. `listed`: also those without a gradient; `every`: even those that are not handed over. */
  readonly decays?: 'own' | 'entry' | 'first' | 'matrices' | 'listed' | 'every';
}

type Reach = (place: number, length: number, shape: readonly number[]) => boolean;

/** Whether an element is updated. */
const reached = {
  all: () => true,
  one: (place) => place === 0,
  last: (place, length) => place === length - 1,
  exceptFirst: (place) => place > 0,
  exceptLast: (place, length) => place < length - 1,
  axis: (place, _, shape) => place < (shape[0] ?? 1),
  axisOrNone: (place, _, shape) => place < (shape[0] ?? 0),
  row: (place, length, shape) => place < length / (shape[0] ?? 1),
  column: (place, _, shape) => shape.length < 2 || place % (shape.at(-1) as number) === 0,
} satisfies Record<string, Reach>;

/** An arithmetic in which rules can be run: how it holds the values of a variable, and reads them back. */
export interface Arithmetic {
  readonly of: (values: readonly number[], shape: readonly number[]) => Elementwise;
  readonly valuesOf: (array: Elementwise) => readonly number[];
}

interface State {
  t: number;
  slots: Slots<string> | undefined;
  shape?: string;
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
    last: new Map<number, Elementwise>(),
  }));
  const [first, twin] = walkers;
  if (habits.twins === 'together' && first && twin) twin.states = first.states;
  const paths = walkers.map(({ weights }) => [rowOf(weights.map(valuesOf))]);
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
      const listed = entries(probe, update);
      const isMissing = ({ variable }: Entry) => !gradients[variable];
      const decaying = 'weightDecay' in hyper && ['listed', 'every'].includes(habits.decays ?? '');
      const stop = listed.findIndex(isMissing);
      const gone =
        stop < 0 || !/^(?:stops|skipsAll)$/.test(habits.missing ?? '')
          ? listed
          : listed.slice(0, habits.missing === 'stops' ? stop : 0);
      const all = habits.decays === 'every' ? variables.map((_, i) => i) : listed.map(variableOf);
      for (const variable of decaying ? all.filter((one) => !gradients[one]) : []) {
        const keeps = 1 - rateOf(update) * (hyper['weightDecay'] as number);
        walker.weights[variable] = (walker.weights[variable] as Elementwise).mul(keeps);
      }
      for (const { variable, position } of gone) {
        const { shape } = variables[variable] as (typeof variables)[number];
        if (isPassedOver(habits.updates, variable, position, variables)) continue;
        const weight = walker.weights[variable] as Elementwise;
        const length = valuesOf(weight).length;
        const zeros = of(Array<number>(length).fill(0), shape);
        const values = gradients[variable];
        const g = values
          ? of(values, shape)
          : { zero: zeros, again: walker.last.get(variable) }[habits.missing as string];
        const key = { variable, position, shape: String(shape), all: 0, allAnew: 0, none: {} }[
          habits.state ?? 'variable'
        ];
        if (!values && habits.missing === 'forgets') walker.states.delete(key);
        if (g === undefined) continue;
        walker.last.set(variable, g);
        const before = walker.states.get(key);
        const fits = habits.state !== 'allAnew' || before?.shape === String(shape);
        const state = (fits ? before : undefined) ?? { t: 0, slots: undefined };
        state.shape = String(shape);
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
        const slots = state.slots ?? startSlots(rule, { w: weight, zeros }, hyper);
        const step = { w: weight, g, lr: rateOf(update), t };
        const decayed = isDecayed(habits.decays, variable, position, shape);
        const own = decayed ? hyper : { ...hyper, weightDecay: 0 };
        const { w: next, ...kept } = attempt(() => rule.update(step, slots, own)) ?? {};
        if (next === undefined) return undefined;
        const moved = valuesOf(next);
        if (moved.length !== length) return undefined;
        const reach: Reach = reached[habits.elements ?? 'all'];
        walker.weights[variable] =
          reach === reached.all
            ? next
            : of(
                valuesOf(weight).map((value, i) =>
                  reach(i, length, shape) ? (moved[i] as number) : value,
                ),
                shape,
              );
        state.slots = kept;
      }
      paths[w]?.push(rowOf(walker.weights.map(valuesOf)));
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

/** What an optimizer is handed for one variable, and where in the list. */
interface Entry {
  readonly variable: number;
  readonly position: number;
}

const variableOf = ({ variable }: Entry) => variable;

function isPassedOver(
  updates: Habits['updates'],
  variable: number,
  position: number,
  variables: readonly StreamVariable[],
): boolean {
  const rank = variables[variable]?.shape.length ?? 0;
  return {
    all: false,
    first: variable > 0,
    last: variable < variables.length - 1,
    entry: position > 0,
    matrices: rank < 2,
    lists: rank > 1,
  }[updates ?? 'all'];
}

function isDecayed(
  decays: Habits['decays'],
  variable: number,
  position: number,
  shape: readonly number[],
): boolean {
  if (decays === 'entry') return position === 0;
  if (decays === 'first') return variable === 0;
  return decays !== 'matrices' || shape.length > 1;
}

/** The entries that an optimizer is handed in an update, in their order. */
function entries({ stream, deliveries, missing }: OptimizerProbe, update: number): Entry[] {
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
  if (left === 'count') for (const state of states.values()) state.slots = undefined;
}
