import { describe, expect, it } from 'vitest';
import { scheduleNames } from '../../src/schedules/index.ts';
import { scheduleChoices, templateOf } from '../../web/schedule-templates.ts';

describe('the schedules of the lab', () => {
  it('are all there are', () => {
    expect(scheduleChoices.toSorted()).toEqual(scheduleNames.toSorted());
  });

  it.each(scheduleChoices)('%s can be chosen for a walk of any length', (name) => {
    for (const updates of [1, 2, 200]) {
      const before = { schedule: 'constant', rate: 0.1 };
      expect(templateOf(name, before, updates).schedule).toBe(name);
    }
  });
});
