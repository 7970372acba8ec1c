import { describe, expect, it } from 'vitest';
import { callText, placeIn } from '../../src/verify/call-text.ts';

describe('a call as text', () => {
  it.each([
    ['f', [0.123_456, 'a', true], 'f(0.1235, "a", true)'],
    ['f', [{ from: 0.01, to: 1 }], 'f({ from: 0.01, to: 1 })'],
    ['f', [[1, 2, 3, 4]], 'f([1, 2, 3, 4])'],
    ['f', [[1, 2, 3, 4, 5, 6]], 'f([1, 2, 3, 4, … 6 in all])'],
    ['f', [{ elements: [1, -0.5] }, 2], 'f(new Float64([1, -0.5]), 2)'],
    ['f', [{ handed: 'height', seed: 3 } as const, []], 'f(height, [])'],
  ])('%s with %j is %s', (name, args, text) => {
    expect(callText(name, args)).toBe(text);
  });
});

it('gives the first of several lists where the call would be long', () => {
  const rows = Array.from({ length: 8 }, () => [0.123_456, 0.234_567, 0.345_678, 0.456_789, 0]);
  expect(callText('f', [{ rows, labels: [1, 0] }])).toBe(
    'f({ rows: [[0.1235, 0.2346, 0.3457, 0.4568, … 5 in all], … 8 lists in all], labels: [1, 0] })',
  );
  const one = [Array.from({ length: 200 }, (_, i) => i + 0.1234)];
  const more = Array<number>(4).fill(1.234);
  expect(callText('softmax', [one, more, more, more, more])).toContain(
    'softmax([[0.1234, 1.123, 2.123, 3.123, … 200 in all]], ',
  );
});

describe('the place of a number in a result', () => {
  it('is named as one would reach it, in the order in which the numbers are compared', () => {
    const value = {
      weights: [
        [1, 2],
        [3, 4],
      ],
      biases: [5, 6],
    };
    const places = [0, 1, 2, 3, 4, 5].map((index) => placeIn(value, index));
    expect(places).toEqual([
      'biases[0]',
      'biases[1]',
      'weights[0][0]',
      'weights[0][1]',
      'weights[1][0]',
      'weights[1][1]',
    ]);
  });

  it('is nothing in a plain number, and nothing beyond the end', () => {
    expect([placeIn(7, 0), placeIn([7], 1)]).toEqual(['', '']);
  });
});
