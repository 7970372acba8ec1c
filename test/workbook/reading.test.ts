import { expect, it } from 'vitest';
import { readingBlocks } from '../../src/workbook/reading.ts';

const prediction = {
  id: 'p',
  question: 'Q?',
  choices: ['a', 'b'],
  answer: () => 0,
  reveal: 'loss',
} as const;

it('takes prose apart, with each question right before the figure that answers it', () => {
  const prose = `First line,
second line with {{claim x}}.

{{code sgd}}

## A heading

{{figure other}}

{{figure loss}}

\`\`\`sh
one

two
\`\`\`

- a list
- of two`;
  expect(readingBlocks(prose, [prediction])).toEqual([
    { kind: 'paragraph', text: 'First line,\nsecond line with {{claim x}}.' },
    { kind: 'code', id: 'sgd' },
    { kind: 'heading', text: 'A heading' },
    { kind: 'figure', id: 'other' },
    { kind: 'prediction', prediction },
    { kind: 'figure', id: 'loss' },
    { kind: 'verbatim', lines: ['one', '', 'two'] },
    { kind: 'verbatim', lines: ['- a list', '- of two'] },
  ]);
});
