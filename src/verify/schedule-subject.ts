import { random } from '../shared/random.ts';
import type { FunctionProbe } from './probe.ts';
import type { FunctionSubject, Rows, Twist } from './function-subject.ts';
import { rightRate, type Options, type Rate } from './right-rate.ts';
import { scheduleTwists } from './schedule-twists.ts';

/** What each schedule is built with, in two settings, and the update after which nothing new should happen. */
const settings: Readonly<Record<string, readonly Options[]>> = {
  constant: [{ rate: 0.3 }, { rate: 0.01 }],
  stepDecay: [
    { rate: 0.3, factor: 0.1, every: 7 },
    { rate: 0.2, factor: 0.5, every: 4 },
  ],
  multiStep: [
    { rate: 0.3, factor: 0.1, milestones: [5, 12] },
    { rate: 0.2, factor: 0.5, milestones: [3, 4, 15] },
  ],
  exponential: [
    { rate: 0.3, factor: 0.9, every: 1 },
    { rate: 0.2, factor: 0.5, every: 6 },
  ],
  inverseTime: [
    { rate: 0.3, every: 4 },
    { rate: 0.2, every: 1 },
  ],
  inverseSqrt: [
    { rate: 0.3, every: 4 },
    { rate: 0.2, every: 1 },
  ],
  linear: [
    { peak: 0.3, updates: 20, floor: 0.05 },
    { peak: 0.2, updates: 7, floor: 0 },
  ],
  polynomial: [
    { peak: 0.3, updates: 20, floor: 0.05, power: 2 },
    { peak: 0.2, updates: 7, floor: 0, power: 3 },
  ],
  cosine: [
    { peak: 0.3, updates: 20, floor: 0.05 },
    { peak: 0.2, updates: 7, floor: 0 },
  ],
  cosineRestarts: [
    { peak: 0.3, updates: 6, floor: 0.05 },
    { peak: 0.2, updates: 9, floor: 0 },
  ],
  oneCycle: [
    { peak: 0.3, updates: 20 },
    { peak: 0.2, updates: 11 },
  ],
  cyclic: [
    { floor: 0.05, peak: 0.3, every: 5 },
    { floor: 0.01, peak: 0.2, every: 3 },
  ],
  warmup: [
    { peak: 0.3, warmup: 5 },
    { peak: 0.2, warmup: 8 },
  ],
  exponentialWarmup: [
    { peak: 0.3, warmup: 5 },
    { peak: 0.2, warmup: 8 },
  ],
};

/** Names of one thing: whoever reads the other one finds it too. */
function withSynonyms(options: Options): Options {
  const { rate, peak, warmup: updates } = options;
  return {
    ...options,
    ...(rate !== undefined && { peak: rate }),
    ...(peak !== undefined && { rate: peak }),
    ...(updates !== undefined && { updates }),
  };
}

/** The exam of `(options) => (update) => rate`. */
export function scheduleSubject(member: string, seed: number): FunctionSubject {
  const given = settings[member] as readonly Options[];
  const probes = given.flatMap((options, i) =>
    probesOf(options, i + 1, random(seed).fork(i).permutation(30)),
  );
  const optionsOf = ({ id }: FunctionProbe) => given[Number(id.at(-1)) - 1] as Options;
  const rowsBy =
    (build: (options: Options) => Rate) =>
    (probe: FunctionProbe): Rows => {
      const rate = build(optionsOf(probe));
      return probe.inputs.map(({ values }) => values.map(rate));
    };
  return {
    probes,
    member,
    allowed: 1e-6,
    rows: rowsBy((options) => rightRate(member, options)),
    twists: scheduleTwists(member).map(({ build, ...says }): Twist => ({
      ...says,
      rows: rowsBy(build),
    })),
    place: ({ inputs }, row, column) => ({
      update: inputs[row]?.values[column] as number,
      variable: 'rate',
    }),
  };
}

function probesOf(options: Options, which: number, shuffled: readonly number[]): FunctionProbe[] {
  const end = lastChange(options);
  const probe = (id: string, about: string, values: readonly number[]): FunctionProbe => ({
    kind: 'schedule',
    id: `${id}-${which}`,
    about: `${about}, with ${Object.entries(options)
      .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
      .join(', ')}`,
    options: withSynonyms(options),
    inputs: [{ values }],
  });
  return [
    probe('first', 'the first update', [0]),
    probe('second', 'the second update', [1]),
    probe(
      'way',
      'every update to the end',
      Array.from({ length: end }, (_, update) => update),
    ),
    probe('end', 'the last update and the one after it', [end - 1, end]),
    probe('after', 'long after the end', [end + 1, end + 5, 3 * end]),
    probe('any-order', 'updates asked in any order, twice', [...shuffled, ...shuffled.slice(0, 5)]),
  ];
}

function lastChange({ updates, warmup: warm, milestones, every }: Options): number {
  const last = (milestones as readonly number[] | undefined)?.at(-1);
  return Number(
    updates ?? warm ?? (last === undefined ? undefined : last + 1) ?? Number(every ?? 5) * 3,
  );
}
