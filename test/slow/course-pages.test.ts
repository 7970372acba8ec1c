import { describe, it } from 'vitest';
import { syllabus } from '../../src/course/syllabus.ts';
import { expectAccessible, isSaved } from '../course/saved-pages.ts';

const saved = (await syllabus()).filter(({ id }) => isSaved(id));

describe.each(saved)('the page of $id', ({ id }) => {
  it('has nothing that axe finds fault with', () => expectAccessible(id));
});
