import { assert, property, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultsDocument } from '../../../src/cli/verify/results-document.ts';
import { verdict } from '../../grading/verdicts.ts';

const verdicts = ['a\n', 'b##vso[x]', '{"c"}', 'd'].map((file) => verdict('passed', { file }));
const plain = (results: readonly object[]) =>
  `${JSON.stringify({ schema: 1, results }, null, 2)}\n`.replaceAll('##vso[', '\\u0023#vso[');

/** What is written after each of the results, and at the end. */
function written(order: readonly number[]): string[] {
  let text = '';
  const document = resultsDocument((piece) => (text += piece));
  const seen = order.map((index) => {
    document.add(verdicts[index] ?? verdict('error'), index);
    return text;
  });
  document.end();
  return [...seen, text];
}

describe('the document of several results', () => {
  it('is what JSON.stringify makes of them in the order of the files, however they come, and however few', () => {
    assert(
      property(shuffledSubarray(verdicts.map((_, i) => i)), (order) => {
        const inOrder = order.toSorted((a, b) => a - b).flatMap((index) => verdicts[index] ?? []);
        expect(written(order)[order.length]).toBe(plain(inOrder));
      }),
    );
  });

  it('has each result as soon as those before it are there', () => {
    const names = (text = '') => [...text.matchAll(/"file": (".*")/g)].map(([, name]) => name);
    expect(written([1, 0, 3]).map(names)).toEqual([
      [],
      ['"a\\n"', String.raw`"b\u0023#vso[x]"`],
      ['"a\\n"', String.raw`"b\u0023#vso[x]"`],
      ['"a\\n"', String.raw`"b\u0023#vso[x]"`, '"d"'],
    ]);
  });
});
