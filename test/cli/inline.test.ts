import { expect, it } from 'vitest';
import { inline } from '../../src/cli/inline.ts';

it('Markdown loses its marks, and keeps stars that are none', () => {
  expect(inline('**bold**, `code`, *slanted*, _too_, [a link](x.md)')).toBe(
    'bold, code, slanted, too, a link',
  );
  expect(inline('2 * 3 * 4 and a_b_c')).toBe('2 * 3 * 4 and a_b_c');
});

it('Markdown over several lines is one', () => {
  expect(inline('one **two\nthree** `a * b * c`')).toBe('one two three a * b * c');
});
