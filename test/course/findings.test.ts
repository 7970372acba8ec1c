import { describe, expect, it } from 'vitest';
import { findings } from '../../src/course/findings.ts';
import { linear, plot } from '../../src/figures/index.ts';
import { aLesson } from '../support/a-lesson.ts';

const line = plot({ x: linear('x'), y: linear('y'), lines: [{ style: 'sgd', x: [0], y: [1] }] });
const found = (words: string) =>
  findings(
    aLesson('a', [], {
      words,
      measures: () => ({ gap: 5.4321, share: 0.98765432 }),
      figures: () => ({ loss: line, path: line }),
    }),
    {},
  );

describe('the claims of a lesson', () => {
  it('are the sentences that hold a measure to a bound', () => {
    const { claims } = found(
      'At κ = 1.5 it is {gap: 1 to 6} times **as far**. What is\n{share, in %: above 99 %} of it? Just {gap}.',
    );
    expect(claims).toEqual([
      {
        id: 'gap',
        text: 'At κ = 1.5 it is 5.43 times **as far**',
        value: 5.4321,
        bound: { above: 1, below: 6 },
        holds: true,
      },
      {
        id: 'share',
        text: 'What is 98.8 % of it?',
        value: 0.9876543,
        bound: { above: 0.99 },
        holds: false,
      },
    ]);
  });

  it('may share a sentence, or a measure, and each is told apart', () => {
    const { claims } = found('It is {gap: above 1}, and {share: above 0}.\n\n- So {gap: below 9}.');
    expect(claims.map(({ id, text }) => [id, text])).toEqual([
      ['gap', 'It is 5.43, and 0.988'],
      ['share', 'It is 5.43, and 0.988'],
      ['gap-2', '- So 5.43'],
    ]);
  });

  it('may stand in a title, without the number', () => {
    const { claims, figures } = found('![alt](loss "It falls {see gap: above 1}; and stays")\n_s_');
    expect(claims.map(({ text, holds }) => [text, holds])).toEqual([['It falls; and stays', true]]);
    expect(figures['loss']?.title).toBe('It falls; and stays');
  });
});

describe('the figures of a lesson', () => {
  it('say what its words say, in the order in which they are shown', () => {
    const { figures } = found(
      '![by {gap}](path "P")\n_s_\n\n![alt](loss "By {gap, 1 digit}")\n_at {share, in %}_',
    );
    expect(Object.keys(figures)).toEqual(['path', 'loss']);
    expect(figures).toMatchObject({
      path: { title: 'P', alt: 'by 5.43' },
      loss: { title: 'By 5', subtitle: 'at 98.8 %', alt: 'alt', lines: line.lines },
    });
  });
});

it.each([
  ['It is {gpa}.', 'lessons/a/lesson.md:3: unknown measure "gpa"; did you mean "gap"?'],
  ['It is {gap: below shar}.', 'lessons/a/lesson.md:3: unknown measure "shar"'],
  ['It is {toString}.', 'lessons/a/lesson.md:3: unknown measure "toString"'],
  ['![alt](los "T")', 'lessons/a/lesson.md:3: unknown figure "los"; did you mean "loss"?'],
  [
    '> Q?\n>\n> - a {gpa: above 1}\n\n![alt](loss "T")\n_s_',
    'lessons/a/lesson.md:5: unknown measure "gpa"',
  ],
])('%s is refused with file, line and the nearest name', (words, message) => {
  expect(() => found(words)).toThrow(message);
});
