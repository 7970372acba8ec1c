import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  constant,
  cosine,
  cosineRestarts,
  cyclic,
  exponential,
  exponentialWarmup,
  inverseSqrt,
  inverseTime,
  join,
  linear,
  multiStep,
  oneCycle,
  polynomial,
  repeat,
  scheduleNames,
  staircase,
  stepDecay,
  warmup,
  type Schedule,
} from '../../src/schedules/index.ts';
import { drawnSchedules, ends, factor, length } from '../support/drawn-schedules.ts';

it('the laws are tried on every schedule', () => {
  expect(Object.keys(drawnSchedules).toSorted()).toEqual(scheduleNames.toSorted());
});

// Early updates, where most happens, as often as all to 1e9.
const update = fc.oneof(fc.nat(1000), fc.nat(200_000), fc.nat(1e9));

describe.each(Object.entries(drawnSchedules))('%s', (_, drawn) => {
  it('is finite, never below its floor and never above its peak', () => {
    fc.assert(
      fc.property(drawn, update, ({ schedule, floor, peak }, update) => {
        const rate = schedule(update);
        const rounding = 1e-15 * peak;
        expect(rate).toBeGreaterThanOrEqual(floor - rounding);
        expect(rate).toBeLessThanOrEqual(peak + rounding);
      }),
      { numRuns: 300 },
    );
  });

  it('moves no farther in one update than its slope allows, where it has no jumps', () => {
    fc.assert(
      fc.property(drawn, update, ({ schedule, peak, steepest }, update) => {
        const step = Math.abs(schedule(update + 1) - schedule(update));
        expect(step).toBeLessThanOrEqual((steepest ?? peak) * (1 + 1e-9) + 1e-15 * peak);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a schedule at the edge of what it takes', () => {
  const rates = fc.constantFrom(0, 1e-300, 1e-3, 1, 1e38, 1e300);
  const factor = fc.constantFrom(1e-300, 0.5, 1, 1.1, 2, 1e300);
  const count = fc.constantFrom(1, 2, 3, 1000, 1e9, Number.MAX_SAFE_INTEGER);
  const length = fc.constantFrom(1e-6, 0.5, 1, 1e9, 1e300);
  const ends = fc
    .tuple(rates, rates)
    .map(([a, b]) => ({ peak: Math.max(a, b), floor: Math.min(a, b) }));
  const rate = rates.map((rate) => ({ rate }));
  const extreme: Readonly<Record<string, fc.Arbitrary<Schedule>>> = {
    constant: rate.map(constant),
    cosine: fc.tuple(ends, count).map(([both, updates]) => cosine({ ...both, updates })),
    linear: fc.tuple(ends, count).map(([both, updates]) => linear({ ...both, updates })),
    polynomial: fc
      .tuple(ends, count, length, fc.boolean())
      .map(([both, updates, power, cycle]) => polynomial({ ...both, updates, power, cycle })),
    oneCycle: fc
      .tuple(ends, count, fc.constantFrom(0, 1e-300, 0.5, 1 - 2 ** -53))
      .map(([both, updates, rise]) => {
        return oneCycle({ ...both, updates: Math.max(updates, 2), rise, start: both.floor });
      }),
    cyclic: fc
      .tuple(ends, count, factor)
      .map(([both, every, factor]) => cyclic({ ...both, every, factor })),
    cosineRestarts: fc.tuple(ends, count, count, factor).map(([both, updates, stretch, factor]) => {
      return cosineRestarts({ ...both, updates, stretch, factor });
    }),
    exponential: fc
      .tuple(rates, factor, length)
      .map(([rate, factor, every]) => exponential({ rate, factor, every })),
    inverseTime: fc.tuple(rates, length).map(([rate, every]) => inverseTime({ rate, every })),
    inverseSqrt: fc.tuple(rates, length).map(([rate, every]) => inverseSqrt({ rate, every })),
    stepDecay: fc
      .tuple(rates, factor, count)
      .map(([rate, factor, every]) => stepDecay({ rate, factor, every })),
    multiStep: fc
      .tuple(rates, factor)
      .map(([rate, factor]) => multiStep({ rate, factor, milestones: [1, 2, 1e6] })),
    warmup: fc.tuple(ends, count).map(([{ peak, floor }, updates]) => {
      return warmup(Math.min(updates, 1e6), linear({ peak, floor, updates }));
    }),
    exponentialWarmup: fc
      .tuple(rates, count, fc.constantFrom(Number.MIN_VALUE, 0.5, 1))
      .map(([rate, updates, from]) => exponentialWarmup(updates, rate, from)),
    join: fc.tuple(ends, rates, factor).map(([both, rate, factor]) => {
      const schedules = [cosine({ ...both, updates: 1 }), exponential({ rate, factor })];
      return join({ schedules, milestones: [1000] });
    }),
    repeat: fc
      .tuple(rates, factor, count)
      .map(([rate, factor, updates]) => repeat(updates, exponential({ rate, factor }))),
    staircase: fc
      .tuple(rates, factor, count)
      .map(([rate, factor, stair]) => staircase(stair, exponential({ rate, factor }))),
  };
  const update = fc.oneof(
    fc.constantFrom(0, 1, 2, 999, 1023, 1024, 2047, 1e6 - 1, 1e6, 1e9 - 1, 1e9, 2 ** 53 - 1),
    fc.nat(1e9),
  );

  it('is tried of every kind', () => {
    expect(Object.keys(extreme).toSorted()).toEqual(scheduleNames.toSorted());
  });

  it.each(Object.entries(extreme))('%s is a finite number of at least 0', (_, drawn) => {
    fc.assert(
      fc.property(drawn, update, (schedule, update) => {
        const rate = schedule(update);
        return Number.isFinite(rate) && rate >= 0;
      }),
      { numRuns: 3000 },
    );
  });

  it('stays at the floor between cycles that outgrow all numbers, and at the largest number within', () => {
    const growing = cyclic({ floor: 0.1, peak: 1, every: 1, factor: 2 });
    expect([growing(4000), growing(4001)]).toEqual([0.1, Number.MAX_VALUE]);
  });

  it.each(Object.entries(extreme))('%s costs no more at update 2⁵³ − 1 than at 1', (_, drawn) => {
    const [schedule] = fc.sample(drawn, 1) as [Schedule];
    const quickest = (update: number) => {
      let least = Infinity;
      for (let round = 0; round < 20; round++) {
        const begun = performance.now();
        for (let i = 0; i < 500; i++) schedule(update);
        least = Math.min(least, performance.now() - begun);
      }
      return least;
    };
    quickest(1);
    expect(quickest(2 ** 53 - 1)).toBeLessThan(20 * quickest(1) + 1);
  });
});

describe('cosineRestarts', () => {
  /** The definition: one period after the other. */
  function walked(updates: number, stretch: number, factor: number, update: number): number {
    let [start, length, top] = [0, updates, 1];
    while (update >= start + length) {
      start += length;
      length *= stretch;
      top *= factor;
    }
    return (top * (1 + Math.cos((Math.PI * (update - start)) / length))) / 2;
  }

  it('is where the walk through all periods ends, at each boundary and beside it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 10 }),
        fc.nat(30),
        fc.integer({ min: -2, max: 2 }),
        (updates, stretch, periods, beside) => {
          let start = 0;
          for (let i = 0; i < periods; i++) start += updates * stretch ** i;
          const update = Math.max(0, start + beside);
          // Beyond, the boundaries themselves are no doubles.
          fc.pre(update < 2 ** 49);
          const restarts = cosineRestarts({ peak: 1, updates, stretch, factor: 0.9 });
          expect(restarts(update)).toBeCloseTo(walked(updates, stretch, 0.9, update), 12);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a schedule made of another', () => {
  it('is, over and over, what cosine restarts of one length are', () => {
    fc.assert(
      fc.property(length, ends, fc.nat(1e6), (updates, { peak }, update) => {
        const again = repeat(updates, cosine({ peak, updates }));
        expect(again(update)).toBeCloseTo(cosineRestarts({ peak, updates })(update), 12);
      }),
    );
  });

  it('is, in stairs of an exponential decay, a step decay', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        factor,
        fc.nat(10_000),
        (every, factor, update) => {
          const stairs = staircase(every, exponential({ rate: 1, factor, every }));
          expect(stairs(update)).toBeCloseTo(stepDecay({ rate: 1, factor, every })(update), 12);
        },
      ),
    );
  });
});
