import { describe, expect, it } from 'vitest';
import { readLesson } from '../../src/course/lesson-text.ts';

const read = (markdown: string) => readLesson(markdown, 'lesson.md');
const figure = '![What it *shows*](noise "A finding")\n_a protocol_';
const question =
  '> Where does it settle?\n>\n> - lower {noise: below 1}\n> - higher {noise: above 1}';

describe('a lesson.md', () => {
  it('is a title, and blocks in their order', () => {
    const { title, blocks, hints } = read(
      [
        '# The title',
        'First line,\nsecond with {x}.',
        '{{code sgd}}',
        '## A heading',
        question,
        figure,
        '```sh\none\n\ntwo\n```',
        '- a list\n- of two',
        '> a quotation\n>\n> - with a list',
        '![a drawing](drawing.svg)',
        '{{hints sgd}}\n\n1. first `{ a }`\n2. second',
      ].join('\n\n'),
    );
    expect(title).toBe('The title');
    expect(hints).toEqual({ sgd: { hints: ['first `{ a }`', 'second'], place: 'lesson.md:33' } });
    expect(blocks).toMatchObject([
      { kind: 'paragraph', text: ['First line,\nsecond with ', { measure: 'x' }, '.'] },
      { kind: 'code', id: 'sgd', place: 'lesson.md:6' },
      { kind: 'heading', text: ['## A heading'] },
      {
        kind: 'question',
        question: {
          id: 'noise',
          text: 'Where does it settle?',
          choices: [
            { text: 'lower', held: { measure: 'noise' } },
            { text: 'higher', held: { place: 'lesson.md:13' } },
          ],
          reveal: 'noise',
        },
      },
      {
        kind: 'figure',
        id: 'noise',
        alt: ['What it *shows*'],
        title: ['A finding'],
        subtitle: ['a protocol'],
        place: 'lesson.md:15',
      },
      { kind: 'verbatim', text: ['```sh\none\n\ntwo\n```'] },
      { kind: 'verbatim', text: ['- a list\n- of two'] },
      { kind: 'verbatim', text: ['> a quotation\n>\n> - with a list'] },
      { kind: 'paragraph', text: ['![a drawing](drawing.svg)'] },
    ]);
  });

  it('asks several questions before one figure, each under a name of its own', () => {
    const { blocks } = read(`# T\n\n${question}\n\nProse.\n\n${question}\n\n${figure}`);
    const ids = blocks.map((block) => (block.kind === 'question' ? block.question.id : block.kind));
    expect(ids).toEqual(['paragraph', 'noise', 'noise-2', 'figure']);
  });

  it.each([
    ['no title', 'Prose.', 'lesson.md:1: a lesson begins with its title'],
    [
      'an unknown directive',
      '# T\n\n{{cod sgd}}',
      'lesson.md:3: unknown directive "cod"; did you mean "code"?',
    ],
    [
      'a directive in a sentence',
      '# T\n\nSee {{code sgd}}.',
      'lesson.md:3: a measure is quoted as',
    ],
    ['a figure without a title', '# T\n\n![alt](noise)', 'lesson.md:3: a figure stands alone'],
    ['a figure without an alt text', '# T\n\n![](noise "T")', 'lesson.md:3: a figure stands alone'],
    ['a figure in a sentence', `# T\n\n${figure} and more`, 'lesson.md:3: a figure stands alone'],
    [
      'a choice without its bound',
      `# T\n\n${question.replace(' {noise: above 1}', '')}\n\n${figure}`,
      'lesson.md:3: every choice of a question ends with its bound',
    ],
    [
      'a choice that only quotes',
      `# T\n\n${question.replace('{noise: above 1}', '{noise}')}\n\n${figure}`,
      'lesson.md:3: every choice of a question ends with its bound',
    ],
    [
      'a question that no figure answers',
      `# T\n\n${figure}\n\n${question}`,
      'lesson.md:6: a question stands before the figure that answers it',
    ],
    [
      'a title that quotes',
      '# T {x}\n\nProse.',
      'lesson.md:1: the title, questions and hints come',
    ],
    [
      'a question that quotes',
      `# T\n\n${question.replace('settle', 'settle at {x}')}\n\n${figure}`,
      'lesson.md:3: the title, questions and hints come before the runs',
    ],
    [
      'a hint that quotes',
      '# T\n\n{{hints sgd}}\n\n1. `{ a }` and {x}',
      'lesson.md:5: the title, questions and hints come before the runs',
    ],
    ['hints without a list', '# T\n\n{{hints sgd}}\n\nProse.', 'lesson.md:3: below {{hints …}}'],
  ])('refuses %s, and names file and line', (_, markdown, message) => {
    expect(() => read(markdown)).toThrow(message);
  });
});
