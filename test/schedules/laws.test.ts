import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cosine,
  cosineRestarts,
  exponential,
  repeat,
  scheduleNames,
  staircase,
  stepDecay,
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
