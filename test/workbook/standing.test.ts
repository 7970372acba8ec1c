import { describe, expect, it } from 'vitest';
import type { Progress } from '../../src/workbook/progress.ts';
import { currentLesson, standings } from '../../src/workbook/standing.ts';
import { aLesson } from '../support/a-lesson.ts';

const course = [aLesson('intro'), aLesson('a', ['sgd']), aLesson('b', ['adam', 'adamw'])];
const progress = (passed: readonly string[], rest: Partial<Progress> = {}): Progress => ({
  schema: 1,
  read: [],
  exercises: Object.fromEntries(passed.map((id) => [id, { passed: true, hints: 0 }])),
  predictions: {},
  ...rest,
});
const states = (one: Progress) => standings(course, one).map(({ state }) => state);

describe('where a learner stands', () => {
  it('is at the first lesson in the beginning', () => {
    expect(states(progress([]))).toEqual(['current', 'untouched', 'untouched']);
  });

  it('is past a lesson without exercises once it was read, and not by passing others', () => {
    expect(states(progress([], { read: ['intro'] }))).toEqual(['passed', 'current', 'untouched']);
    expect(states(progress(['sgd'], { read: ['a'] }))).toEqual(['current', 'passed', 'untouched']);
  });

  it('is at the lesson that was left off at, wherever that is', () => {
    expect(states(progress([], { current: 'b' }))).toEqual(['untouched', 'untouched', 'current']);
    expect(states(progress(['sgd'], { current: 'a' }))[0]).toBe('current');
    expect(states(progress([], { current: 'gone' }))[0]).toBe('current');
  });

  it('within a lesson is at the first exercise that does not pass', () => {
    const all = standings(course, progress(['adam'], { current: 'b' }));
    expect(all[2]?.exercises).toEqual([
      { id: 'adam', state: 'passed' },
      { id: 'adamw', state: 'current' },
    ]);
    expect(all[2]?.state).toBe('current');
    expect(all[1]?.exercises).toEqual([{ id: 'sgd', state: 'untouched' }]);
  });

  it('is nowhere in particular at the end', () => {
    const done = progress(['sgd', 'adam', 'adamw'], { read: ['intro'], current: 'b' });
    expect(states(done)).toEqual(['passed', 'passed', 'passed']);
    expect(currentLesson(course, done)).toBeUndefined();
  });
});
