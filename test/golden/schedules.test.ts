import { describe, expect, it } from 'vitest';
import {
  scheduleFromConfig,
  scheduleNames,
  type ScheduleConfig,
} from '../../src/schedules/index.ts';
import { golden, goldenPaths, type GoldenCase, type GoldenFile } from '../support/golden.ts';

interface ScheduleCase extends GoldenCase {
  readonly rates: readonly number[];
}

interface ScheduleFile extends GoldenFile<ScheduleCase> {
  readonly schedule: string;
}

const files = goldenPaths('schedules').map((path) => golden<ScheduleFile>(path));
const known = files.filter(({ file }) => scheduleNames.includes(file.schedule));

/** Rounding of doubles, as a share of the largest rate. */
const allowance = 1e-14;

/** The largest error of any rate, as a share of the largest. */
function errorOf({ settings, rates }: ScheduleCase): number {
  const schedule = scheduleFromConfig(settings as ScheduleConfig);
  const errors = rates.map((rate, update) => Math.abs(schedule(update) - rate));
  return Math.max(...errors) / Math.max(...rates);
}

for (const { file, followed, departing } of known) {
  describe(file.schedule, () => {
    for (const one of followed) {
      it(`gives every rate of ${one.source} in ${one.id}`, () => {
        expect(errorOf(one)).toBeLessThanOrEqual(allowance);
      });
    }

    for (const one of departing) {
      it(`does not give the rates of ${one.source} in ${one.id} (${one.tags})`, () => {
        expect(errorOf(one)).toBeGreaterThan(1e-6);
      });
    }
  });
}

describe('the golden files of schedules', () => {
  // Elsewhere these two are flags of other schedules: test/schedules/laws.test.ts holds them to such as have files here.
  const madeOfOthers = ['repeat', 'staircase'];

  it('are those of every schedule, and of no other', () => {
    const named = files.map(({ file }) => file.schedule);
    expect([...named, ...madeOfOthers].toSorted()).toEqual(scheduleNames.toSorted());
  });
});
