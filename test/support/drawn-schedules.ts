import * as fc from 'fast-check';
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
  staircase,
  stepDecay,
  warmup,
  type Schedule,
} from '../../src/schedules/index.ts';

/** A schedule with what it promises: its bounds, and how far it moves from one update to the next where it has no jumps. */
export interface Drawn {
  readonly schedule: Schedule;
  readonly floor: number;
  readonly peak: number;
  readonly steepest?: number;
}

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** A number of updates, as often a few as many. */
export const length = fc.oneof(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 100_000 }),
);
/** What a rate is multiplied by. */
export const factor = number(1e-3, 1);
const every = fc.oneof(number(0.01, 10), number(0.01, 1e6));
/** A peak, and a floor of 0 to all of it. */
export const ends = fc
  .tuple(number(1e-6, 10), number(0, 1))
  .map(([peak, share]) => ({ peak, floor: peak * share }));
const rate = ends.map(({ peak }) => ({ rate: peak }));
const milestones = fc
  .uniqueArray(length, { minLength: 1, maxLength: 5 })
  .map((list) => list.toSorted((a, b) => a - b));

/** Every schedule by its name, drawn at random. */
export const drawnSchedules: Readonly<Record<string, fc.Arbitrary<Drawn>>> = {
  constant: rate.map(({ rate }) => {
    return { schedule: constant({ rate }), floor: rate, peak: rate, steepest: 0 };
  }),
  cosine: fc.tuple(ends, length).map(([both, updates]) => {
    const steepest = ((Math.PI / 2) * (both.peak - both.floor)) / updates;
    return { schedule: cosine({ ...both, updates }), ...both, steepest };
  }),
  linear: fc.tuple(ends, length).map(([both, updates]) => {
    const steepest = (both.peak - both.floor) / updates;
    return { schedule: linear({ ...both, updates }), ...both, steepest };
  }),
  polynomial: fc.tuple(ends, length, number(1, 5)).map(([both, updates, power]) => {
    const steepest = (power * (both.peak - both.floor)) / updates;
    return { schedule: polynomial({ ...both, updates, power }), ...both, steepest };
  }),
  oneCycle: fc
    .tuple(ends, fc.integer({ min: 2, max: 100_000 }), number(0, 0.99))
    .map(([both, updates, rise]) => {
      const top = Math.max(rise * updates - 1, 0);
      const shorter = Math.min(top || Infinity, updates - 1 - top);
      const steepest = ((Math.PI / 2) * (both.peak - both.floor)) / shorter;
      const schedule = oneCycle({ ...both, updates, rise, start: both.floor });
      return { schedule, ...both, steepest };
    }),
  cyclic: fc.tuple(ends, length, factor).map(([both, every, factor]) => {
    const steepest = (both.peak - both.floor) / every;
    return { schedule: cyclic({ ...both, every, factor }), ...both, steepest };
  }),
  cosineRestarts: fc
    .tuple(ends, length, fc.integer({ min: 1, max: 4 }), factor)
    .map(([both, updates, stretch, factor]) => {
      return { schedule: cosineRestarts({ ...both, updates, stretch, factor }), ...both };
    }),
  exponential: fc.tuple(rate, factor, every).map(([{ rate }, factor, every]) => {
    return { schedule: exponential({ rate, factor, every }), floor: 0, peak: rate };
  }),
  inverseTime: fc.tuple(rate, every).map(([{ rate }, every]) => {
    return { schedule: inverseTime({ rate, every }), floor: 0, peak: rate, steepest: rate / every };
  }),
  inverseSqrt: fc.tuple(rate, every).map(([{ rate }, every]) => {
    return { schedule: inverseSqrt({ rate, every }), floor: 0, peak: rate, steepest: rate / every };
  }),
  stepDecay: fc.tuple(rate, factor, length).map(([{ rate }, factor, every]) => {
    return { schedule: stepDecay({ rate, factor, every }), floor: 0, peak: rate };
  }),
  multiStep: fc.tuple(rate, factor, milestones).map(([{ rate }, factor, milestones]) => {
    return { schedule: multiStep({ rate, factor, milestones }), floor: 0, peak: rate };
  }),
  warmup: fc.tuple(ends, length, length).map(([{ peak }, climb, fall]) => {
    const steepest = Math.max(peak / climb, peak / fall);
    const schedule = warmup(climb, linear({ peak, updates: fall }));
    return { schedule, floor: 0, peak, steepest };
  }),
  exponentialWarmup: fc.tuple(ends, length, factor).map(([{ peak, floor }, updates, from]) => {
    const schedule = exponentialWarmup(updates, linear({ peak, updates, floor }), from);
    return { schedule, floor: Math.min(floor, peak * from), peak };
  }),
  join: fc.tuple(ends, milestones).map(([both, milestones]) => {
    const schedules = [0, ...milestones].map((_, i) => cosine({ ...both, updates: 50 * (i + 1) }));
    return { schedule: join({ schedules, milestones }), ...both };
  }),
  repeat: fc.tuple(ends, length, length).map(([both, updates, round]) => {
    return { schedule: repeat(round, cosine({ ...both, updates })), ...both };
  }),
  staircase: fc.tuple(ends, length, length).map(([both, updates, stair]) => {
    return { schedule: staircase(stair, linear({ ...both, updates })), ...both };
  }),
};
