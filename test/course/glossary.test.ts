import { expect, it } from 'vitest';
import { orphans, readGlossary, termsOf } from '../../src/course/glossary.ts';
import { glossaryOf, syllabus } from '../../src/course/syllabus.ts';

const glossary = readGlossary(
  '# Glossary\n\n**momentum** A running\nsum of `g`.\n\n**Adam** A rule.\n',
);

it('a glossary is read term by term', () => {
  expect([...glossary]).toEqual([
    ['momentum', 'A running sum of `g`.'],
    ['Adam', 'A rule.'],
  ]);
});

it.each([
  ['Words without a term.', /^lessons\/glossary\.md: a term begins in bold: \*\*term\*\* meaning/],
  ['**a** One.\n\n**a** Two.', /^lessons\/glossary\.md: a term stands once, got \*\*a\*\* Two\.$/],
])('a glossary of "%s" is refused', (markdown, message) => {
  expect(() => readGlossary(markdown)).toThrow(message);
});

it('a term that no lesson names is an orphan', () => {
  const lessons = [{ terms: [{ name: 'Adam', meaning: 'A rule.' }] }];
  expect(orphans(glossary, lessons)).toEqual(['momentum']);
});

it('terms of several lessons stand once, by the alphabet, with their lessons', () => {
  const term = (name: string) => ({ name, meaning: name });
  const [a, b] = [
    { id: 'a', terms: [term('noise'), term('L2')] },
    { id: 'b', terms: [term('Adam'), term('L2')] },
  ] as const;
  expect(
    termsOf([a, b]).map(({ name, lessons }) => [name, ...lessons.map(({ id }) => id)]),
  ).toEqual([
    ['Adam', 'b'],
    ['L2', 'a', 'b'],
    ['noise', 'a'],
  ]);
});

it('the course has a meaning for every concept, and no other', async () => {
  const lessons = await syllabus();
  const nameless = lessons.flatMap(({ terms }) => terms.filter(({ meaning }) => meaning === ''));
  expect(nameless.map(({ name }) => name)).toEqual([]);
  expect(orphans(await glossaryOf(), lessons)).toEqual([]);
});
