import { describe, it } from 'vitest';
import { syllabus } from '../../src/course/syllabus.ts';
import { expectAccessible, isSaved } from '../course/saved-pages.ts';

const lessons = (await syllabus()).filter(({ id }) => isSaved(id));

describe.each(['.', ...lessons.map(({ id }) => id)])('the page of %s', (id) => {
  it('has nothing that axe finds fault with', () => expectAccessible(id));
});
