import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { blockLines } from '../../../src/cli/learn/blocks.ts';
import type { Block } from '../../../src/course/lesson-text.ts';

const lines = (text: string, width: number) =>
  blockLines({ kind: 'verbatim', text: [text] } satisfies Block, width, { tasks: {} });

describe('a list in a terminal', () => {
  const list =
    '- Step by factors, not by sums.\n- Search with the budget that you will train with.';

  it('goes on below its own words, within the width', () => {
    expect(lines(list, 30)).toEqual([
      '  - Step by factors, not by',
      '    sums.',
      '  - Search with the budget',
      '    that you will train with.',
      '',
    ]);
  });

  it('keeps a line that fits', () => {
    expect(lines('1. first\n2. *second*', 30)).toEqual(['  1. first', '  2. second', '']);
  });
});

it('a fence keeps its lines and their indents, and breaks one that no terminal could hold', () => {
  const fence = '```sh\nfor (;;) {\n    next();\n}\n```';
  expect(lines(fence, 30)).toEqual(['  for (;;) {', '      next();', '  }', '']);
  for (const line of lines(`\`\`\`sh\n${'word '.repeat(30)}\n\`\`\``, 40))
    expect(stringWidth(line)).toBeLessThanOrEqual(40);
});
