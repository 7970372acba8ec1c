import { random } from '../shared/random.ts';
import { handOver, type Argument } from './argument.ts';
import type { FunctionMember, Rows, Twist } from './function-member.ts';
import type { Mutant } from './mutant.ts';
import type { FunctionProbe } from './probe.ts';

/** The options of schedules, by the names that learners' files are given. */
export interface Options {
  readonly rate?: number | undefined;
  readonly peak?: number | undefined;
  readonly floor?: number | undefined;
  readonly factor?: number | undefined;
  readonly every?: number | undefined;
  readonly updates?: number | undefined;
  readonly warmup?: number | undefined;
  readonly power?: number | undefined;
  readonly milestones?: readonly number[] | undefined;
  readonly stretch?: number | undefined;
  readonly rise?: number | undefined;
  /** Whether a schedule follows a climb, the one of the examiner, in place of a constant rate. */
  readonly follows?: boolean | undefined;
}
/** A learning rate for each update, counted from 0. */
export type Rate = (update: number) => number;

/** What is known of one schedule. */
interface Written {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What it is built with in the exam. */
  readonly settings: readonly Options[];
  /** Those of its options that may be left out, with what holds then. Default: none. */
  readonly optional?: Readonly<Record<string, number>>;
  /** What it is built with to see what holds for the others; files without a default are not asked. Default: nothing. */
  readonly leftOut?: { readonly given: Options; readonly standing: Options };
  /** Defaults that a library has on purpose: the option, the value, and the library. */
  readonly conventions?: readonly (readonly [option: string, value: number, library: string])[];
  readonly textbook: (options: Options) => Rate;
  /** What the library's form is called with, in order. Default: all options as one. */
  readonly args?: (options: Options) => readonly Argument[];
  readonly mutants?: readonly Mutant[];
  /** Mistakes that no edit of one line of the source makes. */
  readonly twists?: readonly Row[];
}

/** All that is known of a schedule, from what is its own. */
export function scheduleMember({
  name,
  aliases = [],
  settings: given,
  optional = {},
  leftOut,
  conventions = [],
  textbook,
  args,
  mutants = [],
  twists = [],
}: Written): FunctionMember {
  const settings = leftOut ? [...given, leftOut.given] : given;
  const defaultsOf = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, optional[name]]));
  const optionsOf = ({ id, unread = [] }: FunctionProbe): Options => ({
    ...settings[Number(id.at(-1)) - 1],
    ...defaultsOf(unread),
  });
  const rowsBy = (build: (options: Options) => Rate, probe: FunctionProbe): Rows => {
    const rate = build(optionsOf(probe));
    return probe.inputs.map(({ values }) => values.map(rate));
  };
  const twistOf = ([id, fault, remedy, build, library]: Row, standing: Options = {}): Twist => ({
    id,
    fault,
    remedy,
    ...(library !== undefined && { library }),
    rows: (probe) => rowsBy((options) => build(textbook, { ...standing, ...options }), probe),
  });
  return {
    kind: 'schedule',
    name,
    aliases,
    probes: (seed) =>
      settings.flatMap((options, i) =>
        probesOf(options, i + 1, random(seed).fork(i).permutation(30), args?.(options)).map(
          (probe) => ({
            ...probe,
            optional: Object.keys(optional),
            ...(options === leftOut?.given && { leftOut: true }),
          }),
        ),
      ),
    optional,
    textbook: (probe, unread = []) => rowsBy(textbook, { ...probe, unread }),
    rows: (form, probe) =>
      rowsBy((options) => {
        const given = args?.(options).map((one) => handOver(one)) ?? [options];
        return (form as (...given: unknown[]) => Rate)(...given);
      }, probe),
    allowed: 1e-6,
    mutants,
    twists: [
      ...Object.entries(optional).map(([name, value]) => twistOf(withoutEffect(name, value))),
      ...[...twists, ...rows].map((row) => twistOf(row, leftOut?.standing)),
      ...(leftOut ? defaults(leftOut.standing, conventions) : []).map((row) => twistOf(row)),
    ],
    held: (wrong) => ({
      ...wrong,
      rows: (probe: FunctionProbe) => {
        const end = endOf(optionsOf(probe));
        const right = rowsBy(textbook, probe);
        const updates = probe.inputs.map(({ values }) => values);
        return wrong
          .rows(probe)
          .map((row, i) =>
            row.map((value, j) =>
              (updates[i]?.[j] as number) >= end ? (right[i]?.[j] as number) : value,
            ),
          );
      },
    }),
    place: ({ inputs }, row, column) => ({
      update: inputs[row]?.values[column] as number,
      variable: 'rate',
    }),
  };
}

/** Names of one thing: whoever reads the other one finds it too. */
function withSynonyms(options: Options): Options {
  const { rate, peak, warmup } = options;
  return {
    ...options,
    ...(rate !== undefined && { peak: rate }),
    ...(peak !== undefined && { rate: peak }),
    ...(warmup !== undefined && { updates: options.updates ?? warmup }),
  };
}

function probesOf(
  options: Options,
  which: number,
  shuffled: readonly number[],
  inOrder?: readonly Argument[],
): FunctionProbe[] {
  const end = lastChange(options);
  const { follows = false, ...shown } = options;
  const probe = (id: string, about: string, values: readonly number[]): FunctionProbe => ({
    kind: 'schedule',
    id: `${id}-${which}`,
    about: `${about}, with ${Object.entries(shown)
      .map(([option, value]) => `${option} ${JSON.stringify(value)}`)
      .join(', ')}${follows ? ', and a schedule that falls behind it' : ''}`,
    options: { ...withSynonyms(shown) },
    synonyms: Object.keys(withSynonyms(shown)).filter((name) => !(name in options)),
    ...(inOrder && { inOrder }),
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

/** The update after which nothing new should happen. */
function lastChange({ updates, warmup, milestones, every = 5 }: Options): number {
  const last = milestones?.at(-1);
  return updates ?? warmup ?? (last === undefined ? 3 * every : last + 1);
}

/** A mistake around a schedule: id, fault, remedy, the rate that it makes of the right one, and who does so on purpose. */
export type Row = readonly [
  id: string,
  fault: string,
  remedy: string,
  build: (right: (options: Options) => Rate, options: Options) => Rate,
  library?: string | undefined,
];

/** Values that people write down for what is not given. */
const usual = [
  0, 0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.94, 0.95, 0.96, 0.97, 0.98,
  0.99, 0.995, 0.999, 1, 1.5, 2, 3, 4, 5, 10, 30, 50, 100, 1000, 10_000,
];

/** An option that is read, and then forgotten. */
const withoutEffect = (name: string, value: number): Row => [
  `${name}-without-effect`,
  `\`${name}\` has no effect, whatever is given: it is always ${value}`,
  `use \`${name}\` as it is given`,
  (right, o) => right(name in o ? { ...o, [name]: value } : o),
];

/** Other values than the right one for options that are left out. */
function defaults(
  standing: Options,
  conventions: readonly (readonly [option: string, value: number, library: string])[],
): Row[] {
  return Object.entries(standing).flatMap(([name, right]) =>
    usual.map((value): Row => [
      `default-${name}-${value}`,
      `${name} is ${value} when it is not given, not ${String(right)}`,
      `make ${String(right)} the default of ${name}`,
      (textbook, o) => textbook(name in o ? o : { ...o, [name]: value }),
      conventions.find(([option, one]) => option === name && one === value)?.[2],
    ]),
  );
}

/** Mistakes that any schedule can have. */
const rows: readonly Row[] = [
  [
    'one-late',
    'it is one update late: update 0 is counted twice',
    'the first update is 0',
    (right, o) => (u) => right(o)(Math.max(0, u - 1)),
  ],
  [
    'one-early',
    'it is one update ahead: it counts from 1',
    'the first update is 0',
    (right, o) => (u) => right(o)(u + 1),
  ],
  [
    'never-changes',
    'the rate never changes',
    'use the index of the update',
    (right, o) => () => right(o)(0),
  ],
  [
    'zero-first',
    'the first update has rate 0 and does nothing',
    'give the first update a rate',
    (right, o) => (u) => (u === 0 ? 0 : right(o)(u)),
  ],
  [
    'counts-calls',
    'it counts its calls and does not look at the index',
    'make it a function of the index alone',
    (right, o) => {
      let calls = 0;
      return () => right(o)(calls++);
    },
  ],
  [
    'rate-forgotten',
    'the rate itself is left out: it returns a factor',
    'multiply by the rate',
    (right, o) => (u) => right(o)(u) / (o.peak ?? o.rate ?? 1),
  ],
  [
    'floor-ignored',
    'the floor is ignored',
    'end at the floor',
    (right, o) => right('floor' in o ? { ...o, floor: 0 } : o),
  ],
  [
    'floor-added',
    'the floor is added on top, so that it starts above the peak',
    'go from the peak to the floor',
    (right, o) => (u) => right('floor' in o ? { ...o, floor: 0 } : o)(u) + (o.floor ?? 0),
  ],
  [
    'floor-cuts-off',
    'it runs to 0 and is only cut off at the floor, in place of running to the floor',
    'go from the peak to the floor',
    (right, o) => (u) => Math.max(o.floor ?? 0, right('floor' in o ? { ...o, floor: 0 } : o)(u)),
  ],
  [
    'floor-as-share',
    "the floor is taken for a share of the peak, as Keras's alpha is",
    'the floor is a rate: go from the peak to the floor',
    (right, o) => right('floor' in o ? { ...o, floor: (o.floor ?? 0) * highest(o) } : o),
  ],
  [
    'floor-at-the-end-only',
    'it runs to 0, and jumps to the floor at its end',
    'go from the peak to the floor',
    (right, o) => (u) => (u >= endOf(o) ? right(o)(u) : right({ ...o, floor: 0 })(u)),
  ],
  [
    'one-short-of-end',
    'after its end it stays at the rate of the update before, and never reaches the last one',
    'hold the update at `updates`, not at updates − 1',
    (right, o) => (u) => right(o)(Math.min(u, endOf(o) - 1)),
  ],
  [
    'begins-anew',
    'after its end it begins anew: the update is taken modulo its length',
    'stay at the last rate',
    (right, o) => (u) => right(o)(Number.isFinite(endOf(o)) ? u % endOf(o) : u),
  ],
  [
    'goes-back',
    'after its end it goes the way back',
    'stay at the last rate',
    (right, o) => (u) => right(o)(u > endOf(o) ? Math.max(0, 2 * endOf(o) - u) : u),
  ],
  [
    'compounds',
    'it compounds: each update multiplies the rate of the one before by a factor that counts from the start',
    'compute the rate from the first one, or multiply by what one update changes',
    (right, o) => {
      const share = (u: number) => right(o)(u) / right(o)(0);
      return (u) =>
        Array.from({ length: u }, (_, i) => share(i + 1)).reduce(
          (rate, one) => rate * one,
          right(o)(0),
        );
    },
  ],
  [
    'divided-by-every',
    'all of it is divided by `every` as well',
    'divide the update alone by `every`',
    (right, o) => (u) => right(o)(u) / (o.every ?? 1),
  ],
  [
    'times-every',
    'all of it is multiplied by `every` as well',
    'divide the update alone by `every`',
    (right, o) => (u) => right(o)(u) * (o.every ?? 1),
  ],
  ...[0.5, 1, 2, 3].map((power): Row => [
    `power-always-${power}`,
    `the power is ignored: it is always ${power}`,
    'raise to the power that is given',
    (right, o) => right(o.power === undefined ? o : { ...o, power }),
  ]),
  ...[0.1, 0.5].map((factor): Row => [
    `factor-always-${factor}`,
    `the factor is ignored: it is always ${factor}`,
    'multiply by the factor that is given',
    (right, o) => right(withFactor(o, () => factor)),
  ]),
  [
    'zero-after-end',
    'after its end the rate is 0',
    'stay at the last rate',
    (right, o) => (u) => (u >= endOf(o) ? 0 : right(o)(u)),
  ],
  [
    'start-after-end',
    'after its end it is back at the rate of the start',
    'stay at the last rate',
    (right, o) => (u) => right(o)(u >= endOf(o) ? 0 : u),
  ],
  [
    'waits-for-end',
    'it stays at its first rate until the end and then jumps: the progress is cut to a whole number',
    'do not round update / updates',
    (right, o) => (u) => right(o)(u >= endOf(o) ? u : 0),
  ],
  [
    'nothing-until-end',
    'the rate is 0 until the end: the progress is cut to a whole number',
    'do not round update / updates',
    (right, o) => (u) => (u >= endOf(o) - 1 ? right(o)(u) : 0),
  ],
  [
    'in-stairs',
    'it changes in steps, once in `every` updates: update / every is rounded down',
    'do not round update / every',
    (right, o) => (u) => right(o)(Math.floor(u / (o.every ?? 1)) * (o.every ?? 1)),
  ],
  [
    'factor-complement',
    'factor is used as 1 − factor',
    'multiply by the factor itself',
    (right, o) => right(withFactor(o, (factor) => 1 - factor)),
  ],
  [
    'factor-divides',
    'it divides by the factor, so that the rate grows',
    'multiply by the factor',
    (right, o) => right(withFactor(o, (factor) => 1 / factor)),
  ],
  [
    'every-inverted',
    'the update is multiplied by `every`, not divided by it',
    'update / every',
    (right, o) => right(withEvery(o, (every) => 1 / every)),
  ],
  [
    'every-is-one',
    '`every` is ignored',
    'update / every',
    (right, o) => right(withEvery(o, () => 1)),
  ],
  [
    'squared',
    'the share of the rate is squared',
    'leave out the square',
    (right, o) => (u) => right(o)(u) ** 2 / highest(o),
  ],
  [
    'rooted',
    'the root of the share of the rate is taken',
    'leave out the root',
    (right, o) => (u) => Math.sqrt(right(o)(u) * highest(o)),
  ],
  [
    'on-its-head',
    'it stands on its head: it is high where it should be low',
    'look at which end has the peak',
    (right, o) => (u) => highest(o) + (o.floor ?? 0) - right(o)(u),
  ],
  [
    'reversed',
    'it runs backwards: it falls where it should climb, or climbs where it should fall',
    'look at which end has the peak',
    (right, o) => (u) => right(o)(Number.isFinite(endOf(o)) && u < endOf(o) ? endOf(o) - 1 - u : u),
  ],
  ...[0.1, 0.5, 2, 10].map((factor): Row => [
    `times-${factor}`,
    `every rate is ${factor} times what it should be`,
    'look for a factor',
    (right, o) => (u) => factor * right(o)(u),
  ]),
  ...[0.5, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999].map((keep): Row => [
    `decays-too-${keep}`,
    `the rate is multiplied by ${keep} in every update as well, a decay that does not belong there`,
    'leave the decay out',
    (right, o) => (u) => right(o)(u) * keep ** u,
  ]),
  ...[1, 0.1, 0.01, 1e-3].map((decay): Row => [
    `falls-too-${decay}`,
    `the rate is divided by 1 + ${decay} · update as well, a decay that does not belong there`,
    'leave the decay out',
    (right, o) => (u) => right(o)(u) / (1 + decay * u),
  ]),
  ...[1, 2, 3, 4, 5, 10].map((length): Row => [
    `cosine-on-top-${length}`,
    `a cosine over ${length === 1 ? 'its length' : `${length} times its length`} is multiplied on top, which falls from the first update on and climbs again at the end`,
    'let one part follow the other, each with an index of its own',
    (right, o) => (u) => (right(o)(u) * (1 + Math.cos((Math.PI * u) / (length * endOf(o))))) / 2,
  ]),
  [
    'updates-minus-one',
    'it reaches its end one update early, at updates − 1',
    'the end is reached at `updates`',
    (right, o) => right(ending(o, -1)),
  ],
  [
    'updates-plus-one',
    'it reaches its end one update late',
    'the end is reached at `updates`',
    (right, o) => right(ending(o, 1)),
  ],
];

/** The rate that a schedule goes down from or up to. */
const highest = ({ peak, rate }: Options): number => peak ?? rate ?? 1;

/** Where a schedule has an end: the update from which on it gives its last rate. */
const endOf = ({ updates, warmup }: Options): number => updates ?? warmup ?? Infinity;

const withFactor = (options: Options, made: (factor: number) => number): Options =>
  options.factor === undefined ? options : { ...options, factor: made(options.factor) };

const withEvery = (options: Options, made: (every: number) => number): Options =>
  options.every === undefined ? options : { ...options, every: made(options.every) };

const ending = (options: Options, later: number): Options =>
  options.updates === undefined
    ? options
    : { ...options, updates: Math.max(1, options.updates + later) };
