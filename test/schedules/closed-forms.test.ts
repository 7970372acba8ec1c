import { describe, expect, it } from 'vitest';
import { SGD } from '../../src/optimizers/index.ts';
import {
  constant,
  cosine,
  cosineRestarts,
  cyclic,
  exponential,
  inverseSqrt,
  inverseTime,
  isSchedule,
  join,
  linear,
  oneCycle,
  polynomial,
  registerSchedule,
  repeat,
  schedule,
  scheduleFromConfig,
  staircase,
  stepDecay,
  warmup,
  type Schedule,
  type ScheduleConfig,
} from '../../src/schedules/index.ts';

type Rates = Readonly<Record<number, number>>;

/** Rates by update: the first, the second, the ends of each part, the last, and what comes after. */
const table: Readonly<Record<string, readonly [Schedule, Rates]>> = {
  constant: [constant({ rate: 0.1 }), { 0: 0.1, 1: 0.1, 1e6: 0.1 }],
  'a constant of zero': [constant({ rate: 0 }), { 0: 0, 1: 0 }],
  cosine: [
    cosine({ peak: 0.8, updates: 100, floor: 0.2 }),
    {
      0: 0.8,
      1: 0.2 + 0.6 * Math.cos(Math.PI / 200) ** 2,
      25: 0.2 + 0.6 * (0.5 + Math.SQRT1_2 / 2),
      50: 0.5,
      99: 0.2 + 0.6 * Math.sin(Math.PI / 200) ** 2,
      100: 0.2,
      101: 0.2,
      1e6: 0.2,
    },
  ],
  'cosine to zero': [cosine({ peak: 1, updates: 3 }), { 0: 1, 1: 0.75, 2: 0.25, 3: 0, 4: 0 }],
  'cosine of one update': [cosine({ peak: 1, updates: 1 }), { 0: 1, 1: 0, 2: 0 }],
  'cosine that stays': [cosine({ peak: 1, updates: 2, floor: 1 }), { 0: 1, 1: 1, 2: 1, 3: 1 }],
  'a polynomial that goes up again': [
    polynomial({ peak: 1, updates: 4, floor: 0.2, power: 1, cycle: true }),
    { 0: 1, 1: 0.8, 4: 0.2, 5: 0.2 + 0.8 * (3 / 8), 8: 0.2, 9: 0.2 + 0.8 * (3 / 12), 12: 0.2 },
  ],
  'step decay': [
    stepDecay({ rate: 0.5, factor: 0.2, every: 10 }),
    { 0: 0.5, 1: 0.5, 9: 0.5, 10: 0.1, 11: 0.1, 19: 0.1, 20: 0.02, 30: 0.004 },
  ],
  'step decay by its default of a tenth': [stepDecay({ rate: 1, every: 2 }), { 1: 1, 2: 0.1, 4: 0.01 }], // prettier-ignore
  'step decay at every update': [stepDecay({ rate: 1, factor: 0.5, every: 1 }), { 0: 1, 1: 0.5, 7: 2 ** -7 }], // prettier-ignore
  'warm-up to a number': [warmup(4, 0.8), { 0: 0.2, 1: 0.4, 2: 0.6, 3: 0.8, 4: 0.8, 1000: 0.8 }],
  'warm-up of one update': [warmup(1, 0.8), { 0: 0.8, 1: 0.8 }],
  'warm-up before a cosine': [
    warmup(5, cosine({ peak: 1, updates: 4 })),
    { 0: 0.2, 1: 0.4, 3: 0.8, 4: 1, 5: 1, 6: 0.5 + Math.SQRT1_2 / 2, 7: 0.5, 9: 0, 10: 0 },
  ],
  'warm-up before a step decay': [
    warmup(2, stepDecay({ rate: 1, factor: 0.5, every: 3 })),
    { 0: 0.5, 1: 1, 2: 1, 4: 1, 5: 0.5, 7: 0.5, 8: 0.25 },
  ],
  'one cycle': [
    oneCycle({ peak: 1, updates: 10, rise: 0.4, start: 0.2, floor: 0.1 }),
    { 0: 0.2, 1: 0.4, 2: 0.8, 3: 1, 6: 0.55, 9: 0.1, 10: 0.1, 1e6: 0.1 },
  ],
  'one cycle whose rise is one update': [
    oneCycle({ peak: 1, updates: 5, rise: 0.2, start: 0.5, floor: 0 }),
    { 0: 1, 1: 0.5 + Math.SQRT1_2 / 2, 2: 0.5, 4: 0, 5: 0 },
  ],
  'one cycle without a rise': [
    oneCycle({ peak: 1, updates: 5, rise: 0, start: 0.5, floor: 0 }),
    { 0: 1, 2: 0.5, 4: 0, 5: 0 },
  ],
  'one cycle of two updates': [
    oneCycle({ peak: 1, updates: 2, floor: 0.5 }),
    { 0: 1, 1: 0.5, 2: 0.5 },
  ],
  'one cycle that rises almost to its end': [
    oneCycle({ peak: 1, updates: 4, rise: 0.875, start: 0, floor: 0.25 }),
    {
      0: 0,
      1: (1 - Math.cos(Math.PI / 2.5)) / 2,
      2: (1 - Math.cos((2 * Math.PI) / 2.5)) / 2,
      3: 0.25,
      4: 0.25,
    },
  ],
  // The period before update 7 is the third of 1, 2 and 4 updates.
  'cosine restarts of growing length': [
    cosineRestarts({ peak: 1, updates: 1, stretch: 2 }),
    {
      0: 1,
      1: 1,
      2: 0.5,
      3: 1,
      5: 0.5,
      7: 1,
      11: 0.5,
      [2 ** 40 - 1]: 1,
      [2 ** 40 + 2 ** 39 - 1]: 0.5,
    },
  ],
  'cosine restarts far out': [
    cosineRestarts({ peak: 1, updates: 4 }),
    { 2: 0.5, 1e9: 1, [2 ** 52]: 1, [2 ** 52 + 2]: 0.5 },
  ],
  'cosine restarts whose peaks reach the floor': [
    cosineRestarts({ peak: 1, updates: 2, factor: 0.5, floor: 0.3 }),
    { 0: 1, 1: 0.65, 2: 0.5, 3: 0.4, 4: 0.3, 5: 0.3, 6: 0.3, 1e9: 0.3 },
  ],
  // Keras's InverseTimeDecay with decay_steps 10 and decay_rate 0.96.
  'inverse time by a fraction of an update': [
    inverseTime({ rate: 0.1, every: 10 / 0.96 }),
    { 0: 0.1, 10: 0.1 / 1.96, 25: 0.1 / (1 + 0.96 * 2.5) },
  ],
  'inverse root by a fraction of an update': [
    inverseSqrt({ rate: 1, every: 0.5 }),
    { 0: 1, 4: 1 / 3 },
  ],
  'exponential by a fraction of an update': [
    exponential({ rate: 1, factor: 0.5, every: 2.5 }),
    { 0: 1, 5: 0.25 },
  ],
  // Keras's InverseTimeDecay(0.1, 10, 0.5, staircase=True).
  'inverse time in stairs': [
    staircase(10, inverseTime({ rate: 0.1, every: 10 / 0.5 })),
    { 0: 0.1, 9: 0.1, 10: 0.1 / 1.5, 29: 0.1 / 2, 30: 0.1 / 2.5 },
  ],
  'a warm-up over and over': [
    repeat(3, warmup(2, 1)),
    { 0: 0.5, 1: 1, 2: 1, 3: 0.5, 5: 1, 3e9: 0.5 },
  ],
  'warm-up within warm-up': [warmup(2, warmup(4, 1)), { 0: 0.125, 1: 0.25, 2: 0.25, 3: 0.5, 5: 1, 6: 1 }], // prettier-ignore
};

describe.each(Object.entries(table))('%s', (_, [schedule, rates]) => {
  it('gives the rates of its closed form', () => {
    for (const [update, rate] of Object.entries(rates)) {
      expect(schedule(Number(update)), `update ${update}`).toBeCloseTo(rate, 12);
    }
  });

  it('gives the same rates in any order', () => {
    const updates = Object.keys(rates).map(Number);
    const forward = updates.map((update) => schedule(update));
    expect(updates.toReversed().map((update) => schedule(update))).toEqual(forward.toReversed());
  });

  it('is rebuilt from its config, nested ones included', () => {
    const config = JSON.parse(JSON.stringify(schedule.config));
    const rebuilt = scheduleFromConfig({ ...config, customObjects: {} });
    expect(isSchedule(rebuilt)).toBe(true);
    expect(rebuilt.config).toEqual(config);
    for (const update of Object.keys(rates).map(Number)) {
      expect(rebuilt(update)).toBe(schedule(update));
    }
  });

  it.each([-1, 0.5, NaN, Infinity, '1', null, undefined])('has no update %s', (update) => {
    expect(() => schedule(update as number)).toThrow(/: update must be a/);
  });
});

describe('a mistake', () => {
  const mistakes: readonly (readonly [() => unknown, string | RegExp])[] = [
    [() => constant({} as never), 'constant: rate is missing'],
    [() => constant({ rate: -1 }), 'constant: rate must be at least 0, got -1'],
    [() => constant({ rate: NaN }), 'constant: rate must be at least 0, got NaN'],
    [() => constant({ rate: '0.1' as never }), 'constant: rate must be a number, got "0.1"'],
    [
      () => constant(0.1 as never),
      'constant: options must be an object such as { rate: ... }, got 0.1',
    ],
    [() => constant({ rat: 0.1 } as never), 'constant: unknown option "rat"; did you mean "rate"?'],
    [() => cosine({ peak: 1 } as never), 'cosine: updates is missing'],
    [
      () => cosine({ peak: 1, updates: 0 }),
      'cosine: updates must be a whole number of at least 1, got 0',
    ],
    [
      () => cosine({ peak: 1, updates: 2.5 }),
      'cosine: updates must be a whole number of at least 1, got 2.5',
    ],
    [() => cosine({ peak: 1, updates: 2, floor: -1 }), 'cosine: floor must be at least 0, got -1'],
    [
      () => cosine({ peak: 1, updates: 2, floor: 2 }),
      'cosine: floor must be at most peak (1), got 2',
    ],
    [
      () => linear({ peak: 1, updates: 2, floor: 2 }),
      'linear: floor must be at most peak (1), got 2',
    ],
    [
      () => polynomial({ peak: 1, updates: 2, floor: 2 }),
      'polynomial: floor must be at most peak (1), got 2',
    ],
    [
      () => cosineRestarts({ peak: 1, updates: 2, floor: 2 }),
      'cosineRestarts: floor must be at most peak (1), got 2',
    ],
    [
      () => cyclic({ peak: 1, every: 2, floor: 2 }),
      'cyclic: floor must be at most peak (1), got 2',
    ],
    [
      () => oneCycle({ peak: 1, updates: 5, floor: 2 }),
      'oneCycle: floor must be at most peak (1), got 2',
    ],
    [
      () => oneCycle({ peak: 1, updates: 5, start: 2 }),
      'oneCycle: start must be at most peak (1), got 2',
    ],
    [
      () => oneCycle({ peak: 1, updates: 5, rise: 1 }),
      'oneCycle: rise must be at least 0 and below 1, got 1',
    ],
    [() => inverseTime({ rate: 1, every: 0 }), 'inverseTime: every must be greater than 0, got 0'],
    [
      () => schedule({ schedule: 'cosine' }, () => 1),
      'schedule: "cosine" is a schedule of the library; give your own another name',
    ],
    [() => schedule({} as never, () => 1), 'schedule: config must name its schedule, got {}'],
    [
      () => registerSchedule('warmup', () => constant({ rate: 1 })),
      'registerSchedule: "warmup" is a schedule of the library; give your own another name',
    ],
    [
      () => stepDecay({ rate: 1, every: 2, factor: 0 }),
      'stepDecay: factor must be greater than 0, got 0',
    ],
    [
      () => stepDecay({ rate: 1, every: -2 }),
      'stepDecay: every must be a whole number of at least 1, got -2',
    ],
    [() => warmup(0, 1), 'warmup: updates must be a whole number of at least 1, got 0'],
    [() => warmup(3, -1), 'constant: rate must be at least 0, got -1'],
    [
      () => warmup(3, {} as never),
      /^warmup: after must be a schedule such as constant\(.*, got {}$/,
    ],
    [() => warmup(3, ((x: number) => x) as never), /^warmup: after must be a schedule/],
    [
      () => scheduleFromConfig({ schedule: 'cosin' }),
      'unknown schedule "cosin"; did you mean "cosine"?',
    ],
    [() => scheduleFromConfig({} as never), 'schedule: config must name its schedule, got {}'],
    [() => scheduleFromConfig(null as never), 'schedule: config must name its schedule, got null'],
    [
      () => scheduleFromConfig({ schedule: 'warmup', updates: 3 }),
      'schedule: config must name its schedule, got undefined',
    ],
  ];
  it.each(mistakes.map(([make, says]) => [says, make] as const))('says %s', (says, make) => {
    expect(make).toThrow(says);
  });
});

it('tells its schedules from other functions', () => {
  expect(isSchedule(constant({ rate: 1 }))).toBe(true);
  for (const other of [() => 1, 1, null, { config: { schedule: 'constant' } }]) {
    expect(isSchedule(other)).toBe(false);
  }
});

describe('a schedule of your own', () => {
  const halving = (options: { rate: number }) =>
    schedule({ schedule: 'halving', ...options }, (update) => options.rate * 2 ** -update);
  const config = (learningRate: Schedule) => new SGD({ learningRate }).getConfig();

  it('is refused where it would be saved and not loaded, also within another', () => {
    const own = schedule({ schedule: 'mine' }, () => 0.1);
    const says =
      'the schedule "mine" cannot be saved, since nothing makes it again when it is loaded; call registerSchedule("mine", build) first';
    expect(() => config(own)).toThrow(says);
    expect(() => config(warmup(5, own))).toThrow(says);
    expect(() =>
      config(join({ schedules: [own, constant({ rate: 1 })], milestones: [3] })),
    ).toThrow(says);
    expect(() => scheduleFromConfig(own.config)).toThrow(
      'unknown schedule "mine"; known: constant',
    );
  });

  it('is saved and loaded once it is registered', () => {
    registerSchedule('halving', (options) => halving(options as { rate: number }));
    const saved: unknown = JSON.parse(JSON.stringify(config(warmup(2, halving({ rate: 0.8 })))));
    const { learningRate } = saved as { learningRate: ScheduleConfig };
    const loaded = scheduleFromConfig(learningRate);
    expect([0, 1, 2, 3, 4].map(loaded)).toEqual([0.4, 0.8, 0.8, 0.4, 0.2]);
  });
});
