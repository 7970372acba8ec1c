import { random, type Random } from '../shared/random.ts';
import type { RuleMember } from './member.ts';
import type { Delivery, OptimizerProbe } from './probe.ts';
import type { Stream } from './stream.ts';

/** The options that files of several rules know, and for each a value that is nobody's default. */
const shared: Readonly<Record<string, number>> = {
  momentum: 0.7,
  decay: 0.8,
  rho: 0.8,
  beta1: 0.8,
  beta2: 0.91,
  epsilon: 1e-6,
  weightDecay: 0.2,
  initialAccumulatorValue: 0.3,
};

interface Scenario {
  readonly id: string;
  readonly about: string;
  /** Options beside the explicit defaults; `null`: nothing but the learning rate is given. */
  readonly options?: Readonly<Record<string, number>> | null;
  readonly shapes?: readonly (readonly number[])[];
  readonly updates: number;
  /** Size of the gradient of an element, by its place in its variable (0 to 1) and the update. Default 1. */
  readonly size?: (place: number, update: number) => number;
  /** Start weights are 0. Default: normal numbers. */
  readonly fromZero?: boolean;
  /** Whether a variable has a gradient in an update. Default: always. */
  readonly given?: (variable: number, update: number) => boolean;
  /** Factor on the learning rate. Default: it is not set again. */
  readonly rate?: (update: number) => number;
  readonly deliveries?: readonly Delivery[];
  readonly resumeAt?: number;
  readonly twin?: boolean;
}

/**
 * The scenarios that a rule is examined in, chosen so that every known mistake shows in at least one.
 * @param seed of the gradients and start weights
 */
export function optimizerProbes(
  { rule, probeRate: learningRate, unusual: ofItsOwn }: RuleMember,
  seed: number,
): OptimizerProbe[] {
  const unusual = { ...shared, ...ofItsOwn };
  const has = (option: string) => option in rule.defaults;
  const own = (options: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(options).filter(([option]) => has(option)));
  const explicit = own(
    Object.fromEntries(Object.keys(unusual).map((name) => [name, rule.defaults[name] as number])),
  );
  const odd = own(unusual);
  return scenarios(odd, has, rule.ranges).map((scenario, i) => {
    const { id, about, options, deliveries = ['list'], resumeAt, twin = false, rate } = scenario;
    return {
      kind: 'optimizer',
      id,
      about,
      options:
        options === null ? { learningRate } : { learningRate, ...explicit, ...own(options ?? {}) },
      stream: streamOf(scenario, learningRate, random(seed).fork(i)),
      deliveries,
      missing: ['null', 'undefined', 'absent'],
      steered: rate !== undefined,
      ...(resumeAt !== undefined && { resumeAt }),
      twin,
    };
  });
}

function scenarios(
  odd: Readonly<Record<string, number>>,
  has: (option: string) => boolean,
  ranges: RuleMember['rule']['ranges'],
): Scenario[] {
  const pair = [[3], [2, 2]];
  const zeros = ['momentum', 'beta1'].filter((name) => ranges[name]?.holds(0));
  const all: (Scenario | false)[] = [
    { id: 'cold-step', about: 'one update from a fresh state', updates: 1 },
    {
      id: 'cold-run',
      about: 'forty updates of two variables, with options that are not the defaults',
      options: odd,
      shapes: pair,
      updates: 40,
    },
    {
      id: 'long-run',
      about: 'a hundred updates with gradients that fade',
      updates: 100,
      size: (_, update) => (update < 30 ? 2 : 2 * 0.9 ** (update - 30)),
    },
    {
      id: 'tiny-gradient',
      about: 'gradients near 1e-6, from weights at zero',
      updates: 8,
      fromZero: true,
      size: () => 1e-6,
    },
    has('epsilon') && {
      id: 'large-epsilon',
      about: 'an epsilon that can be seen, larger than some gradients',
      options: { ...odd, epsilon: 1, initialAccumulatorValue: 0 },
      shapes: pair,
      updates: 12,
      size: (place) => 0.01 ** place,
    },
    {
      id: 'mixed-scale',
      about: 'gradients of all sizes at once',
      shapes: [[6]],
      updates: 12,
      size: (place) => 1e-4 * 1e6 ** place,
    },
    {
      id: 'zero-gradient',
      about: 'no slope at first, then one, then none again; and an element that never has one',
      options: { weightDecay: 0, initialAccumulatorValue: 0 },
      shapes: pair,
      updates: 12,
      size: (place, update) => (place === 0 || update < 3 || update === 7 ? 0 : 1),
    },
    {
      id: 'shapes',
      about: 'a scalar, a row, a matrix, rank 4',
      options: odd,
      shapes: [[], [1, 3], [4, 2], [1, 2, 1, 5]],
      updates: 8,
    },
    {
      id: 'reordered',
      about: 'variables that come in another order from update to update',
      options: odd,
      shapes: [[2], [2], [2]],
      updates: 9,
      deliveries: ['list', 'reversed', 'map'],
    },
    {
      id: 'missing',
      about: 'variables without a gradient: null, undefined, or not listed',
      options: odd,
      shapes: [[2], [2], [2]],
      updates: 12,
      given: (variable, update) => (variable + update) % 4 !== 1 && !(variable === 2 && update < 2),
    },
    {
      id: 'minimize',
      about: 'through minimize, as model.fit does it',
      options: odd,
      shapes: pair,
      updates: 6,
      deliveries: ['minimize'],
    },
    {
      id: 'rate-change',
      about: 'a learning rate that changes midway',
      options: odd,
      shapes: pair,
      updates: 15,
      rate: (update) => (update < 4 ? 1 : update < 9 ? 0.1 : 2),
    },
    has('weightDecay') && {
      id: 'decay-on',
      about: 'strong weight decay',
      options: { ...odd, weightDecay: 0.5 },
      shapes: pair,
      updates: 15,
    },
    has('weightDecay') && {
      id: 'decay-alone',
      about: 'weight decay on a variable whose gradient is zero',
      options: { ...odd, weightDecay: 0.5 },
      shapes: pair,
      updates: 8,
      size: (_, update) => (update < 4 ? 0 : 1),
    },
    has('weightDecay') && {
      id: 'decay-off',
      about: 'weight decay 0',
      options: { ...odd, weightDecay: 0 },
      updates: 8,
    },
    {
      id: 'resume',
      about: 'state saved after five updates and restored into a new optimizer',
      options: odd,
      shapes: pair,
      updates: 10,
      resumeAt: 5,
    },
    {
      id: 'two-at-once',
      about: 'two optimizers side by side',
      options: odd,
      shapes: pair,
      updates: 6,
      twin: true,
    },
    {
      id: 'defaults',
      about: 'no option but the learning rate',
      options: null,
      shapes: [[6], [2, 2]],
      updates: 12,
      fromZero: true,
      size: (place) => 1e-6 * 1e6 ** place,
    },
    zeros.length > 0 && {
      id: 'zero-options',
      about: `${zeros.join(' and ')} 0, a value like any other`,
      options: { ...odd, ...Object.fromEntries(zeros.map((name) => [name, 0])), epsilon: 0.01 },
      shapes: pair,
      updates: 10,
    },
  ];
  return all.filter((one) => one !== false);
}

function streamOf(
  { shapes = [[3]], updates, size = () => 1, fromZero = false, given = () => true, rate }: Scenario,
  learningRate: number,
  draw: Random,
): Stream {
  const variables = shapes.map((shape) => {
    const length = shape.reduce((product, one) => product * one, 1);
    const start = [...draw.normals(length)].map(Math.fround);
    return { shape, start: fromZero ? start.map(() => 0) : start };
  });
  return {
    variables,
    updates: Array.from({ length: updates }, (_, update) => ({
      rate: learningRate * (rate?.(update) ?? 1),
      gradients: variables.map(({ start }, variable) => {
        const values = start.map((_, i) =>
          Math.fround(
            (draw.normal() + 0.5) * size(start.length < 2 ? 0.5 : i / (start.length - 1), update),
          ),
        );
        return given(variable, update) ? values : null;
      }),
    })),
  };
}
