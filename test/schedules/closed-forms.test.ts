import { describe, expect, it } from 'vitest';
import {
  constant,
  cosine,
  isSchedule,
  scheduleFromConfig,
  stepDecay,
  warmup,
  type Schedule,
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
  'cosine that rises': [cosine({ peak: 0, updates: 2, floor: 1 }), { 0: 0, 1: 0.5, 2: 1, 3: 1 }],
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
