import { describe, expect, it } from 'vitest';
import { beside } from '../../src/cli/beside.ts';
import { cut, filled, spread, wrapped } from '../../src/cli/text.ts';
import { textTable } from '../../src/cli/text-table.ts';

describe('wrapped text', () => {
  it('keeps within the width, indented, and loses no word', () => {
    const text = 'one two three four five sixteen-letters and more';
    for (const width of [12, 20, 33]) {
      const lines = wrapped(text, width, '  ');
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      expect(lines.every((line) => line.startsWith('  '))).toBe(true);
    }
    expect(wrapped(text, 33).join(' ')).toBe(text);
  });

  it('breaks a word that no line could hold', () => {
    expect(wrapped('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  });

  it('keeps lines apart, and those set in as they are', () => {
    expect(wrapped('one:\n    two three', 12, '  ')).toEqual([
      '  one:',
      '      two',
      '      three',
    ]);
  });

  it('does not count colours', () => {
    expect(wrapped('\u001B[1mbold\u001B[22m word', 9)).toHaveLength(1);
  });
});

it('what a terminal shows in one column counts once, what in two twice, and a combining hat not at all', () => {
  expect(filled('√v̂', 4)).toBe('√v̂  ');
  expect(filled('√v̂', 4, 'right')).toBe('  √v̂');
  expect(cut('v̂v̂v̂v̂', 4)).toBe('v̂v̂v̂v̂');
  expect(cut('日本語', 4)).toBe('日…');
  expect(wrapped('√v̂ √v̂ √v̂ √v̂', 8)).toEqual(['√v̂ √v̂ √v̂', '√v̂']);
  const columns = [
    { label: 'v̂', align: 'left' },
    { label: 'n', align: 'right' },
  ] as const;
  expect(textTable({ columns, rows: [['ab', '1']] })).toEqual(['v̂   n', 'ab  1']);
});

it('two ends of a line stand on two lines where they do not fit', () => {
  expect(spread('left', 'right', 12)).toEqual(['left   right']);
  expect(spread('left', 'right', 10)).toEqual(['left', 'right']);
  expect(cut('abcdef', 4)).toBe('abc…');
});

describe('the reference', () => {
  const both = { own: ['a = 1;', 'b = 2;'], reference: ['c = 3;'], file: 'src/x.ts' };

  it('stands beside where there is room', () => {
    expect(beside(both, 40)).toEqual(['yours  │ src/x.ts', 'a = 1; │ c = 3;', 'b = 2; │ ']);
  });

  it('and below where there is none', () => {
    expect(beside(both, 12)).toEqual(['yours', '│ a = 1;', '│ b = 2;', '', 'src/x.ts', '│ c = 3;']);
  });
});
