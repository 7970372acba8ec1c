import { describe, expect, it } from 'vitest';
import { lessonTeaching } from '../../src/course/with-lessons.ts';
import { aLesson } from '../support/a-lesson.ts';

const lessons = [aLesson('a', ['sgd']), aLesson('b', ['adam', 'momentum']), aLesson('c', ['adam'])];

describe('the lesson that explains a mistake', () => {
  it('is the first that teaches the member, with an exercise or without', () => {
    expect(lessonTeaching(lessons, 'adam')).toBe('b');
    const [first, ...others] = lessons.map((one) => ({ ...one, exercises: [] }));
    expect(lessonTeaching([...others, first as (typeof lessons)[0]], 'sgd')).toBe('a');
  });

  it('is that of the rule that a rule hands its update on to, where it has none', () => {
    expect(lessonTeaching(lessons, 'adamw')).toBe('b');
    expect(lessonTeaching(lessons, 'lion')).toBeUndefined();
  });
});
