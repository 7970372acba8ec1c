import { expect, it } from 'vitest';
import { markdownTable } from '../../src/render/markdown.ts';

it('writes a table whose cells cannot break it', () => {
  const columns = [
    { label: 'name', align: 'left' },
    { label: 'a|b', align: 'right' },
  ] as const;
  expect(
    markdownTable(columns, [
      ['`x`', '|w|'],
      ['two\nlines', '2'],
    ]),
  ).toBe(
    ['| name | a\\|b |', '| --- | --: |', '| `x` | \\|w\\| |', '| two lines | 2 |'].join('\n'),
  );
});
